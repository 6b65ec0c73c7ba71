import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Instant } from '../../platform/instant.ts';
import type { LogName } from '../../platform/ledger.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { checkpointText, commitmentOf, commitmentText, originOf } from '../verify/checkpoint.ts';
import { ledgerKeyOf, writeNote } from '../verify/note.ts';
import { consistencyRanges, emptyRoot, type Hash, inclusionRanges, type Range } from '../verify/tree.ts';
import { createRangeReader, readLogSize } from './log.ts';

const checkpointRow = v.object({
  number: v.number(),
  at: v.string(),
  /** The signed note: of a commitment where there is an opening, else of the checkpoint itself. */
  note: v.string(),
  opening: v.nullable(v.object({ nonce: v.string(), root: v.string(), size: v.number() })),
  size: v.number(),
  consistency: v.array(v.string()),
});
export type StoredCheckpoint = v.InferOutput<typeof checkpointRow>;

/** Signs as the ledger. */
export type LedgerSigner = {
  readonly sign: (text: string) => Promise<string>;
  readonly publicKey: () => Promise<string>;
};

const partition = (log: LogName): string => `LOG#${log}#CHECKPOINTS`;
const keyOf = (log: LogName, number: number): TableKey => ({
  pk: partition(log),
  sk: `CHECKPOINT#${String(number).padStart(12, '0')}`,
});

/** The last checkpoint of a log, or null. */
export const lastCheckpoint = async (table: Table, log: LogName): Promise<StoredCheckpoint | null> => {
  const page = await table.page(partition(log), { descending: true, limit: 1 });
  const [row] = page.rows;
  return row === undefined ? null : v.parse(checkpointRow, row);
};

/** A page of a log's checkpoints, from the first on. */
export const pageOfCheckpoints = async (table: Table, log: LogName, cursor: string | null) => {
  const page = await table.page(partition(log), { limit: 200, cursor });
  return { rows: page.rows.map((row) => v.parse(checkpointRow, row)), cursor: page.cursor };
};

/**
 * Signs and keeps the next checkpoint of a log as it stands; sealed, as a commitment only. Two that are made at once
 * are two numbers or one: the second finds its number taken and leaves it at that.
 */
export const makeCheckpoint = async (
  table: Table,
  signer: LedgerSigner,
  log: LogName,
  { at, isSealed }: { readonly at: Instant; readonly isSealed: boolean },
): Promise<void> => {
  const last = await lastCheckpoint(table, log);
  const size = await readLogSize(table, log);
  const rootOfRange = createRangeReader(table, log);
  const root = size === 0 ? emptyRoot : await rootOfRange({ first: 0, end: size });
  const numbered = { number: (last?.number ?? 0) + 1, at: last !== null && last.at > at ? last.at : at };
  const ranges = last === null ? [] : consistencyRanges(last.size, size);
  const opening = isSealed
    ? { nonce: randomBytes(32).toString('hex'), root: root.toString('hex'), size }
    : null;
  const text =
    opening === null
      ? checkpointText(log, numbered, { size, root })
      : commitmentText(log, numbered, commitmentOf(log, opening));
  const { raw } = ledgerKeyOf(await signer.publicKey(), 'signing-key');
  const signature = Buffer.from(await signer.sign(text), 'base64');
  const row: StoredCheckpoint = {
    ...numbered,
    note: writeNote(text, originOf(log), raw, signature),
    opening,
    size,
    consistency: (await Promise.all(ranges.map(rootOfRange))).map((hash) => hash.toString('hex')),
  };
  await table.putNew({ ...keyOf(log, numbered.number), ...row });
};

/** That an entry stands in its log: joins its receipt. Null until an open checkpoint has it. */
export const readInclusion = async (table: Table, log: LogName, index: number | null) => {
  const last = await lastCheckpoint(table, log);
  return last === null ? null : inclusionIn(last, index, createRangeReader(table, log));
};

/** The same by a checkpoint that is at hand, and a reader of its log's tree. */
export const inclusionIn = async (
  { opening, note, size }: StoredCheckpoint,
  index: number | null,
  rootOfRange: (range: Range) => Promise<Hash>,
) => {
  if (opening !== null || index === null || index >= size) return null;
  const proof = await Promise.all(inclusionRanges(index, size).map(rootOfRange));
  return { index, proof: proof.map((hash) => hash.toString('hex')), checkpoint: note };
};
