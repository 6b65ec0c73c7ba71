import * as v from 'valibot';
import { proposalPartition } from '../../attachments/store.ts';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { addSeconds, epochMillisecondsOf } from '../../platform/instant.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { type KeptDraft, savedPlaceOf, supersededConflicts } from '../rules.ts';

const keptRow = v.object({
  keptId: v.string(),
  kind: v.picklist(['saved', 'conflict']),
  proposalId: v.string(),
  roundId: v.string(),
  keptAt: v.string(),
  version: v.number(),
  accountId: v.string(),
  role: v.string(),
  content: v.object({
    keyArn: v.string(),
    wrappedKey: v.string(),
    nonce: v.string(),
    ciphertext: v.string(),
    tag: v.string(),
  }),
}) satisfies v.GenericSchema<unknown, KeptDraft>;

/** Beside the proposal, but apart from the prefix that a submission reads: these rows are many times its size. */
const keptPrefix = 'KEPT-DRAFT#';

const savedKey = (proposalId: string, saveNumber: number): TableKey => ({
  pk: proposalPartition(proposalId),
  sk: `${keptPrefix}SAVED#${savedPlaceOf(saveNumber)}`,
});

const conflictPrefix = (accountId: string): string => `${keptPrefix}CONFLICT#${accountId}#`;

const conflictKey = ({ accountId, keptId, proposalId }: KeptDraft): TableKey => ({
  pk: proposalPartition(proposalId),
  sk: `${conflictPrefix(accountId)}${keptId}`,
});

/** Nobody reads it after the deadline, which may move; the row itself goes a year after it was written. */
const keptForSeconds = 365 * 24 * 3600;

const rowOf = (kept: KeptDraft, key: TableKey): Row => ({
  ...key,
  ...kept,
  expiresAtEpochSeconds: Math.floor(epochMillisecondsOf(addSeconds(kept.keptAt, keptForSeconds)) / 1000),
});

/** Keeps a save in the transaction that makes it; it takes the place of the one ten saves before. */
export const keepSaved = (kept: KeptDraft, saveNumber: number): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes(rowOf(kept, savedKey(kept.proposalId, saveNumber))),
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});

/** Keeps a conflict once under its id, and lets the person's oldest go when there are more than the limit. */
export const keepConflict = async (table: Table, kept: KeptDraft): Promise<void> => {
  await table.putNew(rowOf(kept, conflictKey(kept)));
  const rows = await table.all(proposalPartition(kept.proposalId), {
    prefix: conflictPrefix(kept.accountId),
  });
  const superseded = supersededConflicts(rows.map((row) => v.parse(keptRow, row)));
  if (superseded.length > 0)
    await table.transact(
      superseded.map((old) => ({
        Delete: { TableName: table.tableName, Key: toAttributes(conflictKey(old)) },
      })),
    );
};

/** The save that made the present draft; null where none is kept. */
export const readSaved = async (
  table: Table,
  proposalId: string,
  saveNumber: number,
): Promise<KeptDraft | null> => {
  const row = await table.get(savedKey(proposalId, saveNumber));
  return row === null ? null : v.parse(keptRow, row);
};

/** Everything kept of a proposal, newest first. */
export const listKeptDrafts = async (table: Table, proposalId: string): Promise<readonly KeptDraft[]> =>
  (await table.all(proposalPartition(proposalId), { prefix: keptPrefix }))
    .map((row) => v.parse(keptRow, row))
    .sort((left, right) => (left.keptAt > right.keptAt ? -1 : 1));
