export * from './store/checkpoints.ts';
export * from './store/dossiers.ts';
export * from './store/log.ts';
import * as v from 'valibot';
import { logPartitions } from '../platform/change.ts';
import type { LogName } from '../platform/ledger.ts';
import { InvalidCursor, type Page, type Row, type Table } from '../platform/table.ts';
import { disclosureSchema, leafSchema } from './schema.ts';

const entryRow = v.object({
  leaf: leafSchema,
  disclosure: v.optional(disclosureSchema),
  logIndex: v.optional(v.number()),
});

const refusalRow = v.object({
  at: v.string(),
  accountId: v.optional(v.string()),
  operation: v.string(),
  code: v.string(),
  details: v.unknown(),
  parameters: v.optional(v.record(v.string(), v.string()), {}),
});

const pageSize = 250;
/** An answer of a function has at most 6 MB; the table adds at most one more to a page that is not full. */
const pageSizeInCharacters = 2_000_000;

/** A page of a log's entries with their places and disclosures, shard after shard, each in the order of time. */
export const pageOfEntries = async (table: Table, log: LogName, cursor: string | null) => {
  const page = await pageOfShards(table, logPartitions(log), cursor);
  return {
    rows: page.rows.map((row) => {
      const { leaf, disclosure, logIndex } = v.parse(entryRow, row);
      return { index: logIndex ?? null, leaf, disclosure: disclosure ?? null };
    }),
    cursor: page.cursor,
  };
};

/** A page of a log's refusals. */
export const pageOfRefusals = async (table: Table, log: LogName, cursor: string | null) => {
  const page = await pageOfShards(table, logPartitions(log, 'REFUSALS'), cursor);
  const refusals = page.rows.map((row) => v.parse(refusalRow, row));
  return {
    rows: refusals.map(({ accountId = null, ...refusal }) => ({ ...refusal, accountId })),
    cursor: page.cursor,
  };
};

const pageOfShards = async (
  table: Table,
  partitions: readonly string[],
  cursor: string | null,
): Promise<Page<Row>> => {
  const rows: Row[] = [];
  let { shard, inner } = placeOf(cursor, partitions.length);
  for (const partition of partitions.slice(shard)) {
    do {
      if (isFull(rows)) return { rows, cursor: `${shard}.${inner ?? ''}` };
      const page: Page<Row> = await table.page(partition, {
        index: 'log',
        limit: pageSize - rows.length,
        cursor: inner,
      });
      rows.push(...page.rows);
      inner = page.cursor;
    } while (inner !== null);
    shard += 1;
  }
  return { rows, cursor: null };
};

const isFull = (rows: readonly Row[]): boolean =>
  rows.length >= pageSize || JSON.stringify(rows).length >= pageSizeInCharacters;

/** Where a cursor of this list stands: the shard, and the table's own cursor within it. */
const placeOf = (cursor: string | null, shards: number): { shard: number; inner: string | null } => {
  if (cursor === null) return { shard: 0, inner: null };
  const [, written, inner] = /^(\d)\.(.*)$/u.exec(cursor) ?? [];
  if (written === undefined || Number(written) >= shards)
    throw new InvalidCursor('This cursor does not belong to this list');
  return { shard: Number(written), inner: inner === undefined || inner === '' ? null : inner };
};
