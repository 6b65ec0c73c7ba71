import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from '../../../functions/platform/table.ts';

/** How often each key of the table and of its indexes was written. */
export type WriteCounts = {
  readonly base: ReadonlyMap<string, number>;
  readonly collection: ReadonlyMap<string, number>;
  readonly log: ReadonlyMap<string, number>;
};

/** The table, with a count of what is written to it by partition since `forget`; cancelled attempts count, too. */
export const countWrites = (
  table: Table,
): { readonly counted: Table; readonly counts: WriteCounts; readonly forget: () => void } => {
  const counts = {
    base: new Map<string, number>(),
    collection: new Map<string, number>(),
    log: new Map<string, number>(),
  };
  const add = (index: Map<string, number>, key: unknown): void => {
    if (typeof key === 'string') index.set(key, (index.get(key) ?? 0) + 1);
  };
  const counted: Table = {
    ...table,
    transact: (writes) => {
      for (const { Put, Update, Delete } of writes) {
        const row = unmarshall(Put?.Item ?? Update?.Key ?? Delete?.Key ?? {});
        add(counts.base, row['pk']);
        add(counts.collection, row['collection']);
        add(counts.log, row['log']);
      }
      return table.transact(writes);
    },
  };
  const forget = (): void => {
    for (const index of Object.values(counts)) index.clear();
  };
  return { counted, counts, forget };
};

/** The part of all writes that went to the key that was written most, in percent. */
export const hottestInPercent = (counts: ReadonlyMap<string, number>): number => {
  const all = [...counts.values()];
  const sum = all.reduce((total, count) => total + count, 0);
  return sum === 0 ? 0 : (100 * Math.max(...all)) / sum;
};
