import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentScorecard } from './present.ts';
import { checkDraft, checkUnlocked, savedScorecard } from './rules.ts';
import { saveScorecard } from './schema.ts';
import { readScoringScene, whileScoring } from './scoring-scene.ts';
import { scorecardChange } from './store/scorecards.ts';

/** An evaluator saves a scorecard that is not finished; it leaves no entry in the ledger. */
export const createSaveScorecard = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    saveScorecard,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const scene = await readScoringScene(table, account, parameters.proposalId, receivedAt);
      if (isRefusal(scene)) return scene;
      const { actor, evaluatorId, round, proposal, scorecard: before } = scene;
      const locked = checkUnlocked(before, 'save', round.roundId);
      if (locked !== null) return locked;
      const version = before?.bookkeeping.version ?? 0;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const problems = checkDraft(round.policy.scoring, body);
      if (problems !== null) return problems;

      const { roundId, challengeId, proposalId } = proposal;
      const after = savedScorecard(body, { roundId, challengeId, proposalId, evaluatorId });
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [scorecardChange(before, after, null)],
        alongside: [whileScoring(roundId, scene.phases)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(200, presentScorecard(after, written, new Map()), written),
      });
    },
  );
