import { checkNoneDeclared } from '../evaluation/rules.ts';
import { listOwnConflicts } from '../evaluation/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { commitStep } from './commit-step.ts';
import { checkFirstUser, inspectPurchase } from './rules.ts';
import { recordInspection } from './schema.ts';
import { readPurchase, whileInspectionOpen } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** Somebody of the first user without a conflict inspects what was delivered, before the inspection’s deadline. */
export const createRecordInspection = (dependencies: PurchaseDependencies): Implementation =>
  implement(recordInspection, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, before);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], before.firstUserId);
    if (isRefusal(actor)) return actor;
    const declared = await listOwnConflicts(dependencies.table, before.roundId, actor.accountId);
    const conflict = checkNoneDeclared(declared, before);
    if (conflict !== null) return conflict;
    const step = inspectPurchase(fieldsOf(before), body, { accountId: actor.accountId, at });
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
