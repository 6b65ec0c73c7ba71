import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { checkFirstUser, inspectPurchase } from './rules.ts';
import { recordInspection } from './schema.ts';
import { readPurchase, refusalOfPartialFirstUser, whileInspectionOpen } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** Somebody of the first user who has declared and is without a conflict inspects what was delivered, before the inspection’s deadline. */
export const createRecordInspection = (dependencies: PurchaseDependencies): Implementation =>
  implement(recordInspection, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, before);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], before.firstUserId);
    if (isRefusal(actor)) return actor;
    const { table } = dependencies;
    const conflict = await refusalOfPartialFirstUser(table, actor.accountId, before);
    if (conflict !== null) return conflict;
    const by = await actingWith(table, before, actor, body.attachmentIds, at);
    if (isRefusal(by)) return by;
    const step = inspectPurchase(fieldsOf(before), body, by);
    if (isRefusal(step)) return step;
    const guard = whileInspectionOpen(before, at);
    return commitStep(dependencies, {
      before,
      step,
      actor,
      at,
      idempotency,
      guard,
      reason: body.findings,
    });
  });
