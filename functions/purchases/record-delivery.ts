import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { readRound } from '../rounds/store.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { deliveryRecorded } from './notices.ts';
import { deliverPurchase, maySeePurchase } from './rules.ts';
import { recordDelivery } from './schema.ts';
import { readPurchase } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** The supplier records that it has delivered; from then on the first user has the policy's time to inspect. */
export const createRecordDelivery = (dependencies: PurchaseDependencies): Implementation =>
  implement(recordDelivery, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const isOnlooker =
      account.memberships[before.supplierId] === undefined && maySeePurchase(account.memberships, before);
    if (isOnlooker) return refuse('not-permitted', { roles: ['author', 'signatory'] });
    const actor = actAs(account, ['author', 'signatory'], before.supplierId);
    if (isRefusal(actor)) return actor;
    const round = await readRound(dependencies.table, before.roundId);
    if (round === null) throw new Error(`Purchase ${before.purchaseId} belongs to no round`);
    const { attachmentIds, ...asked } = body;
    const by = await actingWith(dependencies.table, before, actor, attachmentIds, at);
    if (isRefusal(by)) return by;
    const step = deliverPurchase(fieldsOf(before), asked, round.policy.inspectionInSeconds, by);
    if (isRefusal(step)) return step;
    const notices = [deliveryRecorded(step.after)];
    return commitStep(dependencies, { before, step, actor, at, idempotency, notices });
  });
