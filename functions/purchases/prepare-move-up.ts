import { readInvolvement } from '../decisions/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { type MoveUpDependencies, readMoveUpStanding } from './move-up-standing.ts';
import { presentMoveUp } from './present.ts';
import { checkMovesUp, type MoveUp, moveUpTransitions } from './rules.ts';
import { prepareMoveUp } from './schema.ts';
import { moveUpChange, readMoveUp } from './store.ts';

/** Staff walk the reserve again with the money that came back, and prepare what moves up. */
export const createPrepareMoveUp = ({
  table,
  records,
}: Pick<MoveUpDependencies, 'table' | 'records'>): Implementation =>
  implement(prepareMoveUp, async ({ account, idempotency, parameters: { roundId }, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const [round, before, involved] = await Promise.all([
      readRound(table, roundId),
      readMoveUp(table, roundId),
      readInvolvement(table, account, roundId),
    ]);
    if (round === null) return refuse('not-found');
    if (involved !== null) return involved;
    const row = findTransition(moveUpTransitions, 'prepare-move-up', before?.state ?? null);
    if (isRefusal(row)) return row;
    const standing = await readMoveUpStanding({ table, records }, round, before);
    if (isRefusal(standing)) return standing;
    const refusal = checkMovesUp(round, standing);
    if (refusal !== null) return refusal;
    const after: MoveUp = {
      state: row.to,
      roundId,
      number: (before?.number ?? 0) + 1,
      freeInWon: standing.freeInWon,
      lines: standing.lines,
      preparedBy: actor.accountId,
      preparedAt: at,
      approvedBy: null,
      approvedAt: null,
      movedUp: before?.movedUp ?? [],
    };
    return commit(table, {
      at,
      actor,
      changes: [moveUpChange(before, after, row.action)],
      notices: [approvalAwaited('move-up', `${roundId}/${after.number}`, roundId)],
      alongside: [whileRoundIs(roundId, ['PURCHASE'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentMoveUp(after, version), version),
    });
  });
