/** One entry of an archive; its directory and its own header agree on it. */
export type ArchiveEntry = {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Unpacked, as promised. */
  readonly sizeInBytes: number;
  /** As it lies in the archive. */
  readonly packed: Buffer;
  readonly isFolder: boolean;
  /** The file's kind by its Unix mode, in the upper four of sixteen bits; 0 where none is told. */
  readonly mode: number;
};

/** The extra field of that number, or null. */
export const fieldOf = (extra: Buffer, wanted: number): Buffer | null => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === wanted) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return null;
};
