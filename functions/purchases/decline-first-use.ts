import { readChallenge } from '../challenges/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { commitStep } from './commit-step.ts';
import { firstUserDeclined } from './notices.ts';
import { checkFirstUser, declineFirstUse as decline } from './rules.ts';
import { declineFirstUse } from './schema.ts';
import { listFirstUseApplications, readPurchase, refusalOfPartialFirstUser } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** The first user declines, on a listed ground and on record; the next in order is told that it takes the place. */
export const createDeclineFirstUse = (dependencies: PurchaseDependencies): Implementation =>
  implement(declineFirstUse, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const { table } = dependencies;
    const before = await readPurchase(table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, before);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], before.firstUserId);
    if (isRefusal(actor)) return actor;
    const conflict = await refusalOfPartialFirstUser(table, actor.accountId, before);
    if (conflict !== null) return conflict;
    const [challenge, applications] = await Promise.all([
      readChallenge(table, before.challengeId),
      listFirstUseApplications(table, before.challengeId),
    ]);
    if (challenge === null) throw new Error(`Purchase ${before.purchaseId} lacks its challenge`);
    const step = decline(
      fieldsOf(before),
      body,
      { buyerId: challenge.buyerId, coProposerIds: challenge.coProposerIds, applications },
      { accountId: actor.accountId, at },
    );
    if (isRefusal(step)) return step;
    return commitStep(dependencies, {
      before,
      step,
      actor,
      at,
      idempotency,
      reason: `${body.ground}: ${body.explanation}`,
      notices: [firstUserDeclined(step.after)],
    });
  });
