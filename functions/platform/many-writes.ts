import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { type Row, type Table, type TableKey, toAttributes } from './table.ts';

const writesAtOnce = 25;

export const keyOf = (row: Row): TableKey => v.parse(v.object({ pk: v.string(), sk: v.string() }), row);

/** The deletion of a row. */
export const deletion = (table: Table, key: TableKey): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: toAttributes({ pk: key.pk, sk: key.sk }) },
});

/**
 * Makes writes that are no acts of anybody, so many in a transaction; answers how many there were. Throws with `failure` where
 * one did not hold: those before it stand, so they must bear to be made again.
 */
export const writeAll = async (
  table: Table,
  writes: readonly TransactWriteItem[],
  failure: string,
): Promise<number> => {
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    const cancelled = await table.transact(writes.slice(start, start + writesAtOnce));
    if (cancelled !== null) throw new Error(failure);
  }
  return writes.length;
};
