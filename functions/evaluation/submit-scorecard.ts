import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import { noticeRow } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { outlierFlagged } from './notices.ts';
import { presentScorecard } from './present.ts';
import { checkScores, checkUnlocked, flaggedScorecards, submittedScorecard } from './rules.ts';
import { submitScorecard } from './schema/scorecards.ts';
import { readScoringScene, type ScoringScene, whileScoring } from './scoring-scene.ts';
import { listScorecardsOfProposal, scorecardChange } from './store/scorecards.ts';

/** An evaluator submits a scorecard, which locks it. */
export const createSubmitScorecard = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    submitScorecard,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const scene = await readScoringScene(table, account, parameters.proposalId, receivedAt);
      if (isRefusal(scene)) return scene;
      const { actor, evaluatorId, round, proposal, scorecard: before } = scene;
      const locked = checkUnlocked(before, 'submit', round.roundId);
      if (locked !== null) return locked;
      const version = before?.bookkeeping.version ?? 0;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const problems = checkScores(round.policy.scoring, body);
      if (problems !== null) return problems;

      const { roundId, challengeId, proposalId } = proposal;
      const place = { roundId, challengeId, proposalId, evaluatorId };
      const after = submittedScorecard(body, place, receivedAt);
      const outcome = await commit(table, {
        at: receivedAt,
        actor,
        changes: [scorecardChange(before, after, 'submit')],
        alongside: [whileScoring(roundId, scene.phases)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(201, presentScorecard(after, written, new Map()), written),
      });
      if (!isRefusal(outcome)) await tellOutliers(table, scene, receivedAt);
      return outcome;
    },
  );

/**
 * Records a notice, once each, to the authors of scorecards that stand apart, which the last of a panel's shows. Read
 * after it is written: of two that are written at once, neither is sure to see the other before. The reminders of the
 * deadline go to who has not answered, too.
 */
const tellOutliers = async (
  table: Table,
  { panel, proposal, round, deadline }: ScoringScene,
  at: Instant,
): Promise<void> => {
  const scorecards = await listScorecardsOfProposal(table, proposal.proposalId);
  const flagged = flaggedScorecards(panel, scorecards, round.policy.scoring);
  for (const scorecard of scorecards.filter(({ evaluatorId }) => flagged.has(evaluatorId)))
    await table.putNew(noticeRow(outlierFlagged(scorecard, deadline), at));
};
