import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { readFreshResults, revisedSheetText } from './fresh-results.ts';
import { keepResult } from './keep-result.ts';
import { presentDecision } from './present.ts';
import { checkFreshlyEvaluated, type Decision, decisionTransitions } from './rules.ts';
import { recommendRevision } from './schema.ts';
import { decisionChange, readDecision, readInvolvement, type Records } from './store.ts';

/**
 * Staff recommend the list that follows when the fresh results of upheld objections stand in the sheet: those that are
 * ready. A proposal that is still evaluated keeps what the standing sheet says of it, and waits for a further revision.
 */
export const createRecommendRevision = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(recommendRevision, async ({ account, idempotency, parameters: { roundId }, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const [round, before, involved] = await Promise.all([
      readRound(table, roundId),
      readDecision(table, roundId),
      readInvolvement(table, account, roundId),
    ]);
    if (round === null || before === null) return refuse('not-found');
    const row = findTransition(decisionTransitions, 'recommend-revision', before.state);
    if (isRefusal(row)) return row;
    if (involved !== null) return involved;
    const reopened = await readFreshResults(table, before.reopened);
    const results = checkFreshlyEvaluated(reopened, round.policy, { roundId, at });
    if (isRefusal(results)) return results;
    const sheetText = await revisedSheetText(records, before, results, round.policy);
    const result = await keepResult(records, roundId, sheetText);
    if (isRefusal(result)) return result;
    const after: Decision = {
      ...fieldsOf(before),
      state: row.to,
      revision: {
        ...result,
        proposalIds: results.map(({ proposalId }) => proposalId),
        recommendedBy: actor.accountId,
        recommendedAt: at,
      },
    };
    return commit(table, {
      at,
      actor,
      changes: [decisionChange(before, after, row.action)],
      notices: [approvalAwaited('revision', `${roundId}/${before.bookkeeping.version}`, roundId)],
      alongside: [whileRoundIs(roundId, ['NOTICE', 'PURCHASE'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentDecision(after, version), version),
    });
  });
