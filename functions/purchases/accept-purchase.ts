import { readChallenge } from '../challenges/store.ts';
import { beginFirstUse } from '../first-use/rules.ts';
import { firstUseChange } from '../first-use/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { acceptPurchase as accept, checkFirstUser, isInspectionOverdue, type Purchase } from './rules.ts';
import { acceptPurchase } from './schema.ts';
import { settleDue } from './settle-inspection.ts';
import { readPurchase, refusalOfPartialFirstUser } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/** The first user accepts what passed, also what the clock let pass; the first use begins with it. */
export const createAcceptPurchase = (dependencies: PurchaseDependencies): Implementation =>
  implement(acceptPurchase, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const { table } = dependencies;
    const found = await readPurchase(table, parameters.purchaseId);
    if (found === null) return refuse('not-found');
    const foreign = checkFirstUser(account.memberships, found);
    if (foreign !== null) return foreign;
    const actor = actAs(account, ['buyer'], found.firstUserId);
    if (isRefusal(actor)) return actor;
    const conflict = await refusalOfPartialFirstUser(table, actor.accountId, found);
    if (conflict !== null) return conflict;
    // The deemed pass is an arrow of its own with an entry of its own, so it is stored before the acceptance.
    const before = isInspectionOverdue(found, at) ? await settleDue(table, found.purchaseId, at) : found;
    if (before === null) return refuse('not-found');
    const by = await actingWith(table, before, actor, body?.attachmentIds ?? [], at);
    if (isRefusal(by)) return by;
    const step = accept(fieldsOf(before), by);
    if (isRefusal(step)) return step;
    const firstUse = beginFirstUse(step.after, await readTrial(table, before), at);
    return commitStep(dependencies, {
      before,
      step,
      actor,
      at,
      idempotency,
      further: [firstUseChange(null, firstUse, 'begin')],
    });
  });

/** How long the trial lasts by the policy, else by the challenge, and what it is to measure. */
const readTrial = async (table: Table, { purchaseId, roundId, challengeId }: Purchase) => {
  const [round, challenge] = await Promise.all([
    readRound(table, roundId),
    readChallenge(table, challengeId),
  ]);
  if (round === null || challenge === null)
    throw new Error(`Purchase ${purchaseId} lacks its round or its challenge`);
  return {
    trialInSeconds: round.policy.trialInSeconds ?? challenge.trialPeriodInDays * 86_400,
    targets: challenge.requiredPerformance,
  };
};
