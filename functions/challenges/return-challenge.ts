import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { checkProposedTerms } from './check-proposed.ts';
import { presentProposedChallenge } from './present.ts';
import {
  type Challenge,
  challengeTransitions,
  checkCallForChallenges,
  checkNotReturned,
  type Incubation,
  returned,
} from './rules.ts';
import { returnChallenge } from './schema.ts';
import { challengeChange, readChallenge } from './store.ts';

/** The proposing body submits an incubated challenge to a later round’s call; both name each other. */
export const createReturnChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(returnChallenge, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const before = await readChallenge(table, parameters.challengeId);
    if (before === null) return refuse('not-found');
    const actor = actAs(account, ['buyer'], before.buyerId);
    if (isRefusal(actor)) return actor;
    const row = findTransition(challengeTransitions, 'return', before.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, body.roundId);
    if (round === null || before.incubation === null) return refuse('not-found');
    const callDeadline = checkCallForChallenges(round, at);
    if (isRefusal(callDeadline)) return callDeadline;
    const { incubation } = before;
    const refusal =
      checkNotReturned(await readReturned(table, incubation, round.roundId)) ??
      (await checkProposedTerms(table, before.buyerId, before, round.policy));
    if (refusal !== null) return refusal;
    const place = { challengeId: newId(), roundId: round.roundId, callDeadline };
    const challenge = returned(fieldsOf(before), place, at);
    const named: Challenge = {
      ...fieldsOf(before),
      state: row.to,
      incubation: {
        ...incubation,
        returnedAs: [
          ...incubation.returnedAs,
          { challengeId: challenge.challengeId, roundId: round.roundId },
        ],
      },
    };
    return commit(table, {
      at,
      actor,
      changes: [challengeChange(null, challenge, 'submit-again'), challengeChange(before, named, row.action)],
      alongside: [whileRoundIs(round.roundId, ['CHALLENGE_CALL'])],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentProposedChallenge(challenge, round, version), version),
    });
  });

/** The challenges as which an incubated one stands in a round. */
const readReturned = async (
  table: Table,
  { returnedAs }: Incubation,
  roundId: string,
): Promise<readonly Challenge[]> => {
  const found = await Promise.all(
    returnedAs
      .filter((one) => one.roundId === roundId)
      .map(({ challengeId }) => readChallenge(table, challengeId)),
  );
  return found.filter((challenge) => challenge !== null);
};
