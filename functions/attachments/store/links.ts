import { createHash, createHmac } from 'node:crypto';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4, type SignatureV4CryptoInit, type SignatureV4Init } from '@smithy/signature-v4';
import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import {
  type Attachment,
  checkDownload,
  contentDisposition,
  downloadLife,
  type Part,
  storedChecksumOf,
  uploadLife,
} from '../rules.ts';

/** A link by which a browser talks to the store itself. */
export type Link = { readonly url: string; readonly expiresAt: Instant };

/** What a browser sends to put exactly the declared file. */
export type Upload = Link & {
  readonly method: 'PUT';
  /** All of them are signed: the store refuses a request in which one differs or is left out. */
  readonly headers: Readonly<Record<string, string>>;
};

export type Links = ReturnType<typeof createLinks>;

/** What an upload is signed for. */
export type UploadOrder = {
  readonly attachment: Attachment;
  readonly sealKeyArn: string;
  /** Null where there is none to keep. */
  readonly deadline: Instant | null;
  readonly receivedAt: Instant;
};

/** What is saved by a link, and under which name. */
export type Saving = {
  readonly key: string;
  readonly versionId: string;
  readonly fileName: string;
  readonly contentType: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Signs links to a bucket with the function's own credentials, by the signing library alone: the store's whole
 * client would triple the start of a function that only signs.
 */
export const createLinks = (
  bucketName: string,
  environment: Environment = process.env,
  credentials: SignatureV4Init['credentials'] = fromEnv(),
) => {
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  if (region === undefined) throw new Error('Links to the store need AWS_REGION');
  const place = placeOf(bucketName, region, environment);
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: NodeSha256,
    uriEscapePath: false,
    applyChecksum: false,
  });

  const sign = async (order: {
    readonly method: 'PUT' | 'GET';
    readonly objectKey: string;
    readonly query: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly signedAt: Instant;
    readonly expiresInSeconds: number;
  }): Promise<string> => {
    const signed = await signer.presign(
      {
        method: order.method,
        protocol: place.protocol,
        hostname: place.hostname,
        ...(place.port === undefined ? {} : { port: place.port }),
        path: `${place.path}/${order.objectKey}`,
        query: { ...order.query },
        // The store signs links over this word instead of a hash of bytes that nobody has seen yet.
        headers: { host: place.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...order.headers },
      },
      {
        signingDate: new Date(order.signedAt),
        expiresIn: order.expiresInSeconds,
        // A header that went into the address would be believed unsent: the store would check no checksum.
        unhoistableHeaders: new Set(Object.keys(order.headers)),
        signableHeaders: new Set(['host', ...Object.keys(order.headers)]),
      },
    );
    const query = Object.entries(signed.query ?? {})
      .map(([name, value]) => `${encodeQuery(name)}=${encodeQuery(String(value))}`)
      .join('&');
    return `${place.protocol}//${place.host}${signed.path}?${query}`;
  };

  /** A link to one version of an object, for five minutes, that saves it under a name. */
  const savingLink = async (
    { key, versionId, fileName, contentType }: Saving,
    receivedAt: Instant,
  ): Promise<Link> => {
    const life = downloadLife(receivedAt);
    const url = await sign({
      method: 'GET',
      objectKey: key,
      query: {
        versionId,
        'response-content-disposition': contentDisposition(fileName),
        'response-content-type': contentType,
      },
      headers: {},
      ...life,
    });
    return { url, expiresAt: life.expiresAt };
  };

  return {
    /**
     * The link to put the declared file to: exactly its key, length, type, SHA-256 and encryption key, once, and
     * never beyond the deadline (DOMAIN.md, invariant 3). Refuses `deadline-too-near`.
     */
    async uploadLink({
      attachment,
      sealKeyArn,
      deadline,
      receivedAt,
    }: UploadOrder): Promise<Upload | Refusal> {
      const life = uploadLife(receivedAt, deadline, attachment.roundId);
      if (isRefusal(life)) return life;
      const headers = {
        'content-type': attachment.contentType,
        'content-length': String(attachment.sizeInBytes),
        'x-amz-checksum-sha256': storedChecksumOf(attachment),
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': sealKeyArn,
        'if-none-match': '*',
      };
      const { objectKey } = attachment;
      const url = await sign({ method: 'PUT', objectKey, query: {}, headers, ...life });
      return { method: 'PUT', url, headers, expiresAt: life.expiresAt };
    },

    /**
     * The links to put parts to, each for exactly its number, length and SHA-256 in this one upload; type and
     * encryption key were bound when the upload was opened. None beyond the deadline; refuses `deadline-too-near`.
     */
    async partLinks(
      { attachment, deadline, receivedAt }: Omit<UploadOrder, 'sealKeyArn'>,
      uploadId: string,
      parts: readonly Part[],
    ): Promise<readonly (Part & { readonly upload: Upload })[] | Refusal> {
      const life = uploadLife(receivedAt, deadline, attachment.roundId);
      if (isRefusal(life)) return life;
      return Promise.all(
        parts.map(async (part) => {
          const headers = {
            'content-length': String(part.sizeInBytes),
            'x-amz-checksum-sha256': Buffer.from(part.sha256, 'hex').toString('base64'),
          };
          const query = { partNumber: String(part.partNumber), uploadId };
          const url = await sign({
            method: 'PUT',
            objectKey: attachment.objectKey,
            query,
            headers,
            ...life,
          });
          return { ...part, upload: { method: 'PUT' as const, url, headers, expiresAt: life.expiresAt } };
        }),
      );
    },

    /**
     * A link to the pinned version of a file, for five minutes, that saves it under its name. For others than the
     * owner nothing but VERIFIED; refuses `not-downloadable`.
     */
    async downloadLink(
      attachment: Attachment,
      reader: 'owner' | 'other',
      receivedAt: Instant,
    ): Promise<Link | Refusal> {
      const refusal = checkDownload(attachment, reader);
      if (refusal !== null) return refusal;
      const { objectKey: key, versionId, fileName, contentType } = attachment;
      return savingLink({ key, versionId: versionId ?? '', fileName, contentType }, receivedAt);
    },

    savingLink,
  };
};

/** Where a browser reaches the bucket: by its own name on AWS, by path at an endpoint of one's own. */
const placeOf = (bucketName: string, region: string, environment: Environment) => {
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  const url = new URL(endpoint ?? `https://${bucketName}.s3.${region}.amazonaws.com`);
  return {
    protocol: url.protocol,
    host: url.host,
    hostname: url.hostname,
    port: url.port === '' ? undefined : Number(url.port),
    path: endpoint === undefined ? '' : `${url.pathname.replace(/\/$/u, '')}/${bucketName}`,
  };
};

/** RFC 3986: what the signature was made over. */
const encodeQuery = (part: string): string =>
  encodeURIComponent(part).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

type Source = Parameters<InstanceType<SignatureV4CryptoInit['sha256']>['update']>[0];

/** The form of a hash that the signing library asks for, on Node's own. */
class NodeSha256 {
  readonly #secret: Buffer | undefined;
  #chunks: Buffer[] = [];

  constructor(secret?: Source) {
    this.#secret = secret === undefined ? undefined : bytesOf(secret);
  }

  update(chunk: Source): void {
    this.#chunks.push(bytesOf(chunk));
  }

  digest(): Promise<Uint8Array> {
    const hash = this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
    for (const chunk of this.#chunks) hash.update(chunk);
    return Promise.resolve(hash.digest());
  }

  reset(): void {
    this.#chunks = [];
  }
}

const bytesOf = (source: Source): Buffer => {
  if (typeof source === 'string') return Buffer.from(source, 'utf8');
  return ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    : Buffer.from(source);
};
