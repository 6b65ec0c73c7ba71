import * as v from 'valibot';
import { logPartitions } from '../../platform/change.ts';
import type { Instant } from '../../platform/instant.ts';
import type { LogName } from '../../platform/ledger.ts';
import { type Page, type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { roundKey } from '../../rounds/store.ts';

const ending: readonly string[] = ['complete', 'cancel'];

const entryRow = v.object({ leaf: v.object({ action: v.string(), at: v.string() }) });

/** When a round ended, by its own entries; null while it goes on. */
export const readEnd = async (table: Table, roundId: string): Promise<Instant | null> => {
  const rows = await table.all(roundKey(roundId).pk, { prefix: 'ENTRY#ROUND#' });
  const entries = rows.map((row) => v.parse(entryRow, row).leaf);
  return entries.find(({ action }) => ending.includes(action))?.at ?? null;
};

/** The field of a line that says who, why and what: what opens an entry, and who was refused. */
const personalField = { LEDGER: 'disclosure', REFUSALS: 'accountId' } as const;

const lineRow = v.object({ pk: v.string(), sk: v.string(), logPosition: v.string() });

const rowsAtOnce = 100;

/**
 * Deletes what names people in a log's lines of before `before`: what opens the entries' commitments, and the accounts of
 * the refusal log. The entries themselves stay as they were hashed. Idempotent: what is gone stays gone, and a call that was cut short
 * goes on where it ended. Answers how many lines it changed.
 */
export const forgetLines = async (table: Table, log: LogName, before: Instant): Promise<number> => {
  let forgotten = 0;
  for (const kind of ['LEDGER', 'REFUSALS'] as const)
    for (const partition of logPartitions(log, kind))
      forgotten += await forgetShard(table, partition, personalField[kind], before);
  return forgotten;
};

const forgetShard = async (
  table: Table,
  partition: string,
  field: string,
  before: Instant,
): Promise<number> => {
  let cursor: string | null = null;
  let forgotten = 0;
  do {
    const page: Page<Row> = await table.page(partition, { index: 'log', limit: rowsAtOnce, cursor });
    // A position begins with its instant, so the lines come in the order of time.
    const old = page.rows.filter((row) => v.parse(lineRow, row).logPosition < before);
    const named = old.filter((row) => row[field] !== undefined);
    if (named.length > 0) await removeField(table, named, field);
    forgotten += named.length;
    cursor = old.length < page.rows.length ? null : page.cursor;
  } while (cursor !== null);
  return forgotten;
};

const removeField = async (table: Table, rows: readonly Row[], field: string): Promise<void> => {
  const cancelled = await table.transact(
    rows.map((row) => {
      const { pk, sk }: TableKey = v.parse(lineRow, row);
      return {
        Update: {
          TableName: table.tableName,
          Key: toAttributes({ pk, sk }),
          ConditionExpression: 'attribute_exists(pk)',
          UpdateExpression: 'REMOVE #personal',
          ExpressionAttributeNames: { '#personal': field },
        },
      };
    }),
  );
  if (cancelled !== null) throw new Error(`Lines of a log could not be forgotten: ${field}`);
};
