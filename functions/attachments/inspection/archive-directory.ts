import { type Finding, finding } from '../rules.ts';
import { type ArchiveEntry, fieldOf } from './archive-entry.ts';
import { nameOfEntry } from './archive-names.ts';

/** An entry with the places of its two headers. */
type Located = ArchiveEntry & {
  readonly start: number;
  readonly end: number;
  readonly hasDescriptor: boolean;
};

const endLength = 22;
const longestComment = 1024;
const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  descriptor: 0x08074b50,
} as const;
/** Stands for «see the 64-bit field». */
const overflow32 = 0xffffffff;
const overflow16 = 0xffff;

/** Bit 0 is the traditional cipher, bit 6 the strong one, bit 13 hides the directory. */
const cipherBits = 0b10_0000_0100_0001;
const descriptorBit = 0b1000;
const aes = 99;

/**
 * The entries of a zip archive (PKWARE's APPNOTE 6.3.10, sections 4.3 to 4.5), read strictly: one directory that ends
 * where the file does, every entry where the directory says, one after another from the first byte on without gap or
 * overlap, and its own header saying the same. So every program unpacks the same. Nothing is unpacked here.
 */
export const readDirectory = (file: Buffer, mostEntries: number): readonly ArchiveEntry[] | Finding => {
  try {
    const end = findEnd(file);
    if (end === null) return finding('unreadable');
    if (hasSuspectComment(file, end)) return finding('hidden-content');
    const place = placeOfDirectory(file, end);
    if (place === null) return finding('archive-inconsistent');
    if (place.count > mostEntries) return finding('archive-too-large');
    const entries = readEntries(file, place);
    return 'code' in entries ? entries : (wrongOrder(entries, file, place.offset) ?? entries);
  } catch (error) {
    // A place beyond the end of the file.
    if (error instanceof RangeError) return finding('unreadable');
    throw error;
  }
};

const findEnd = (file: Buffer): number | null => {
  const first = Math.max(0, file.length - endLength - overflow16);
  for (let at = file.length - endLength; at >= first; at -= 1) {
    const isEnd =
      file.readUInt32LE(at) === signatures.end && at + endLength + file.readUInt16LE(at + 20) === file.length;
    if (isEnd) return at;
  }
  return null;
};

/** A comment is a line of text; a long one, or one with bytes of programs, is a file behind the file. */
const hasSuspectComment = (file: Buffer, end: number): boolean => {
  const comment = file.subarray(end + endLength);
  return (
    comment.length > longestComment || comment.some((byte) => byte < 0x20 && ![9, 10, 13].includes(byte))
  );
};

type Place = { readonly count: number; readonly offset: number; readonly end: number };

const placeOfDirectory = (file: Buffer, end: number): Place | null => {
  const here = {
    disk: file.readUInt16LE(end + 4),
    firstDisk: file.readUInt16LE(end + 6),
    countHere: file.readUInt16LE(end + 8),
    count: file.readUInt16LE(end + 10),
    size: file.readUInt32LE(end + 12),
    offset: file.readUInt32LE(end + 16),
  };
  const locator = end - 20;
  const isLarge = locator >= 0 && file.readUInt32LE(locator) === signatures.locator64;
  if (isLarge) return placeOfLargeDirectory(file, locator, here);
  const isOne = here.disk === 0 && here.firstDisk === 0 && here.countHere === here.count;
  return isOne && here.offset + here.size === end ? { count: here.count, offset: here.offset, end } : null;
};

const placeOfLargeDirectory = (
  file: Buffer,
  locator: number,
  here: { readonly count: number; readonly size: number; readonly offset: number },
): Place | null => {
  const end64 = Number(file.readBigUInt64LE(locator + 8));
  if (end64 + 56 !== locator || file.readUInt32LE(end64) !== signatures.end64) return null;
  const place = {
    count: Number(file.readBigUInt64LE(end64 + 32)),
    offset: Number(file.readBigUInt64LE(end64 + 48)),
    end: end64,
  };
  const size = Number(file.readBigUInt64LE(end64 + 40));
  // Where the short record tells too, it tells the same: some programs read it alone.
  const agrees =
    (here.count === overflow16 || here.count === place.count) &&
    (here.size === overflow32 || here.size === size) &&
    (here.offset === overflow32 || here.offset === place.offset);
  return agrees && place.offset + size === end64 ? place : null;
};

const readEntries = (file: Buffer, { count, offset, end }: Place): readonly Located[] | Finding => {
  const entries: Located[] = [];
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== signatures.central) return finding('archive-inconsistent');
    const entry = readEntry(file, at);
    if ('code' in entry) return entry;
    entries.push(entry);
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return at === end ? entries : finding('archive-inconsistent');
};

const readEntry = (file: Buffer, at: number): Located | Finding => {
  const flags = file.readUInt16LE(at + 8);
  const method = file.readUInt16LE(at + 10);
  const nameBytes = file.subarray(at + 46, at + 46 + file.readUInt16LE(at + 28));
  const extra = file.subarray(
    at + 46 + nameBytes.length,
    at + 46 + nameBytes.length + file.readUInt16LE(at + 30),
  );
  const name = nameOfEntry(nameBytes, flags, extra);
  if (name === null) return finding('archive-entry-name', nameBytes.toString('latin1'));
  const sizes = readSizes(file, at, extra);
  // 16, 20 and 24 bytes on lie the checksum and the lengths; 14, 18 and 22 in the entry's own header.
  const local = readLocal(file, sizes.localOffset);
  if (local === null) return finding('archive-inconsistent', name);
  if (((flags | local.flags) & cipherBits) !== 0 || method === aes || local.method === aes)
    return finding('encrypted', name);
  const crc32 = file.readUInt32LE(at + 16);
  const hasDescriptor = (flags & descriptorBit) !== 0;
  const isSame =
    local.name.equals(nameBytes) &&
    local.method === method &&
    (local.flags & descriptorBit) === (flags & descriptorBit) &&
    [
      [local.crc32, crc32],
      [local.packed, sizes.packed],
      [local.unpacked, sizes.unpacked],
    ].every(
      ([own, told]) => own === told || (hasDescriptor && own === 0) || (own === overflow32 && local.isLarge),
    );
  if (!isSame) return finding('archive-inconsistent', name);
  const start = local.contentOffset;
  if (start + sizes.packed > file.length) return finding('unreadable', name);
  return {
    name,
    method,
    crc32,
    sizeInBytes: sizes.unpacked,
    packed: file.subarray(start, start + sizes.packed),
    isFolder: name.endsWith('/'),
    mode: file.readUInt16LE(at + 40),
    start: sizes.localOffset,
    end: start + sizes.packed,
    hasDescriptor,
  };
};

const readLocal = (file: Buffer, at: number) => {
  if (at + 30 > file.length || file.readUInt32LE(at) !== signatures.local) return null;
  const nameLength = file.readUInt16LE(at + 26);
  const extraLength = file.readUInt16LE(at + 28);
  return {
    flags: file.readUInt16LE(at + 6),
    method: file.readUInt16LE(at + 8),
    crc32: file.readUInt32LE(at + 14),
    packed: file.readUInt32LE(at + 18),
    unpacked: file.readUInt32LE(at + 22),
    name: file.subarray(at + 30, at + 30 + nameLength),
    isLarge:
      fieldOf(file.subarray(at + 30 + nameLength, at + 30 + nameLength + extraLength), longField) !== null,
    contentOffset: at + 30 + nameLength + extraLength,
  };
};

const longField = 0x0001;

/** Lengths and place of an entry; where 32 bits do not hold one, the extra field 0x0001 has it, in this order. */
const readSizes = (file: Buffer, at: number, extra: Buffer) => {
  const field = fieldOf(extra, longField);
  let place = 0;
  const long = (value: number): number => {
    if (value !== overflow32 || field === null) return value;
    const whole = Number(field.readBigUInt64LE(place));
    place += 8;
    return whole;
  };
  return {
    unpacked: long(file.readUInt32LE(at + 24)),
    packed: long(file.readUInt32LE(at + 20)),
    localOffset: long(file.readUInt32LE(at + 42)),
  };
};

/** Tells bytes before, between and behind the entries, and entries that share theirs. */
const wrongOrder = (entries: readonly Located[], file: Buffer, directory: number): Finding | null => {
  let at = 0;
  for (const entry of entries.toSorted((one, other) => one.start - other.start)) {
    if (entry.start < at) return finding('archive-inconsistent', entry.name);
    if (entry.start > at) return finding('hidden-content');
    at = entry.end + (entry.hasDescriptor ? descriptorLength(file, entry) : 0);
  }
  return at === directory ? null : finding(at < directory ? 'hidden-content' : 'archive-inconsistent');
};

/** The descriptor behind an entry: with or without signature, its lengths in 32 or 64 bits; 0 where none fits. */
const descriptorLength = (file: Buffer, { end, crc32, packed }: Located): number => {
  const isSigned = end + 4 <= file.length && file.readUInt32LE(end) === signatures.descriptor;
  const at = end + (isSigned ? 4 : 0);
  if (at + 12 > file.length || file.readUInt32LE(at) !== crc32) return 0;
  const next = (length: number): number =>
    at + length + 4 <= file.length ? file.readUInt32LE(at + length) : 0;
  const isHeader = (word: number): boolean =>
    word === signatures.local || word === signatures.central || word === signatures.end64;
  if (file.readUInt32LE(at + 4) !== packed.length) return 0;
  if (isHeader(next(12))) return at - end + 12;
  return isHeader(next(20)) ? at - end + 20 : 0;
};
