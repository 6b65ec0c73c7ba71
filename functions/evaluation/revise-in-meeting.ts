import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentScorecard } from './present.ts';
import { refuseEvaluation } from './refusals.ts';
import { revisedInMeeting } from './rules.ts';
import { reviseInMeeting } from './schema.ts';
import { readScoringScene, whileScoring } from './scoring-scene.ts';
import { readPanelMeeting, scorecardChange, whilePanelMeets } from './store.ts';

/** A member of a panel that meets revises their own locked scorecard. */
export const createReviseInMeeting = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    reviseInMeeting,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt: at }) => {
      const scene = await readScoringScene(table, account, parameters.proposalId, at);
      if (isRefusal(scene)) return scene;
      const { actor, freshFor, round, phases, scorecard: before } = scene;
      const { challengeId, roundId } = scene.panel;
      const panel = { challengeId, roundId, freshFor };
      if (before === null) return refuseEvaluation('no-panel-meeting', panel);
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const { reason, ...scores } = body;
      const after = revisedInMeeting(fieldsOf(before), scores, reason, {
        meeting: await readPanelMeeting(table, panel),
        scoring: round.policy.scoring,
      });
      if (isRefusal(after)) return after;
      return commit(table, {
        at,
        actor,
        changes: [scorecardChange(before, after, 'revise-in-meeting', reason)],
        alongside: [whilePanelMeets(panel), whileScoring(round.roundId, phases)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(200, presentScorecard(after, written, new Map()), written),
      });
    },
  );
