import { readInvolvement } from '../decisions/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { type MoveUpDependencies, readMoveUpStanding } from './move-up-standing.ts';
import { presentMoveUp } from './present.ts';
import { checkMoveUpApproval, type MoveUp, moveUpTransitions } from './rules.ts';
import { approveMoveUp } from './schema.ts';
import { moreToBegin, moveUpChange, readMoveUp, readMoveUpPreparers } from './store.ts';

/**
 * An approver lets the prepared lines move up: another person than who prepared them. The reserve is walked once more
 * and must give the same; then the round's machine begins their purchases.
 */
export const createApproveMoveUp = ({ table, records, wakeRound }: MoveUpDependencies): Implementation =>
  implement(
    approveMoveUp,
    async ({ account, body, idempotency, parameters: { roundId }, receivedAt: at }) => {
      const actor = actAs(account, ['approver']);
      if (isRefusal(actor)) return actor;
      const [round, before, involved, preparers] = await Promise.all([
        readRound(table, roundId),
        readMoveUp(table, roundId),
        readInvolvement(table, account, roundId),
        readMoveUpPreparers(table, roundId),
      ]);
      if (round === null || before === null) return refuse('not-found');
      const row = findTransition(moveUpTransitions, 'approve-move-up', before.state);
      if (isRefusal(row)) return row;
      const standing = await readMoveUpStanding({ table, records }, round, before);
      if (isRefusal(standing)) return standing;
      const refusal =
        involved ??
        checkMoveUpApproval(before, {
          accountId: actor.accountId,
          number: body.number,
          linesNow: standing.lines,
          preparers,
        });
      if (refusal !== null) return refusal;
      const after: MoveUp = {
        ...fieldsOf(before),
        state: row.to,
        approvedBy: actor.accountId,
        approvedAt: at,
        movedUp: [...before.movedUp, ...before.lines],
      };
      const outcome = await commit(table, {
        at,
        actor,
        changes: [moveUpChange(before, after, row.action)],
        // Until they have begun nobody passes over them.
        alongside: [whileRoundIs(roundId, ['PURCHASE']), moreToBegin(roundId)],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, presentMoveUp(after, version), version),
      });
      if (!isRefusal(outcome)) await wakeRound(roundId);
      return outcome;
    },
  );
