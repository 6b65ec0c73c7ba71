import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { commitStep } from './commit-step.ts';
import { checkNotSupplier, payPurchase as pay } from './rules.ts';
import { payPurchase } from './schema.ts';
import { readPurchase } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** Staff pay an accepted purchase: the committed money is spent. */
export const createPayPurchase = (dependencies: PurchaseDependencies): Implementation =>
  implement(payPurchase, async ({ account, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const conflict = checkNotSupplier(account.memberships, before);
    if (conflict !== null) return conflict;
    const step = pay(fieldsOf(before), { accountId: actor.accountId, at });
    if (isRefusal(step)) return step;
    return commitStep(dependencies, { before, step, actor, at, idempotency });
  });
