import { type Hash, leafHash, rootOf } from './tree.ts';

const width = 256;

/**
 * The files of https://c2sp.org/tlog-tiles beside the checkpoint, by path: tiles of hashes and bundles of entries, the
 * last of each level partial. `leaves` are the entries' canonical JSON in the log's order.
 */
export const tilesOf = (leaves: readonly string[]): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>();
  const put = (folder: string, parts: readonly Buffer[]): void => {
    for (let start = 0; start < parts.length; start += width) {
      const tile = parts.slice(start, start + width);
      const partial = tile.length < width ? `.p/${tile.length}` : '';
      files.set(`tile/${folder}/${pathOf(start / width)}${partial}`, Buffer.concat(tile));
    }
  };
  put('entries', leaves.map(withLength));
  let hashes: readonly Hash[] = leaves.map((leaf) => leafHash(leaf));
  for (let level = 0; hashes.length > 0; level += 1) {
    put(String(level), hashes);
    hashes = wholeTilesOf(hashes).map(rootOf);
  }
  return files;
};

const wholeTilesOf = (hashes: readonly Hash[]): readonly (readonly Hash[])[] =>
  Array.from({ length: Math.floor(hashes.length / width) }, (_, tile) =>
    hashes.slice(tile * width, (tile + 1) * width),
  );

/** An entry in its bundle: two bytes of length, then the entry. */
const withLength = (leaf: string): Buffer => {
  const entry = Buffer.from(leaf);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(entry.length);
  return Buffer.concat([length, entry]);
};

/** In groups of three digits, all but the last behind an `x`: 1234067 is `x001/x234/067`. */
const pathOf = (tile: number): string => {
  const digits = String(tile);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/gu) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
};
