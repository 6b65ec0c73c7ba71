import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import type { Instant } from '../platform/instant.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { preparedMove, type Round, roundTransitions } from './rules.ts';
import { readRound, roundChange } from './store.ts';

/** An outage over the deadline for proposals, as it was measured. */
export type MeasuredOutage = {
  readonly to: Instant;
  readonly reason: string;
  /** Where the measurements are found. */
  readonly evidence: string;
  /** The task that measured it. */
  readonly task: string;
};

/**
 * Prepares, in the system's name, the move of the deadline for proposals that an outage makes; an approver approves it
 * (DOMAIN.md, invariant 16). Refuses as `preparedMove` does; the same move that waits already is no refusal.
 */
export const prepareOutageMove = async (
  table: Table,
  roundId: string,
  { to, reason, evidence, task }: MeasuredOutage,
  at: Instant,
): Promise<Answer | Refusal> => {
  const before = await readRound(table, roundId);
  if (before === null) return refuse('not-found');
  const waiting = before.deadlineMove;
  if (waiting?.basis === 'outage' && waiting.name === 'proposals' && waiting.to === to)
    return answer(200, null, before.bookkeeping.version);
  const row = findTransition(roundTransitions, 'prepare-deadline-move', before.state);
  if (isRefusal(row)) return row;
  const asked = { name: 'proposals', to, basis: 'outage', reason, evidence } as const;
  const move = preparedMove(before, asked, { kind: 'system', task }, at);
  if (isRefusal(move)) return move;
  const after: Round = { ...fieldsOf(before), deadlineMove: move, state: row.to };
  return commit(table, {
    at,
    actor: { kind: 'system', task },
    changes: [roundChange(before, after, row.action, reason)],
    notices: [approvalAwaited('deadline-move', `${roundId}/${move.to}/${at}`, roundId)],
    idempotency: null,
    answer: ({ versions: [version = 0] }) => answer(200, null, version),
  });
};
