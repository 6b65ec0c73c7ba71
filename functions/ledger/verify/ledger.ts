import { type Checkpoints, type KnownCheckpoint, readCheckpoint } from './checkpoint.ts';
import { canonical, createChainCheck, type Entry, entryAt, nameOf } from './entry.ts';
import type { LedgerKey } from './note.ts';
import { Broken, hashesAt, listAt, objectAt, textAt } from './reading.ts';
import { createGrowingTree, type Hash, leafHash, rootOf } from './tree.ts';

export const ledgerFormat = 'first-buyer/ledger/1';

/** What a ledger's export proves. */
export type Ledger = {
  readonly log: string;
  /** In the order of the log. */
  readonly entries: readonly Entry[];
  readonly checkpoint: KnownCheckpoint;
  /** How many of the checkpoints beside it have just these entries. */
  readonly agreeing: number;
};

/**
 * Checks the export of a log: that its entries in their order are the tree of its signed checkpoint, and with
 * `checkpoints` of every one of those; and each entity's entries a chain. The first break is named: `leafHashes`, which
 * the checkpoint's root confirms, tell which entry was changed, deleted, moved or cut off. Throws `Broken`.
 */
export const checkLedger = (file: unknown, key: LedgerKey, checkpoints: Checkpoints | null): Ledger => {
  const fields = objectAt(file, '', ['format', 'log', 'checkpoint', 'leafHashes', 'entries']);
  const log = textAt(fields['log'], '/log');
  const checkpoint = readCheckpoint(textAt(fields['checkpoint'], '/checkpoint'), log, key, '/checkpoint');
  const leafHashes = hashesAt(fields['leafHashes'], '/leafHashes');
  const written = listAt(fields['entries'], '/entries');
  const areConfirmed = leafHashes.length === checkpoint.size && rootOf(leafHashes).equals(checkpoint.root);
  const entries = written.map((value, index) => {
    const place = `/entries/${index}`;
    if (areConfirmed) checkLeaf(value, leafHashes[index], place);
    const entry = entryAt(value, place);
    if (entry.log !== log) throw new Broken(`${place}/log`, 'another-log', { log: entry.log, expected: log });
    return entry;
  });
  if (areConfirmed && entries.length < leafHashes.length)
    throw new Broken(`/entries/${entries.length}`, 'entries-cut', {
      size: checkpoint.size,
      count: entries.length,
    });
  const agreeing = checkRoots(entries, checkpoint, checkpoints);
  const wrongHash = entries.findIndex(({ text }, index) => !leafHashes[index]?.equals(leafHash(text)));
  if (wrongHash >= 0) throw new Broken(`/leafHashes/${wrongHash}`, 'entry-hash-wrong');
  if (leafHashes.length !== entries.length)
    throw new Broken(`/leafHashes/${entries.length}`, 'leaf-hash-surplus');
  const follows = createChainCheck();
  for (const [index, entry] of entries.entries()) follows(entry, `/entries/${index}`);
  return { log, entries, checkpoint, agreeing };
};

const checkLeaf = (value: unknown, confirmed: Hash | undefined, place: string): void => {
  if (confirmed === undefined) throw new Broken(place, 'entry-after-last');
  if (!leafHash(canonical(value)).equals(confirmed)) throw new Broken(place, 'entry-changed');
};

/** Compares the tree at each checkpoint's size, from the smallest on. */
const checkRoots = (entries: readonly Entry[], own: KnownCheckpoint, others: Checkpoints | null): number => {
  const known = others?.known ?? [];
  const tree = createGrowingTree();
  let [size, heldUntil] = [0, 0];
  for (const checkpoint of [...known, own].sort((one, other) => one.size - other.size)) {
    if (checkpoint.size > entries.length)
      throw new Broken(`/entries/${entries.length}`, 'entries-cut-before', {
        number: checkpoint.number,
        size: checkpoint.size,
        count: entries.length,
      });
    for (; size < checkpoint.size; size += 1) tree.append(leafHash(entries[size]?.text ?? ''));
    if (!tree.root().equals(checkpoint.root))
      throw new Broken(`/entries/${heldUntil}`, 'root-wrong', {
        count: size - heldUntil,
        number: checkpoint.number,
        size,
      });
    heldUntil = size;
  }
  const surplus = entries[own.size];
  if (surplus !== undefined) throw new Broken(`/entries/${own.size}`, 'entry-surplus', nameOf(surplus));
  if (others !== null && !known.some(({ note }) => note === own.note))
    throw new Broken('/checkpoint', 'checkpoint-not-beside');
  return known.length;
};
