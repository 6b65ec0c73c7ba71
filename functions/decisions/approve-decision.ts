import { listLiveProposals, readEvaluator } from '../evaluation/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { refuseRound } from '../rounds/refusals.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { rankAgain } from './keep-result.ts';
import { presentDecision } from './present.ts';
import {
  checkApproval,
  checkBudget,
  checkSheetCurrent,
  type Decision,
  decisionTransitions,
} from './rules.ts';
import { approveDecision } from './schema.ts';
import { decisionChange, readDecision, readRecommenders, readStake, type Records } from './store.ts';

/**
 * An approver approves the recommended list: another person than who recommended, no evaluator of the round, of the
 * very sheet that they name. The list is computed once more from the stored sheet and must come out byte by byte.
 */
export const createApproveDecision = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(approveDecision, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['approver']);
    if (isRefusal(actor)) return actor;
    const { roundId } = parameters;
    const [round, before, evaluator, stake, recommenders] = await Promise.all([
      readRound(table, roundId),
      readDecision(table, roundId),
      readEvaluator(table, roundId, actor.accountId),
      readStake(table, account, roundId),
      readRecommenders(table, roundId, 'recommend'),
    ]);
    if (round === null || before === null) return refuse('not-found');
    if (round.state !== 'DECISION') return refuseRound('round-phase', { phase: round.state, roundId });
    const row = findTransition(decisionTransitions, 'approve', before.state);
    if (isRefusal(row)) return row;
    const refusal = checkApproval(before, {
      accountId: actor.accountId,
      isInPool: evaluator !== null,
      sheetSha256: body.sheetSha256,
      recommenders,
    });
    if (refusal !== null) return refusal;
    if (stake !== null) return stake;
    const ranked = await rankAgain(records, roundId, before);
    if (isRefusal(ranked)) return ranked;
    const unfit =
      checkBudget(ranked.list, round.policy) ??
      checkSheetCurrent(ranked.sheet, await listLiveProposals(table, roundId), roundId);
    if (unfit !== null) return unfit;

    const after: Decision = {
      ...fieldsOf(before),
      state: row.to,
      approvedBy: actor.accountId,
      approvedAt: receivedAt,
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [decisionChange(before, after, 'approve')],
      alongside: [whileRoundIs(roundId, ['DECISION'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentDecision(after, version), version),
    });
  });
