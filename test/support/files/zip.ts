import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as an archive writes it, with what it may say wrongly. */
export type RawEntry = {
  readonly name: string | Buffer;
  readonly content?: string | Uint8Array;
  readonly isStored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly madeBy?: number;
  readonly mode?: number;
  readonly extra?: Buffer;
  /** What its own header says, where that differs. */
  readonly local?: {
    readonly name?: string;
    readonly method?: number;
    readonly crc32?: number;
    readonly packed?: number;
    readonly unpacked?: number;
    readonly flags?: number;
  };
  readonly unpacked?: number;
  readonly crc32?: number;
  readonly hasDescriptor?: boolean;
  /** Bytes before its header that belong to nobody. */
  readonly before?: Buffer;
  /** Names this entry's header instead of writing one of its own. */
  readonly sharesWith?: number;
};

export type RawArchive = {
  readonly before?: Buffer;
  readonly beforeDirectory?: Buffer;
  readonly comment?: Buffer;
  readonly count?: number;
  readonly disk?: number;
  readonly directoryOffset?: number;
  /** Writes the directory's place in the long record too, as archives above 4 GiB do. */
  readonly isLong?: boolean;
};

const headerOf = (signature: number, length: number): Buffer => {
  const header = Buffer.alloc(length);
  header.writeUInt32LE(signature);
  return header;
};

/** An entry with all that it says of itself filled in. */
const filledIn = (entry: RawEntry) => {
  const content = Buffer.from(entry.content ?? '');
  const isStored = entry.isStored === true;
  const hasDescriptor = entry.hasDescriptor === true;
  // Bit 11 says that the name is UTF-8, bit 3 that lengths follow behind.
  const flags = entry.flags ?? (typeof entry.name === 'string' ? 0x800 : 0);
  return {
    ...entry,
    hasDescriptor,
    name: typeof entry.name === 'string' ? Buffer.from(entry.name) : entry.name,
    packed: isStored ? content : deflateRawSync(content),
    method: entry.method ?? (isStored ? 0 : 8),
    flags: flags | (hasDescriptor ? 8 : 0),
    crc32: entry.crc32 ?? crc32(content),
    unpacked: entry.unpacked ?? content.length,
    extra: entry.extra ?? Buffer.alloc(0),
  };
};
type Filled = ReturnType<typeof filledIn>;

const localOf = (entry: Filled): Buffer => {
  const own = {
    flags: entry.flags,
    method: entry.method,
    crc32: entry.hasDescriptor ? 0 : entry.crc32,
    packed: entry.hasDescriptor ? 0 : entry.packed.length,
    unpacked: entry.hasDescriptor ? 0 : entry.unpacked,
    ...entry.local,
  };
  const name = own.name === undefined ? entry.name : Buffer.from(own.name);
  const header = headerOf(0x04034b50, 30);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(own.flags, 6);
  header.writeUInt16LE(own.method, 8);
  header.writeUInt32LE(own.crc32, 14);
  header.writeUInt32LE(own.packed, 18);
  header.writeUInt32LE(own.unpacked, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(entry.extra.length, 28);
  const descriptor = headerOf(0x08074b50, 16);
  descriptor.writeUInt32LE(entry.crc32, 4);
  descriptor.writeUInt32LE(entry.packed.length, 8);
  descriptor.writeUInt32LE(entry.unpacked, 12);
  return Buffer.concat([
    header,
    name,
    entry.extra,
    entry.packed,
    ...(entry.hasDescriptor ? [descriptor] : []),
  ]);
};

const centralOf = (entry: Filled, offset: number): Buffer => {
  const header = headerOf(0x02014b50, 46);
  header.writeUInt16LE(((entry.madeBy ?? 0) << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(entry.flags, 8);
  header.writeUInt16LE(entry.method, 10);
  header.writeUInt32LE(entry.crc32, 16);
  header.writeUInt32LE(entry.packed.length, 20);
  header.writeUInt32LE(entry.unpacked, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt16LE(entry.extra.length, 30);
  header.writeUInt16LE(entry.mode ?? 0, 40);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, entry.name, entry.extra]);
};

/** An archive written byte by byte, so that it may say anything. */
export const rawZip = (entries: readonly RawEntry[], archive: RawArchive = {}): Buffer => {
  const pieces: Buffer[] = [archive.before ?? Buffer.alloc(0)];
  let at = archive.before?.length ?? 0;
  const add = (piece: Buffer): void => {
    pieces.push(piece);
    at += piece.length;
  };
  const offsets: number[] = [];
  const list = entries.map(filledIn).map((entry) => {
    add(entry.before ?? Buffer.alloc(0));
    const offset = entry.sharesWith === undefined ? at : (offsets[entry.sharesWith] ?? 0);
    offsets.push(offset);
    if (entry.sharesWith === undefined) add(localOf(entry));
    return centralOf(entry, offset);
  });
  add(archive.beforeDirectory ?? Buffer.alloc(0));
  const directory = Buffer.concat(list);
  const offset = archive.directoryOffset ?? at;
  add(directory);
  if (archive.isLong === true) add(longEnd(entries.length, directory.length, offset, at));
  add(endOf(archive, entries.length, directory.length, offset));
  return Buffer.concat(pieces);
};

const endOf = (archive: RawArchive, count: number, size: number, offset: number): Buffer => {
  const isLong = archive.isLong === true;
  const comment = archive.comment ?? Buffer.alloc(0);
  const end = headerOf(0x06054b50, 22);
  end.writeUInt16LE(archive.disk ?? 0, 4);
  end.writeUInt16LE(isLong ? 0xffff : count, 8);
  end.writeUInt16LE(isLong ? 0xffff : (archive.count ?? count), 10);
  end.writeUInt32LE(isLong ? 0xffffffff : size, 12);
  end.writeUInt32LE(isLong ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
};

const longEnd = (count: number, size: number, offset: number, at: number): Buffer => {
  const end = headerOf(0x06064b50, 56);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  const locator = headerOf(0x07064b50, 20);
  locator.writeBigUInt64LE(BigInt(at), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
};
