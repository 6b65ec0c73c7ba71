/** One entry of an archive as its directory describes it. */
export type ArchiveEntry = {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Unpacked, as promised. */
  readonly sizeInBytes: number;
  /** As it lies in the archive. */
  readonly packed: Buffer;
};

const endLength = 22;
const longestComment = 0xffff;
const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;
/** Stands for «see the 64-bit field». */
const overflow32 = 0xffffffff;
const overflow16 = 0xffff;

/**
 * The directory of a zip archive (PKWARE's APPNOTE 6.3.10, sections 4.3 to 4.5), which stands at its end. Null for
 * an archive whose parts do not lie where the directory says. Reads `mostEntries` at most; nothing is unpacked.
 */
export const readDirectory = (file: Buffer, mostEntries: number): readonly ArchiveEntry[] | null => {
  try {
    const end = findEnd(file);
    if (end === null) return null;
    const { count, offset } = placeOfDirectory(file, end);
    const entries: ArchiveEntry[] = [];
    let at = offset;
    for (let index = 0; index < Math.min(count, mostEntries); index += 1) {
      if (file.readUInt32LE(at) !== signatures.central) return null;
      const entry = readEntry(file, at);
      if (entry === null) return null;
      entries.push(entry);
      at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    // A place beyond the end of the file.
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const findEnd = (file: Buffer): number | null => {
  const first = Math.max(0, file.length - endLength - longestComment);
  for (let at = file.length - endLength; at >= first; at -= 1) {
    const isEnd =
      file.readUInt32LE(at) === signatures.end && at + endLength + file.readUInt16LE(at + 20) === file.length;
    if (isEnd) return at;
  }
  return null;
};

const placeOfDirectory = (file: Buffer, end: number): { readonly count: number; readonly offset: number } => {
  const count = file.readUInt16LE(end + 10);
  const offset = file.readUInt32LE(end + 16);
  const isLarge = count === overflow16 || offset === overflow32;
  const locator = end - 20;
  if (!isLarge || locator < 0 || file.readUInt32LE(locator) !== signatures.locator64)
    return { count, offset };
  const end64 = Number(file.readBigUInt64LE(locator + 8));
  if (file.readUInt32LE(end64) !== signatures.end64) return { count, offset };
  return {
    count: Number(file.readBigUInt64LE(end64 + 32)),
    offset: Number(file.readBigUInt64LE(end64 + 48)),
  };
};

const readEntry = (file: Buffer, at: number): ArchiveEntry | null => {
  const flags = file.readUInt16LE(at + 8);
  const method = file.readUInt16LE(at + 10);
  const nameLength = file.readUInt16LE(at + 28);
  const sizes = readSizes(file, at, 46 + nameLength);
  if (file.readUInt32LE(sizes.localOffset) !== signatures.local) return null;
  const start =
    sizes.localOffset +
    30 +
    file.readUInt16LE(sizes.localOffset + 26) +
    file.readUInt16LE(sizes.localOffset + 28);
  if (start + sizes.packed > file.length) return null;
  return {
    name: file.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
    // Bit 0 is the traditional cipher, bit 6 the strong one, method 99 is AES.
    isEncrypted: (flags & 0b100_0001) !== 0 || method === 99,
    method,
    crc32: file.readUInt32LE(at + 16),
    sizeInBytes: sizes.unpacked,
    packed: file.subarray(start, start + sizes.packed),
  };
};

/** Lengths and place of an entry; where 32 bits do not hold one, the extra field 0x0001 has it, in this order. */
const readSizes = (file: Buffer, at: number, extraOffset: number) => {
  const short = {
    unpacked: file.readUInt32LE(at + 24),
    packed: file.readUInt32LE(at + 20),
    localOffset: file.readUInt32LE(at + 42),
  };
  const extra = file.subarray(at + extraOffset, at + extraOffset + file.readUInt16LE(at + 30));
  let place = findLongField(extra);
  const long = (value: number): number => {
    if (value !== overflow32 || place === null) return value;
    const whole = Number(extra.readBigUInt64LE(place));
    place += 8;
    return whole;
  };
  return {
    unpacked: long(short.unpacked),
    packed: long(short.packed),
    localOffset: long(short.localOffset),
  };
};

const findLongField = (extra: Buffer): number | null => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 0x0001) return at + 4;
  return null;
};
