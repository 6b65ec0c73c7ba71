import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentScorecard } from './present.ts';
import { checkScores, checkUnlocked, submittedScorecard } from './rules.ts';
import { submitScorecard } from './schema/scorecards.ts';
import { readScoringScene, whileScoring } from './scoring-scene.ts';
import { scorecardChange } from './store/scorecards.ts';

/** An evaluator submits a scorecard, which locks it. */
export const createSubmitScorecard = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    submitScorecard,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const scene = await readScoringScene(table, account, parameters.proposalId);
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
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [scorecardChange(before, after, 'submit')],
        alongside: [whileScoring(roundId, scene.phases)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(201, presentScorecard(after, written, new Map()), written),
      });
    },
  );
