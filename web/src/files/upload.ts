import { NoConnection } from '../api/problem.ts';
import { contentTypeOf } from './attachable.ts';
import { failureOfPut } from './sending-again.ts';
import type { FileOwner, Link } from './owner.ts';

/** A file's name as the API keeps it: some systems write Hangul letter by letter. */
export const keptName = ({ name }: File): string => name.normalize('NFC').trim();

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
      else reject(failureOfPut(request.status));
    });
    request.addEventListener('error', () => {
      reject(new NoConnection('The connection was lost'));
    });
    request.send(body);
  });

type Told = { readonly onSent: (bytes: number) => void; readonly signal: AbortSignal };

/**
 * Brings a file to the store, has it confirmed and answers its id. Called again with the same file it goes on with what is missing: what
 * its owner has is read first, since an answer may have been lost. Whether a failure is worth that, `isSentAgain` says.
 */
export const uploadFile = async (owner: FileOwner, file: File, { onSent, signal }: Told): Promise<string> => {
  const contentType = contentTypeOf(file);
  if (contentType === null) throw new Error('The type cannot be attached');
  if (signal.aborted) throw new Stopped();
  const hashes = await hashesOf(file, signal);
  const present = (await owner.list(signal)).find(
    ({ fileName, sha256, state, removedAt }) =>
      fileName === keptName(file) && sha256 === hashes.sha256 && state !== 'REFUSED' && removedAt === null,
  );
  if (present !== undefined && present.state !== 'DECLARED') return present.attachmentId;
  let attachmentId = present?.attachmentId;
  if (attachmentId !== undefined && hashes.partSha256s.length === 0) {
    // Its link may have run out, and a whole file has no second one.
    await owner.remove(attachmentId);
    attachmentId = undefined;
  }
  if (attachmentId === undefined) {
    const declared = await owner.declare({
      fileName: file.name,
      contentType,
      sizeInBytes: file.size,
      ...hashes,
    });
    attachmentId = declared.attachmentId;
    if (declared.upload !== null) await put(declared.upload, file, { onSent, signal });
  }
  if (hashes.partSha256s.length > 0) await putParts(owner, attachmentId, file, { onSent, signal });
  await owner.receive(attachmentId);
  return attachmentId;
};

const putParts = async (
  owner: FileOwner,
  attachmentId: string,
  file: File,
  { onSent, signal }: Told,
): Promise<void> => {
  const { missing, partSizeInBytes } = await owner.openParts(attachmentId, signal);
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
