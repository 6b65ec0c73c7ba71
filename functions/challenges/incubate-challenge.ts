import { readSettlementOfChallenge, whileNoFurtherObjection } from '../objections/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refusalOfPartial } from './impartial.ts';
import { presentProposedChallenge } from './present.ts';
import { type Challenge, challengeTransitions, checkIncubating, incubationPhases } from './rules.ts';
import { incubateChallenge } from './schema.ts';
import { challengeChange, readChallenge, spendOnIncubation } from './store.ts';

/** Staff put a challenge that nobody met into incubation, on the round’s small budget for that. */
export const createIncubateChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(incubateChallenge, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readChallenge(table, parameters.challengeId);
    if (before === null) return refuse('not-found');
    const row = findTransition(challengeTransitions, 'incubate', before.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, before.roundId);
    if (round === null) return refuse('not-found');
    const { made, isUnsettled } = await readSettlementOfChallenge(table, before);
    const refusal =
      checkIncubating(round, isUnsettled, at) ?? (await refusalOfPartial(table, account, before));
    if (refusal !== null) return refusal;
    const incubation = { ...body, begunAt: at, returnedAs: [] };
    const after: Challenge = { ...fieldsOf(before), state: row.to, incubation };
    return commit(table, {
      at,
      actor,
      changes: [challengeChange(before, after, row.action, body.plan)],
      alongside: [
        whileRoundIs(round.roundId, incubationPhases),
        whileNoFurtherObjection(round.roundId, made),
        spendOnIncubation(round.roundId, body.budgetInWon, round.policy.incubationBudgetInWon),
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentProposedChallenge(after, round, version), version),
    });
  });
