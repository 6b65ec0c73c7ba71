import { fieldsOf, type Guard, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { deemPassed, type Purchase } from './rules.ts';
import { purchaseChange, readPurchase } from './store.ts';
import { type PurchaseDependencies, wakePurchase } from './wake-purchase.ts';

const onceOverdue = (at: Instant): Guard => ({
  condition: '#inspectionDeadline <= :at',
  names: { '#inspectionDeadline': 'inspectionDeadline' },
  values: { ':at': at },
  refusal: () => refuse('changed-meanwhile'),
});

/**
 * Stores that an overdue inspection counts as passed, and answers the purchase as it then stands; null for one that
 * does not exist. Early, late, twice: the stored deadline and `at` alone decide.
 */
export const settleDue = async (
  table: Table,
  purchaseId: string,
  at: Instant,
): Promise<Stored<Purchase> | null> => {
  const before = await readPurchase(table, purchaseId);
  const step = before === null ? null : deemPassed(fieldsOf(before), at);
  if (before === null || step === null) return before;
  const outcome = await commit(table, {
    at,
    actor: { kind: 'system', task: 'settle-inspection' },
    changes: [purchaseChange(before, step.after, step.action, null, onceOverdue(at))],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
  if (isRefusal(outcome)) log('INFO', 'inspection-settled-by-another', { purchaseId, code: outcome.code });
  return readPurchase(table, purchaseId);
};

/**
 * The inspection's deadline may have come: stores the deemed pass if it is due, then wakes the purchase's machine,
 * also when it was stored before, since that call may have failed to wake it.
 */
export const settleInspection = async (
  dependencies: PurchaseDependencies,
  purchaseId: string,
  at: Instant,
): Promise<void> => {
  const purchase = await settleDue(dependencies.table, purchaseId, at);
  if (purchase === null) log('WARN', 'unknown-purchase-settled', { purchaseId });
  else await wakePurchase(dependencies, purchaseId);
};
