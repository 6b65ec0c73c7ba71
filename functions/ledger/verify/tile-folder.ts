import type { Checkpoints } from './checkpoint.ts';
import { canonical } from './entry.ts';
import { checkLedger, type Ledger, ledgerFormat } from './ledger.ts';
import type { LedgerKey } from './note.ts';
import { Broken, jsonAt } from './reading.ts';
import { tilesOf } from './tiles.ts';

/** A folder of https://c2sp.org/tlog-tiles: its files by path, such as `checkpoint` and `tile/0/000`. */
export type TileFolder = ReadonlyMap<string, Buffer>;

const hashLength = 32;

/** The log that the folder's checkpoint speaks of; not believed before `checkTiles` held it. */
export const logOfTiles = (folder: TileFolder): string =>
  /^first-buyer\/(.+)\n/u.exec(checkpointOf(folder))?.[1] ?? '';

/**
 * Checks a folder of tiles as `checkLedger` does an export, and that each tile, whole or partial, on every level, is to
 * the byte what the entries make, none missing and none too many. Throws `Broken`: `/entries/5` is the sixth entry of
 * the bundles, `/leafHashes/5` the sixth hash of level 0; else the place is the file's path.
 */
export const checkTiles = (folder: TileFolder, key: LedgerKey, checkpoints: Checkpoints | null): Ledger => {
  const bundled = filesOf(folder, 'tile/entries').flatMap(([path, bytes]) => entriesOf(path, bytes));
  const leafHashes = filesOf(folder, 'tile/0').flatMap(([path, bytes]) => hashesOf(path, bytes));
  const ledger = checkLedger(
    {
      format: ledgerFormat,
      log: logOfTiles(folder),
      checkpoint: checkpointOf(folder),
      leafHashes,
      entries: bundled.map((text, index) => parsed(text, `/entries/${index}`)),
    },
    key,
    checkpoints,
  );
  const wanted = tilesOf(ledger.entries.map(({ text }) => text));
  for (const [path, bytes] of wanted) {
    const given = folder.get(path);
    if (given === undefined) throw new Broken(path, 'missing');
    if (!given.equals(bytes)) throw new Broken(path, 'tile-wrong');
  }
  const other = [...folder.keys()].find((path) => path !== 'checkpoint' && !wanted.has(path));
  if (other !== undefined) throw new Broken(other, 'tile-surplus');
  return ledger;
};

const checkpointOf = (folder: TileFolder): string => {
  const note = folder.get('checkpoint');
  if (note === undefined) throw new Broken('checkpoint', 'missing');
  return note.toString();
};

/** The files below a folder in the order of the tree, which is that of their numbers; a partial one is the last. */
const filesOf = (folder: TileFolder, below: string): readonly (readonly [string, Buffer])[] =>
  [...folder]
    .filter(([path]) => path.startsWith(`${below}/`))
    .sort(([one], [other]) => numberOf(one, below) - numberOf(other, below));

/** The number of a tile from its path: `x001/234.p/5` is 1234. */
const numberOf = (path: string, below: string): number =>
  Number(
    path
      .slice(below.length)
      .replace(/\.p\/\d+$/u, '')
      .replaceAll(/\D/gu, ''),
  );

const entriesOf = (path: string, bytes: Buffer): readonly string[] => {
  const entries: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = start + 2 + (start + 2 > bytes.length ? 0 : bytes.readUInt16BE(start));
    if (end > bytes.length) throw new Broken(path, 'ends-in-entry');
    entries.push(bytes.toString('utf8', start + 2, end));
    start = end;
  }
  return entries;
};

const hashesOf = (path: string, bytes: Buffer): readonly string[] => {
  if (bytes.length % hashLength > 0) throw new Broken(path, 'ends-in-hash');
  return Array.from({ length: bytes.length / hashLength }, (_, at) =>
    bytes.toString('hex', at * hashLength, (at + 1) * hashLength),
  );
};

const parsed = (text: string, place: string): unknown => {
  const value = jsonAt(text, place);
  if (canonical(value) !== text) throw new Broken(place, 'not-canonical');
  return value;
};
