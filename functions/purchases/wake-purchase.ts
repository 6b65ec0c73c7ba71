import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import { readPurchaseWait } from './store.ts';

/** What it takes to change a purchase and tell its machine. */
export type PurchaseDependencies = {
  readonly table: Table;
  readonly workflow: Pick<Workflow, 'resume'>;
};

/**
 * Tells the waiting machine that the purchase has moved. The table has it already, and the machine looks again by
 * itself before long, so a failure here costs promptness only.
 */
export const wakePurchase = async (
  { table, workflow }: PurchaseDependencies,
  purchaseId: string,
): Promise<void> => {
  try {
    const wait = await readPurchaseWait(table, purchaseId);
    if (wait !== null) await workflow.resume(wait.taskToken, { moved: true });
  } catch (error) {
    log('WARN', 'purchase-not-woken', {
      purchaseId,
      name: error instanceof Error ? error.name : 'unknown',
    });
  }
};
