import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentScorecard } from './present.ts';
import { refuseEvaluation } from './refusals.ts';
import { answeredScorecard, checkFlagged, checkScores, flaggedScorecards } from './rules.ts';
import { answerOutlier } from './schema.ts';
import { readScoringScene, whileScoring } from './scoring-scene.ts';
import { listScorecardsOfProposal, scorecardChange } from './store.ts';

/** The author of a scorecard that stands apart from the panel's stands by it, or revises it with a reason. */
export const createAnswerOutlier = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    answerOutlier,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const scene = await readScoringScene(table, account, parameters.proposalId, receivedAt);
      if (isRefusal(scene)) return scene;
      const { actor, round, panel, scorecard: before } = scene;
      const { roundId, policy } = round;
      if (before === null) return refuseEvaluation('not-an-outlier', { state: null, roundId });
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const scorecards = await listScorecardsOfProposal(table, before.proposalId);
      const refusal = checkFlagged(before, flaggedScorecards(panel, scorecards, policy.scoring));
      if (refusal !== null) return refusal;
      const scores = 'confirm' in body ? null : body;
      const problems = scores === null ? null : checkScores(policy.scoring, scores);
      if (problems !== null) return problems;

      const reason = body.reason ?? null;
      const after = answeredScorecard(fieldsOf(before), scores, reason);
      const action = scores === null ? 'reconfirm' : 'revise';
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [scorecardChange(before, after, action, reason)],
        alongside: [whileScoring(roundId, scene.phases)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(200, presentScorecard(after, written, new Map()), written),
      });
    },
  );
