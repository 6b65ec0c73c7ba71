import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentRound } from './present.ts';
import { checkPolicy, type Round } from './rules.ts';
import { planRound } from './schema.ts';
import { roundChange } from './store.ts';

export type PlanDependencies = {
  readonly table: Table;
  /** True where a round is played in fast-forward, so that no hold can be long enough for the gateway. */
  readonly isRehearsal: boolean;
};

/** Staff plan a round. The policy can be decided by, or it is refused now and not in July. */
export const createPlanRound = ({ table, isRehearsal }: PlanDependencies): Implementation =>
  implement(planRound, async ({ account, body, idempotency, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const { policy } = body;
    const contradictory = checkPolicy(policy, isRehearsal);
    if (contradictory !== null) return contradictory;
    const round: Round = {
      state: 'PLANNED',
      roundId: newId(),
      name: body.name,
      policy,
      deadlines: { challengeCall: null, proposals: null, evaluation: null, standstill: null },
      deadlineMove: null,
      outageDroppedTo: null,
      movedDeadlines: [],
      decisionPromisedAt: null,
      decisionDelays: [],
      sealKeyArn: null,
      drawSecretSha256: null,
      calledAt: null,
      openingPrepared: null,
      openedAt: null,
      noticeAt: null,
      generation: 0,
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [roundChange(null, round, 'plan')],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentRound(round, version, receivedAt), version),
    });
  });
