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
import { type Challenge, challengeTransitions, checkSelectionOpen } from './rules.ts';
import { decideChallenge } from './schema.ts';
import { challengeChange, readChallenge } from './store.ts';

/** Staff select a submitted challenge or do not, and say why. */
export const createDecideChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(decideChallenge, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readChallenge(table, parameters.challengeId);
    if (before === null) return refuse('not-found');
    const row = findTransition(challengeTransitions, body.decision, before.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, before.roundId);
    if (round === null) return refuse('not-found');
    const refusal = checkSelectionOpen(round, receivedAt);
    if (refusal !== null) return refusal;
    const own = await refusalOfPartial(table, account, before);
    if (own !== null) return own;

    const after: Challenge = { ...fieldsOf(before), state: row.to, decisionReason: body.reason };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [challengeChange(before, after, row.action, body.reason)],
      // A deadline that has passed moves no more: the end of the call may still have to be stored.
      alongside: [whileRoundIs(round.roundId, ['CHALLENGE_CALL', 'CHALLENGE_SELECTION'])],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentProposedChallenge(after, round, version), version),
    });
  });
