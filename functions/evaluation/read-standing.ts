import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { refuseEvaluation } from './refusals.ts';
import { scoringProgress, standingOf } from './rules.ts';
import { readEvaluationStanding } from './schema.ts';
import { readEvaluation } from './store.ts';

/**
 * How far the evaluation of a round is, for staff and auditors: who of a panel has locked how many scorecards is told by
 * counts, never with a point. Before the opening there is nothing to tell (invariant 2).
 */
export const createReadEvaluationStanding = ({ table }: { readonly table: Table }): Implementation =>
  implement(readEvaluationStanding, async ({ account, parameters }) => {
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    if (!isOpened(round)) return refuseEvaluation('still-sealed', { roundId: round.roundId });
    const evaluation = await readEvaluation(table, round.roundId);
    const { unansweredOutliers } = standingOf(round.policy, evaluation);
    return answer(200, { proposals: scoringProgress(round.policy, evaluation), unansweredOutliers });
  });
