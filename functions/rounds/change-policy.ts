import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { PlanDependencies } from './plan-round.ts';
import { presentRound } from './present.ts';
import { checkPlanned, checkPolicy, type Round } from './rules.ts';
import { changePolicy } from './schema.ts';
import { readRound, roundChange } from './store.ts';

/**
 * Staff change the rules of a round that is planned, as often as needed; from its call for challenges on they are frozen.
 * What is left out takes the default, as in the plan.
 */
export const createChangePolicy = ({ table, isRehearsal }: PlanDependencies): Implementation =>
  implement(changePolicy, async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readRound(table, parameters.roundId);
    if (before === null) return refuse('not-found');
    const { version } = before.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const refusal = checkPlanned(before) ?? checkPolicy(body.policy, isRehearsal);
    if (refusal !== null) return refusal;
    const after: Round = { ...fieldsOf(before), policy: body.policy };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [roundChange(before, after, 'change-policy')],
      idempotency,
      answer: ({ versions: [written = version] }) =>
        answer(200, presentRound(after, written, receivedAt), written),
    });
  });
