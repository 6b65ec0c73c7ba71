import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { payPurchase as pay } from './rules.ts';
import { payPurchase } from './schema.ts';
import { readPurchase, refusalOfPartial } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** Staff pay an accepted purchase: the committed money is spent. */
export const createPayPurchase = (dependencies: PurchaseDependencies): Implementation =>
  implement(payPurchase, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const conflict = await refusalOfPartial(dependencies.table, account, before);
    if (conflict !== null) return conflict;
    const by = await actingWith(dependencies.table, before, actor, body?.attachmentIds ?? [], at);
    if (isRefusal(by)) return by;
    const step = pay(fieldsOf(before), by);
    if (isRefusal(step)) return step;
    return commitStep(dependencies, { before, step, actor, at, idempotency });
  });
