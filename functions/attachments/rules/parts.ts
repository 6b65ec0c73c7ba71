import { createHash } from 'node:crypto';
import type { Refusal } from '../../platform/refusal.ts';
import { refuseAttachment } from '../refusals.ts';
import type { Attachment } from './attachment.ts';

/** The length of every part of a larger file but the last: 16 MiB. A file of up to one part is put whole. */
export const partSizeInBytes = 16 * 1024 * 1024;

/** A part as the declaration tells of it; numbered from 1, as the store counts. */
export type Part = {
  readonly partNumber: number;
  readonly sizeInBytes: number;
  readonly sha256: string;
};

/** A part as the store tells of it; its SHA-256 is the store's own finding. */
export type StoredPart = Part & { readonly etag: string };

/** How many parts a file of this length comes in; 0 for a file that is put whole. */
export const partCountOf = (sizeInBytes: number): number =>
  sizeInBytes > partSizeInBytes ? Math.ceil(sizeInBytes / partSizeInBytes) : 0;

/** Refuses `parts-not-of-size` where a declaration has another number of parts than its length asks for. */
export const checkPartCount = (sizeInBytes: number, partSha256s: readonly string[]): Refusal | null => {
  const expectedParts = partCountOf(sizeInBytes);
  return partSha256s.length === expectedParts
    ? null
    : refuseAttachment('parts-not-of-size', { partSizeInBytes, expectedParts });
};

type Manifest = Pick<Attachment, 'sizeInBytes' | 'sha256' | 'partSha256s'>;

/** The parts that were declared; none for a file that is put whole. */
export const partsOf = ({ sizeInBytes, partSha256s }: Omit<Manifest, 'sha256'>): readonly Part[] =>
  partSha256s.map((sha256, index) => ({
    partNumber: index + 1,
    sizeInBytes: Math.min(partSizeInBytes, sizeInBytes - index * partSizeInBytes),
    sha256,
  }));

/** The declared parts that the store does not have, or has otherwise than declared. */
export const missingParts = (manifest: Manifest, stored: readonly StoredPart[]): readonly Part[] =>
  partsOf(manifest).filter(
    (part) =>
      !stored.some(
        ({ partNumber, sizeInBytes, sha256 }) =>
          partNumber === part.partNumber && sizeInBytes === part.sizeInBytes && sha256 === part.sha256,
      ),
  );

/**
 * The checksum by which the store will know the declared file, in the store's own form: the SHA-256 in base64, and
 * for a file in parts the SHA-256 of the parts' digests with their count.
 */
export const storedChecksumOf = ({ sha256, partSha256s }: Manifest): string => {
  if (partSha256s.length === 0) return Buffer.from(sha256, 'hex').toString('base64');
  const digests = Buffer.from(partSha256s.join(''), 'hex');
  return `${createHash('sha256').update(digests).digest('base64')}-${String(partSha256s.length)}`;
};
