import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import type { StoredObject } from '../rules.ts';

export type Objects = ReturnType<typeof createObjects>;

const hasOwnEndpoint = (): boolean =>
  (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;

/** A client of the store; what holds files in a function shares one. */
export const createStoreClient = (): S3Client =>
  // A bucket has a host name of its own at AWS only.
  new S3Client({ forcePathStyle: hasOwnEndpoint(), responseChecksumValidation: 'WHEN_REQUIRED' });

/** The bucket as the receiver and the verifier see it. */
export const createObjects = (bucketName: string, client = createStoreClient()) => ({
  /**
   * What the store itself knows of an object: version, length, and the checksum that it has computed at the upload.
   * The newest version unless one is named; null where there is none.
   */
  async inspect(objectKey: string, versionId?: string): Promise<StoredObject | null> {
    try {
      const found = await client.send(
        new HeadObjectCommand({
          Bucket: bucketName,
          Key: objectKey,
          ChecksumMode: 'ENABLED',
          ...(versionId === undefined ? {} : { VersionId: versionId }),
        }),
      );
      if (found.VersionId === undefined) throw new Error('The bucket keeps no versions');
      return {
        versionId: found.VersionId,
        sizeInBytes: found.ContentLength ?? 0,
        checksum: found.ChecksumSHA256 ?? null,
      };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },

  /**
   * The bytes of one version with their SHA-256, in one buffer of the length that was declared: a file of 200 MiB
   * lies in memory once. Null where the store has more or fewer.
   */
  async read(
    objectKey: string,
    versionId: string,
    sizeInBytes: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly sha256: string } | null> {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: objectKey, VersionId: versionId }),
    );
    if (Body === undefined) throw new Error('The store answered no bytes');
    const bytes = Buffer.allocUnsafe(sizeInBytes);
    const hash = createHash('sha256');
    let length = 0;
    for await (const chunk of streamOf(Body)) {
      if (length + chunk.length > sizeInBytes) return null;
      hash.update(chunk);
      bytes.set(chunk, length);
      length += chunk.length;
    }
    return length === sizeInBytes ? { bytes, sha256: hash.digest('hex') } : null;
  },
});

const streamOf = (body: { transformToWebStream(): ReadableStream<Uint8Array> }) =>
  body.transformToWebStream();
