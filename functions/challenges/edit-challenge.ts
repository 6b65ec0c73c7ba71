import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { checkProposedTerms, readCoProposers } from './check-proposed.ts';
import { presentProposedChallenge } from './present.ts';
import { type Challenge, checkCallForChallenges } from './rules.ts';
import { editChallenge } from './schema.ts';
import { beforeCallDeadline, challengeChange, readChallenge, renewCallDeadline } from './store.ts';

/** The proposing body replaces the text of its draft. */
export const createEditChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(editChallenge, async (request) => {
    const { account, body, expectedVersion, idempotency, parameters, receivedAt } = request;
    const found = await readChallenge(table, parameters.challengeId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['buyer'], found.buyerId);
    if (isRefusal(actor)) return actor;
    const { version } = found.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    if (found.state !== 'DRAFT') return refuse('wrong-state', { state: found.state, expected: 'DRAFT' });
    const round = await readRound(table, found.roundId);
    if (round === null) return refuse('not-found');
    const deadline = checkCallForChallenges(round, receivedAt);
    if (isRefusal(deadline)) return deadline;
    const { coProposerNumbers, ...named } = body;
    const coProposerIds = await readCoProposers(table, { ...named, coProposerNumbers });
    if (isRefusal(coProposerIds)) return coProposerIds;
    const terms = { ...named, coProposerIds };
    const refusal = await checkProposedTerms(table, found.buyerId, terms, round.policy);
    if (refusal !== null) return refusal;

    const before = await renewCallDeadline(table, found, deadline);
    const after: Challenge = { ...fieldsOf(before), ...terms };
    const guard = beforeCallDeadline(before.roundId, receivedAt);
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [challengeChange(before, after, null, null, guard)],
      idempotency,
      answer: ({ versions: [written = 0] }) =>
        answer(200, presentProposedChallenge(after, round, written), written),
    });
  });
