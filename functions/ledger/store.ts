import * as v from 'valibot';
import { logPartitions } from '../platform/change.ts';
import type { LogName } from '../platform/ledger.ts';
import { InvalidCursor, type Page, type Row, type Table } from '../platform/table.ts';
import { disclosureSchema, leafSchema } from './schema.ts';

const entryRow = v.object({ leaf: leafSchema, disclosure: v.optional(disclosureSchema) });

const refusalRow = v.object({
  at: v.string(),
  accountId: v.string(),
  operation: v.string(),
  code: v.string(),
  details: v.unknown(),
});

const pageSize = 250;

/** A page of a log's entries with their disclosures, shard after shard, each in the order of time. */
export const pageOfEntries = async (table: Table, log: LogName, cursor: string | null) => {
  const page = await pageOfShards(table, logPartitions(log), cursor);
  return {
    rows: page.rows.map((row) => {
      const { leaf, disclosure } = v.parse(entryRow, row);
      return { leaf, disclosure: disclosure ?? null };
    }),
    cursor: page.cursor,
  };
};

/** A page of a log's refusals. */
export const pageOfRefusals = async (table: Table, log: LogName, cursor: string | null) => {
  const page = await pageOfShards(table, logPartitions(log, 'REFUSALS'), cursor);
  return { rows: page.rows.map((row) => v.parse(refusalRow, row)), cursor: page.cursor };
};

const pageOfShards = async (
  table: Table,
  partitions: readonly string[],
  cursor: string | null,
): Promise<Page<Row>> => {
  const [written = '0', inner = ''] = cursor === null ? [] : cursor.split('.');
  const shard = Number(written);
  const partition = partitions[shard];
  if (!/^\d$/u.test(written) || partition === undefined)
    throw new InvalidCursor('This cursor does not belong to this list');
  const page = await table.page(partition, {
    index: 'log',
    limit: pageSize,
    cursor: inner === '' ? null : inner,
  });
  if (page.cursor !== null) return { rows: page.rows, cursor: `${shard}.${page.cursor}` };
  const next = shard + 1;
  if (next === partitions.length) return { rows: page.rows, cursor: null };
  const room = pageSize - page.rows.length;
  if (room < pageSize / 2) return { rows: page.rows, cursor: `${next}.` };
  const rest = await pageOfShards(table, partitions, `${next}.`);
  return { rows: [...page.rows, ...rest.rows], cursor: rest.cursor };
};
