const sectorLength = 512;
const miniLength = 64;
const miniLimit = 4096;
const endOfChain = 0xfffffffe;
const free = 0xffffffff;
const tableSector = 0xfffffffd;

type Node = { readonly name: string; readonly content: Buffer | null; readonly children: Node[] };

const treeOf = (streams: Readonly<Record<string, Buffer>>): Node => {
  const root: Node = { name: 'Root Entry', content: null, children: [] };
  for (const [path, content] of Object.entries(streams)) {
    const names = path.split('/');
    let folder = root;
    for (const [index, name] of names.entries()) {
      if (index === names.length - 1) {
        folder.children.push({ name, content, children: [] });
        break;
      }
      let next = folder.children.find((child) => child.name === name && child.content === null);
      if (next === undefined) {
        next = { name, content: null, children: [] };
        folder.children.push(next);
      }
      folder = next;
    }
  }
  return root;
};

/** A compound file (version 3) of streams by path, as [MS-CFB] says: short ones in the stream of short ones. */
export const compoundOf = (streams: Readonly<Record<string, Buffer>>): Buffer => {
  const sectors: Buffer[] = [];
  const next: number[] = [];
  const put = (content: Buffer): number => {
    const first = sectors.length;
    const count = Math.ceil(content.length / sectorLength);
    for (let index = 0; index < count; index += 1) {
      const sector = Buffer.alloc(sectorLength);
      content.copy(sector, 0, index * sectorLength, (index + 1) * sectorLength);
      sectors.push(sector);
      next.push(index === count - 1 ? endOfChain : first + index + 1);
    }
    return count === 0 ? endOfChain : first;
  };
  const minis: Buffer[] = [];
  const nextMini: number[] = [];
  const putMini = (content: Buffer): number => {
    const first = minis.length;
    const count = Math.ceil(content.length / miniLength);
    for (let index = 0; index < count; index += 1) {
      const sector = Buffer.alloc(miniLength);
      content.copy(sector, 0, index * miniLength, (index + 1) * miniLength);
      minis.push(sector);
      nextMini.push(index === count - 1 ? endOfChain : first + index + 1);
    }
    return count === 0 ? endOfChain : first;
  };

  const entries: Buffer[] = [];
  // Siblings hang on each other's right hand: a tree as well as any other for a reader.
  const add = (node: Node, kind: number): number => {
    const entry = Buffer.alloc(128);
    const index = entries.push(entry) - 1;
    entry.write(node.name, 0, 'utf16le');
    entry.writeUInt16LE(2 * node.name.length + 2, 64);
    entry.writeUInt8(kind, 66);
    entry.writeUInt8(1, 67);
    for (const offset of [68, 72, 76]) entry.writeUInt32LE(free, offset);
    if (node.content !== null) {
      const isMini = node.content.length < miniLimit;
      entry.writeUInt32LE(isMini ? putMini(node.content) : put(node.content), 116);
      entry.writeUInt32LE(node.content.length, 120);
    }
    let previous: number | null = null;
    for (const child of node.children) {
      const at = add(child, child.content === null ? 1 : 2);
      if (previous === null) entry.writeUInt32LE(at, 76);
      else entries[previous]?.writeUInt32LE(at, 72);
      previous = at;
    }
    return index;
  };
  add(treeOf(streams), 5);

  const ministream = Buffer.concat(minis);
  entries[0]?.writeUInt32LE(put(ministream), 116);
  entries[0]?.writeUInt32LE(ministream.length, 120);
  const miniTable = put(wordsOf(nextMini));
  while (entries.length % 4 !== 0) {
    const unused = Buffer.alloc(128);
    for (const offset of [68, 72, 76]) unused.writeUInt32LE(free, offset);
    entries.push(unused);
  }
  const directory = put(Buffer.concat(entries));
  const tableStart = sectors.length;
  let tables = 1;
  while (tables * 128 < tableStart + tables) tables += 1;
  for (let index = 0; index < tables; index += 1) next.push(tableSector);
  const table = wordsOf(next);

  const header = Buffer.alloc(sectorLength);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(miniLimit, 56);
  header.writeUInt32LE(miniTable, 60);
  header.writeUInt32LE(nextMini.length === 0 ? 0 : Math.ceil((4 * nextMini.length) / sectorLength), 64);
  header.writeUInt32LE(endOfChain, 68);
  for (let index = 0; index < 109; index += 1)
    header.writeUInt32LE(index < tables ? tableStart + index : free, 76 + 4 * index);
  return Buffer.concat([header, ...sectors, table]);
};

/** Numbers of 32 bits in whole sectors, the rest of the last marked as free. */
const wordsOf = (numbers: readonly number[]): Buffer => {
  const length = Math.ceil((4 * numbers.length) / sectorLength) * sectorLength;
  const words = Buffer.alloc(length, 0xff);
  numbers.forEach((number, index) => words.writeUInt32LE(number, 4 * index));
  return words;
};
