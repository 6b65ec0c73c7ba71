import { type Api, dataOf, writeHeaders } from '../api/client.ts';
import type { paths } from '../api/description.ts';
import { NoConnection } from '../api/problem.ts';
import type { Attachment } from './queries.ts';

type Declaration =
  paths['/proposals/{proposalId}/attachments']['post']['requestBody']['content']['application/json'];
type ContentType = Declaration['contentType'];
type Link = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** By the ending of the name, since browsers do not know them all. */
const typeOfEnding = new Map<string, ContentType>([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['hwp', 'application/x-hwp'],
  ['hwpx', 'application/hwp+zip'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['zip', 'application/zip'],
]);

export const endings = [...typeOfEnding.keys()].map((ending) => `.${ending}`).join(',');

/** A file's name as the API keeps it: some systems write Hangul letter by letter. */
export const keptName = ({ name }: File): string => name.normalize('NFC').trim();

/** The type that a file's name promises; null for one that cannot be attached. */
export const contentTypeOf = ({ name }: File): ContentType | null =>
  typeOfEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? null;

/** Whoever sends has paused it. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const hashesOf = (file: File, signal: AbortSignal): Promise<{ sha256: string; partSha256s: string[] }> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
    signal.addEventListener('abort', () => {
      worker.terminate();
      reject(new Stopped());
    });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      worker.terminate();
      if (
        typeof data === 'object' &&
        data !== null &&
        'sha256' in data &&
        typeof data.sha256 === 'string' &&
        'partSha256s' in data &&
        isTexts(data.partSha256s)
      )
        resolve({ sha256: data.sha256, partSha256s: data.partSha256s });
      else reject(new Error('The file could not be read'));
    });
    worker.addEventListener('error', ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    });
    worker.postMessage(file);
  });

const put = (
  link: Link,
  body: Blob,
  { onSent, signal }: { readonly onSent: (bytes: number) => void; readonly signal: AbortSignal },
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => {
      reject(new Stopped());
      request.abort();
    };
    // A request that was under way when the connection went may never hear of it.
    const lose = (): void => {
      reject(new NoConnection('The connection was lost'));
      request.abort();
    };
    signal.addEventListener('abort', stop);
    addEventListener('offline', lose);
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', stop);
      removeEventListener('offline', lose);
    });
    request.open('PUT', link.url);
    for (const [name, value] of Object.entries(link.headers))
      // The browser sets these itself and refuses them from a page.
      if (!['content-length', 'host'].includes(name.toLowerCase())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => {
      onSent(loaded);
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new Error(`HTTP ${request.status}`));
    });
    request.addEventListener('error', () => {
      reject(new NoConnection('The connection was lost'));
    });
    request.send(body);
  });

type Told = { readonly onSent: (bytes: number) => void; readonly signal: AbortSignal };

/**
 * Brings a file to the store and has it confirmed. Called again with the same file it goes on with what is missing: what
 * the draft has is read first, since an answer may have been lost. Throws `NoConnection` where it is worth to go on.
 */
export const uploadFile = async (
  api: Api,
  proposalId: string,
  file: File,
  { onSent, signal }: Told,
): Promise<void> => {
  const contentType = contentTypeOf(file);
  if (contentType === null) throw new Error('The type cannot be attached');
  if (signal.aborted) throw new Stopped();
  const hashes = await hashesOf(file, signal);
  const { rows } = await dataOf(
    api.GET('/proposals/{proposalId}/attachments', { params: { path: { proposalId } }, signal }),
  );
  const present = rows.find(
    ({ fileName, sha256, state, removedAt }) =>
      fileName === keptName(file) && sha256 === hashes.sha256 && state !== 'REFUSED' && removedAt === null,
  );
  if (present !== undefined && present.state !== 'DECLARED') return;
  let attachmentId = present?.attachmentId;
  if (present !== undefined && hashes.partSha256s.length === 0) {
    // Its link may have run out, and a whole file has no second one.
    await removeFile(api, present);
    attachmentId = undefined;
  }
  if (attachmentId === undefined) {
    const declared = await dataOf(
      api.POST('/proposals/{proposalId}/attachments', {
        params: { path: { proposalId }, header: writeHeaders(crypto.randomUUID()) },
        body: { fileName: file.name, contentType, sizeInBytes: file.size, ...hashes },
      }),
    );
    attachmentId = declared.attachmentId;
    if (declared.upload !== null) await put(declared.upload, file, { onSent, signal });
  }
  const path = { proposalId, attachmentId };
  if (hashes.partSha256s.length > 0) await putParts(api, path, file, { onSent, signal });
  await api.POST('/proposals/{proposalId}/attachments/{attachmentId}/receipt', {
    params: { path, header: writeHeaders(crypto.randomUUID()) },
  });
};

const putParts = async (
  api: Api,
  path: { readonly proposalId: string; readonly attachmentId: string },
  file: File,
  { onSent, signal }: Told,
): Promise<void> => {
  const { missing, partSizeInBytes } = await dataOf(
    api.POST('/proposals/{proposalId}/attachments/{attachmentId}/parts', {
      params: { path, header: writeHeaders(crypto.randomUUID()) },
      signal,
    }),
  );
  let sent = file.size - missing.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0);
  onSent(sent);
  for (const { partNumber, sizeInBytes, upload } of missing) {
    if (signal.aborted) throw new Stopped();
    const begin = (partNumber - 1) * partSizeInBytes;
    const before = sent;
    await put(upload, file.slice(begin, begin + sizeInBytes), {
      onSent: (bytes) => {
        onSent(before + bytes);
      },
      signal,
    });
    sent += sizeInBytes;
  }
};

/** Takes a file out of the draft. */
export const removeFile = (
  api: Api,
  { proposalId, attachmentId }: Pick<Attachment, 'proposalId' | 'attachmentId'>,
): Promise<Attachment> =>
  dataOf(
    api.DELETE('/proposals/{proposalId}/attachments/{attachmentId}', {
      params: { path: { proposalId, attachmentId }, header: writeHeaders(crypto.randomUUID()) },
    }),
  );
