import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { purchaseTerminated } from './notices.ts';
import { terminatePurchase as terminate } from './rules.ts';
import { terminatePurchase } from './schema.ts';
import { readPurchase, refusalOfPartial } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** Staff end a purchase: what was reserved or committed for it is free again, exactly once. */
export const createTerminatePurchase = (dependencies: PurchaseDependencies): Implementation =>
  implement(terminatePurchase, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const conflict = await refusalOfPartial(dependencies.table, account, before);
    if (conflict !== null) return conflict;
    const by = await actingWith(dependencies.table, before, actor, body.attachmentIds, at);
    if (isRefusal(by)) return by;
    const step = terminate(fieldsOf(before), body.reason, by);
    if (isRefusal(step)) return step;
    const notices = purchaseTerminated(step.after);
    return commitStep(dependencies, { before, step, actor, at, idempotency, reason: body.reason, notices });
  });
