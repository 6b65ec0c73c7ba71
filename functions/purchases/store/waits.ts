import * as v from 'valibot';
import type { Table, TableKey } from '../../platform/table.ts';

const waitKey = (purchaseId: string): TableKey => ({ pk: `PURCHASE#${purchaseId}`, sk: 'WAIT' });

const waitRow = v.object({ taskToken: v.string(), state: v.string() });

/** Where a purchase's machine waits: its task token and the state it waits in. */
export type PurchaseWait = v.InferOutput<typeof waitRow>;

/** Remembers where the machine waits; the last registration holds. */
export const rememberPurchaseWait = async (
  table: Table,
  purchaseId: string,
  wait: PurchaseWait,
): Promise<void> => {
  await table.put({ ...waitKey(purchaseId), ...wait });
};

/** Where the machine waits, or null when it never did. */
export const readPurchaseWait = async (table: Table, purchaseId: string): Promise<PurchaseWait | null> => {
  const row = await table.get(waitKey(purchaseId));
  return row === null ? null : v.parse(waitRow, row);
};
