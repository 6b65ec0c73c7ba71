import { listScorecardsOfProposal } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { effectiveProposalState, isInTheRunning } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { readRound } from '../rounds/store.ts';
import { refuseDecision } from './refusals.ts';
import { explainProposal, isNoticeGiven } from './rules.ts';
import { readResult } from './schema.ts';
import { readDecision, readPriorityList, readScoreSheet, type Records } from './store.ts';

/**
 * A supplier's own result: its line of the approved list with the explanation, and the scorecards that count by pseudonym with their
 * reasons. The points are those of the approved sheet.
 */
export const createReadResult = ({
  table,
  records,
}: {
  readonly table: Table;
  readonly records: Records;
}): Implementation =>
  implement(readResult, async ({ account, parameters, receivedAt }) => {
    const proposal = await readProposal(table, parameters.proposalId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, proposal.roundId);
    if (round === null || !isInTheRunning(proposal)) return refuse('not-found');
    const decision = isNoticeGiven(round) ? await readDecision(table, round.roundId) : null;
    if (decision === null) return refuseDecision('result-not-published');

    const { proposalId, challengeId } = proposal;
    const [list, sheet, written] = await Promise.all([
      readPriorityList(records, decision),
      readScoreSheet(records, decision),
      listScorecardsOfProposal(table, proposalId),
    ]);
    const byEvaluator = new Map(written.map((card) => [card.evaluatorId, card]));
    return answer(200, {
      proposalId,
      challengeId,
      state: effectiveProposalState(proposal, round, receivedAt),
      eligibilityReason: proposal.eligibilityReason,
      row: list.list.find((row) => row.proposalId === proposalId) ?? null,
      explanation: explainProposal(sheet, list, proposalId),
      scorecards: sheet.scorecards
        .filter((card) => card.proposalId === proposalId)
        .map(({ evaluatorId, points }) => ({
          evaluatorId,
          points,
          gates: byEvaluator.get(evaluatorId)?.gates ?? {},
          reasons: byEvaluator.get(evaluatorId)?.reasons ?? {},
        })),
    });
  });
