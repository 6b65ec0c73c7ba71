import { readDecision, type Records } from '../decisions/store.ts';
import { checkNotHeld } from '../objections/rules.ts';
import { refuseObjection } from '../objections/refusals.ts';
import { readHold, whileNoFurtherObjection } from '../objections/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { checkObjectionsIn } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { actingWith } from './acting-with.ts';
import { commitStep } from './commit-step.ts';
import { contractPurchase as contract, type Purchase } from './rules.ts';
import { contractPurchase } from './schema.ts';
import { readFundedLines } from './start-purchases.ts';
import { readPurchase, refusalOfPartial } from './store.ts';
import type { PurchaseDependencies } from './wake-purchase.ts';

/**
 * Staff conclude the contract: the reserved money is committed. An objection that was made in time may be written after
 * the purchase began: until each of them is, there is no contract, and then one is asked for here too, and by the
 * transaction itself (DOMAIN.md, invariant 10).
 */
export const createContractPurchase = ({
  records,
  ...dependencies
}: PurchaseDependencies & { readonly records: Records }): Implementation =>
  implement(contractPurchase, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readPurchase(dependencies.table, parameters.purchaseId);
    if (before === null) return refuse('not-found');
    const conflict = await refusalOfPartial(dependencies.table, account, before);
    if (conflict !== null) return conflict;
    const { attachmentIds, ...asked } = body;
    const by = await actingWith(dependencies.table, before, actor, attachmentIds, at);
    if (isRefusal(by)) return by;
    const step = contract(fieldsOf(before), asked, by);
    if (isRefusal(step)) return step;
    const round = await readRound(dependencies.table, before.roundId);
    if (round === null) throw new Error(`Purchase ${before.purchaseId} lacks its round`);
    const early = checkObjectionsIn(round, at);
    if (early !== null) return early;
    const hold = await readHold(dependencies.table, records, before.roundId);
    const held = checkNotHeld(hold.proposalIds, before);
    if (held !== null) return held;
    if (await isUnfunded(dependencies.table, records, before))
      return refuseObjection('no-longer-funded', {
        proposalId: before.proposalId,
        roundId: before.roundId,
      });
    const alongside = [whileNoFurtherObjection(before.roundId, hold.made)];
    return commitStep(dependencies, { before, step, actor, at, idempotency, alongside });
  });

/** True where a revised list funds the purchase no more, which began before its objection was written. */
const isUnfunded = async (
  table: Table,
  records: Records,
  { roundId, proposalId }: Pick<Purchase, 'roundId' | 'proposalId'>,
): Promise<boolean> => {
  const decision = await readDecision(table, roundId);
  if (decision === null || decision.earlier.length === 0) return false;
  const funded = await readFundedLines({ table, records }, roundId);
  return !funded.some((line) => line.proposalId === proposalId);
};
