import { createHash } from 'node:crypto';
import pMap from 'p-map';
import type * as v from 'valibot';
import {
  type attachmentView,
  declareAttachment,
  openParts,
  receiveAttachment,
} from '../../functions/attachments/schema.ts';
import type { ApiClient } from './api-client.ts';

/** A file with its declared type. */
export type UploadFile = {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

type Link = NonNullable<v.InferOutput<(typeof declareAttachment)['answer']>['upload']>;
type Put = (link: Link, bytes: Uint8Array<ArrayBuffer>) => Promise<Response>;

export type UploadOptions = {
  /** How many parts are on their way at a time. */
  readonly concurrency?: number;
  /** How often the missing parts are asked for before giving up. */
  readonly rounds?: number;
  readonly put?: Put;
};

/** As a browser puts bytes to a link; it counts their length itself. */
export const putToLink: Put = (link, bytes) =>
  fetch(link.url, { method: link.method, headers: link.headers, body: bytes });

const partSizeInBytes = 16 * 1024 * 1024;

/** SHA-256 in hexadecimal digits. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a file is declared by: name, type, length, SHA-256, and above 16 MiB each part's. */
export const manifestOf = ({ fileName, contentType, bytes }: UploadFile) => ({
  fileName,
  contentType: contentTypeOf(contentType),
  sizeInBytes: bytes.byteLength,
  sha256: sha256Of(bytes),
  partSha256s:
    bytes.byteLength > partSizeInBytes
      ? Array.from({ length: Math.ceil(bytes.byteLength / partSizeInBytes) }, (_, index) =>
          sha256Of(partOf(bytes, index + 1)),
        )
      : [],
});

/**
 * Declares a file, puts its bytes to the links, and has the store confirm them. Files above 16 MiB go in parts,
 * several at once; after a lost connection only what is missing goes again.
 */
export const uploadFile = async (
  api: ApiClient,
  proposalId: string,
  file: UploadFile,
  options: UploadOptions = {},
): Promise<v.InferOutput<typeof attachmentView>> => {
  const { attachmentId, upload } = await api.must(declareAttachment, {
    parameters: { proposalId },
    body: manifestOf(file),
  });
  if (upload === null) return resumeUpload(api, { proposalId, attachmentId }, file, options);
  await mustPut(options.put ?? putToLink, file, upload, wholeOf(file.bytes));
  return api.must(receiveAttachment, { parameters: { proposalId, attachmentId }, body: null });
};

/** Puts a whole file to the link that its declaration gave. Throws where it comes in parts. */
export const putFile = async (file: UploadFile, link: Link | null): Promise<void> => {
  if (link === null) throw new Error(`${file.fileName} comes in parts`);
  await mustPut(putToLink, file, link, wholeOf(file.bytes));
};

/** Goes on with a declared file in parts, wherever an earlier attempt ended, also one of another process. */
export const resumeUpload = async (
  api: ApiClient,
  parameters: { readonly proposalId: string; readonly attachmentId: string },
  file: UploadFile,
  { concurrency = 4, rounds = 5, put = putToLink }: UploadOptions = {},
): Promise<v.InferOutput<typeof attachmentView>> => {
  for (let round = 1; ; round += 1) {
    const { missing } = await api.must(openParts, { parameters, body: null });
    if (missing.length === 0) return api.must(receiveAttachment, { parameters, body: null });
    const outcomes = await pMap(
      missing,
      ({ partNumber, upload }) =>
        mustPut(put, file, upload, partOf(file.bytes, partNumber)).then(
          () => null,
          (cause: unknown) => ({ cause }),
        ),
      { concurrency },
    );
    const lost = outcomes.find((outcome) => outcome !== null);
    if (lost !== undefined && round === rounds)
      throw new Error(`${file.fileName} did not arrive whole; what did was kept`, lost);
  }
};

const partOf = (bytes: Uint8Array, partNumber: number): Uint8Array<ArrayBuffer> =>
  wholeOf(bytes.subarray((partNumber - 1) * partSizeInBytes, partNumber * partSizeInBytes));

const wholeOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const mustPut = async (put: Put, { fileName }: UploadFile, link: Link, bytes: Uint8Array<ArrayBuffer>) => {
  const response = await put(link, bytes);
  const text = await response.text();
  if (!response.ok) throw new Error(`The store refused ${fileName}: ${response.status} ${text}`);
};

type ContentType = v.InferInput<(typeof declareAttachment)['body']>['contentType'];

const contentTypeOf = (contentType: string): ContentType => {
  const known = declareAttachment.body.entries.contentType.options.find((option) => option === contentType);
  if (known === undefined) throw new Error(`The API takes no files of the type ${contentType}`);
  return known;
};
