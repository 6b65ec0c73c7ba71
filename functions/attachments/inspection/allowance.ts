/**
 * How much a check may still unpack, over all that lies in one file: mutable, since entries, documents in archives and
 * streams in documents draw on the same one. So no file takes longer than its length and these numbers allow.
 */
export type Allowance = { bytesLeft: number; entriesLeft: number };

/** What one file gets. */
export const createAllowance = (): Allowance => ({ bytesLeft: 512 * 1024 ** 2, entriesLeft: 10_000 });

/** The largest entry that is unpacked: it lies in memory whole. */
export const largestEntryInBytes = 256 * 1024 ** 2;

/** Takes `bytes` off; false, and nothing taken, where they are not left. */
export const takeBytes = (allowance: Allowance, bytes: number): boolean => {
  if (bytes > allowance.bytesLeft) return false;
  allowance.bytesLeft -= bytes;
  return true;
};

/** True for the error of a decompression that would have grown beyond what it was allowed. */
export const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
