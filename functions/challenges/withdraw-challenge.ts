import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound } from '../rounds/store.ts';
import { presentProposedChallenge } from './present.ts';
import { type Challenge, challengeTransitions } from './rules.ts';
import { withdrawChallenge } from './schema.ts';
import { challengeChange, readChallenge } from './store.ts';

/** The proposing body takes its challenge back, as long as staff have not decided it. */
export const createWithdrawChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(withdrawChallenge, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const before = await readChallenge(table, parameters.challengeId);
    if (before === null) return refuse('not-found');
    const actor = actAs(account, ['buyer'], before.buyerId);
    if (isRefusal(actor)) return actor;
    const row = findTransition(challengeTransitions, 'withdraw', before.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, before.roundId);
    if (round === null) return refuse('not-found');

    const after: Challenge = { ...fieldsOf(before), state: row.to };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [challengeChange(before, after, row.action, body?.reason ?? null)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentProposedChallenge(after, round, version), version),
    });
  });
