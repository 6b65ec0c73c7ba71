import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { logPartitions } from '../../functions/platform/change.ts';
import type { LogName } from '../../functions/platform/ledger.ts';
import type { Table } from '../../functions/platform/table.ts';

/** An entry's row, as far as suites look at it. */
export const entryRow = v.object({
  leaf: v.looseObject({
    entity: v.string(),
    sequence: v.number(),
    previous: v.nullable(v.string()),
    action: v.string(),
    from: v.nullable(v.string()),
    to: v.string(),
    at: v.string(),
  }),
  disclosure: v.object({
    secret: v.string(),
    actor: v.looseObject({ kind: v.string() }),
    reason: v.nullable(v.string()),
    after: v.unknown(),
  }),
});

/** An entry as it lies in the table, with what opens it. */
export type StoredEntry = v.InferOutput<typeof entryRow>;

/** The entries of a log, or of one thing in it: each thing's in the order of their numbers. */
export const readEntries = async (
  table: Table,
  log: LogName,
  entity?: string,
): Promise<readonly StoredEntry[]> => {
  const shards = await Promise.all(logPartitions(log).map((shard) => table.all(shard, { index: 'log' })));
  return shards
    .flat()
    .map((row) => v.parse(entryRow, row))
    .filter(({ leaf }) => entity === undefined || leaf.entity === entity)
    .sort((one, other) => one.leaf.sequence - other.leaf.sequence);
};

/** An entry's hash as the formats' description says, with nothing of the code under test but canonical JSON. */
export const hashOf = ({ leaf }: StoredEntry): string =>
  createHash('sha256').update(canonicalJson(leaf)).digest('hex');
