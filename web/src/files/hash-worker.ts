import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const partSizeInBytes = 16 * 1024 * 1024;

/** The SHA-256 of a file and, above 16 MiB, of each of its parts; read piece by piece, so that no phone runs out of memory. */
const hash = async (file: File): Promise<{ sha256: string; partSha256s: string[] }> => {
  const whole = sha256.create();
  const isInParts = file.size > partSizeInBytes;
  const partSha256s: string[] = [];
  let part = sha256.create();
  let readInPart = 0;
  const endPart = (): void => {
    partSha256s.push(bytesToHex(part.digest()));
    part = sha256.create();
    readInPart = 0;
  };
  const pieceSizeInBytes = 1024 * 1024;
  for (let at = 0; at < file.size; at += pieceSizeInBytes) {
    const piece = new Uint8Array(await file.slice(at, at + pieceSizeInBytes).arrayBuffer());
    whole.update(piece);
    if (!isInParts) continue;
    part.update(piece);
    readInPart += piece.length;
    if (readInPart === partSizeInBytes) endPart();
  }
  if (readInPart > 0) endPart();
  return { sha256: bytesToHex(whole.digest()), partSha256s };
};

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!(data instanceof File)) return;
  hash(data).then(
    (hashes) => {
      postMessage(hashes);
    },
    (error: unknown) => {
      postMessage({ failure: String(error) });
    },
  );
});
