import { type Finding, finding } from '../rules.ts';

/** A compound file (Microsoft's [MS-CFB]): streams by path, as in `BodyText/Section0`. */
export type CompoundFile = {
  readonly streams: ReadonlyMap<string, { readonly sizeInBytes: number }>;
  /** The bytes of a stream; null where its chain of sectors is broken. */
  readonly read: (path: string) => Buffer | null;
};

const magic = 'd0cf11e0a1b11ae1';
const headerLength = 512;
const entryLength = 128;
const longestMini = 4096;
const miniLength = 64;
const lastRegular = 0xfffffffa;
const endOfChain = 0xfffffffe;
const none = 0xffffffff;
const headerDifats = 109;
/** More entries than any document has. */
const mostEntries = 10_000;

/** True for a compound file, by its first bytes. */
export const isCompoundFile = (file: Buffer): boolean => file.subarray(0, 8).toString('hex') === magic;

type Sectors = {
  readonly lengthInBytes: number;
  /** The bytes of a sector; shorter only for the last of the file. Null beyond it. */
  readonly at: (sector: number) => Buffer | null;
  readonly next: (sector: number) => number;
  readonly count: number;
};

/**
 * Reads a compound file strictly: every chain ends, no sector is used twice within one, and nothing lies behind what
 * the file's table of sectors covers. Null for a broken file.
 */
export const readCompoundFile = (file: Buffer): CompoundFile | Finding => {
  try {
    return read(file) ?? finding('unreadable');
  } catch (error) {
    // A place beyond the end of the file.
    if (error instanceof RangeError) return finding('unreadable');
    throw error;
  }
};

const read = (file: Buffer): CompoundFile | Finding | null => {
  const sectors = hasKnownHeader(file) ? sectorsOf(file, 2 ** file.readUInt16LE(30)) : null;
  if (sectors === null) return null;
  // One sector of slack: some writers round the file up.
  if (file.length > headerOf(sectors) + (sectors.count + 1) * sectors.lengthInBytes)
    return finding('hidden-content');
  const directory = chain(sectors, file.readUInt32LE(48), sectors.count);
  const entries = directory === null ? [] : entriesOf(directory);
  const [root] = entries;
  const paths = root?.kind === rootKind ? pathsOf(entries) : null;
  if (root === undefined || paths === null) return null;
  const short = {
    table: chain(sectors, file.readUInt32LE(60), sectors.count) ?? Buffer.alloc(0),
    stream: root.sizeInBytes === 0 ? Buffer.alloc(0) : chain(sectors, root.start, sectors.count),
  };
  return {
    streams: paths,
    read: (path) => {
      const entry = paths.get(path);
      return entry === undefined ? null : readStream(sectors, short, entry);
    },
  };
};

const rootKind = 5;

const hasKnownHeader = (file: Buffer): boolean => {
  const form = `${file.readUInt16LE(26)}.${file.readUInt16LE(30)}`;
  return (
    isCompoundFile(file) &&
    // Version 3 has sectors of 2^9 bytes, version 4 of 2^12; numbers lie with the low byte first, short sectors have 2^6.
    (form === '3.9' || form === '4.12') &&
    file.readUInt16LE(28) === 0xfffe &&
    file.readUInt16LE(32) === 6
  );
};

/** The stream in which short streams lie, and its table. */
type ShortStreams = { readonly table: Buffer; readonly stream: Buffer | null };

const readStream = (
  sectors: Sectors,
  short: ShortStreams,
  { start, sizeInBytes }: Pick<Entry, 'start' | 'sizeInBytes'>,
): Buffer | null => {
  if (sizeInBytes === 0) return Buffer.alloc(0);
  const whole =
    sizeInBytes >= longestMini
      ? chain(sectors, start, Math.ceil(sizeInBytes / sectors.lengthInBytes))
      : short.stream && miniChain(short.stream, short.table, start, Math.ceil(sizeInBytes / miniLength));
  return whole === null || whole.length < sizeInBytes ? null : whole.subarray(0, sizeInBytes);
};

const headerOf = ({ lengthInBytes }: Sectors): number => Math.max(headerLength, lengthInBytes);

const sectorsOf = (file: Buffer, lengthInBytes: number): Sectors | null => {
  const first = Math.max(headerLength, lengthInBytes);
  const at = (sector: number): Buffer | null => {
    const start = first + sector * lengthInBytes;
    return sector > lastRegular || start >= file.length
      ? null
      : file.subarray(start, Math.min(file.length, start + lengthInBytes));
  };
  const perSector = lengthInBytes / 4;
  const places: number[] = [];
  for (let index = 0; index < headerDifats; index += 1) places.push(file.readUInt32LE(76 + 4 * index));
  const most = Math.ceil(file.length / lengthInBytes);
  let difat = file.readUInt32LE(68);
  for (let count = 0; difat < lastRegular; count += 1) {
    const table = at(difat);
    if (table?.length !== lengthInBytes || count > most / perSector + 1) return null;
    for (let index = 0; index < perSector - 1; index += 1) places.push(table.readUInt32LE(4 * index));
    difat = table.readUInt32LE(lengthInBytes - 4);
  }
  const used = places.filter((place) => place < lastRegular);
  if (used.length > most) return null;
  const tables: Buffer[] = [];
  for (const place of used) {
    const table = at(place);
    if (table?.length !== lengthInBytes) return null;
    tables.push(table);
  }
  const table = Buffer.concat(tables);
  return {
    lengthInBytes,
    at,
    next: (sector) => (4 * sector + 4 <= table.length ? table.readUInt32LE(4 * sector) : none),
    count: table.length / 4,
  };
};

/** The sectors of a chain put together, `most` at most; null where it leads nowhere or in a circle. */
const chain = (sectors: Sectors, start: number, most: number): Buffer | null => {
  const found: Buffer[] = [];
  let sector = start;
  while (sector < lastRegular && found.length < most) {
    const bytes = sectors.at(sector);
    if (bytes === null) return null;
    found.push(bytes);
    sector = sectors.next(sector);
  }
  // A circle goes round until `most`, and then does not end.
  return sector === endOfChain || sector === none ? Buffer.concat(found) : null;
};

const miniChain = (stream: Buffer, table: Buffer, start: number, most: number): Buffer | null => {
  const found: Buffer[] = [];
  let sector = start;
  while (sector < lastRegular && found.length < most) {
    const bytes = stream.subarray(sector * miniLength, (sector + 1) * miniLength);
    if (bytes.length === 0 || 4 * sector + 4 > table.length) return null;
    found.push(bytes);
    sector = table.readUInt32LE(4 * sector);
  }
  return sector === endOfChain ? Buffer.concat(found) : null;
};

type Entry = {
  readonly name: string;
  /** 0 unused, 1 storage, 2 stream, 5 root. */
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly sizeInBytes: number;
};

const entriesOf = (directory: Buffer): readonly Entry[] => {
  const entries: Entry[] = [];
  const most = Math.min(mostEntries, Math.floor(directory.length / entryLength));
  for (let index = 0; index < most; index += 1) {
    const at = index * entryLength;
    const nameLength = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.subarray(at, at + Math.max(0, nameLength - 2)).toString('utf16le'),
      kind: directory.readUInt8(at + 66),
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      // The upper half is not always written as zero in version 3; no document is that large.
      sizeInBytes: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
};

/** Every stream by its path; null where the tree of the directory has a circle or a dead end. */
const pathsOf = (entries: readonly Entry[]): ReadonlyMap<string, Entry> | null => {
  const paths = new Map<string, Entry>();
  const seen = new Set<number>();
  const open: { readonly index: number; readonly folder: string }[] = [
    { index: entries[0]?.child ?? none, folder: '' },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.index === none) continue;
    const entry = entries[next.index];
    if (entry === undefined || seen.has(next.index)) return null;
    seen.add(next.index);
    const path = `${next.folder}${entry.name}`;
    if (path.length > 1000) return null;
    if (entry.kind === 2) paths.set(path, entry);
    if (entry.kind === 1) open.push({ index: entry.child, folder: `${path}/` });
    open.push({ index: entry.left, folder: next.folder }, { index: entry.right, folder: next.folder });
  }
  return paths;
};
