import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound } from '../rounds/store.ts';
import { checkProposedTerms } from './check-proposed.ts';
import { presentProposedChallenge } from './present.ts';
import { type Challenge, challengeTransitions, checkCallForChallenges } from './rules.ts';
import { submitChallenge } from './schema.ts';
import { beforeCallDeadline, challengeChange, readChallenge, renewCallDeadline } from './store.ts';

/** The proposing body submits its draft; the write itself asks whether the request came before the deadline. */
export const createSubmitChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(submitChallenge, async (request) => {
    const { account, expectedVersion, idempotency, parameters, receivedAt } = request;
    const found = await readChallenge(table, parameters.challengeId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['buyer'], found.buyerId);
    if (isRefusal(actor)) return actor;
    const { version } = found.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const row = findTransition(challengeTransitions, 'submit', found.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, found.roundId);
    if (round === null) return refuse('not-found');
    const deadline = checkCallForChallenges(round, receivedAt);
    if (isRefusal(deadline)) return deadline;
    const refusal = await checkProposedTerms(table, found.buyerId, found, round.policy);
    if (refusal !== null) return refusal;

    const before = await renewCallDeadline(table, found, deadline);
    const after: Challenge = { ...fieldsOf(before), state: row.to, submittedAt: receivedAt };
    const guard = beforeCallDeadline(before.roundId, receivedAt);
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [challengeChange(before, after, row.action, null, guard)],
      idempotency,
      answer: ({ versions: [written = 0] }) =>
        answer(200, presentProposedChallenge(after, round, written), written),
    });
  });
