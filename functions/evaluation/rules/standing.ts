import type { Proposal } from '../../proposals/rules.ts';
import type { Round, Scoring } from '../../rounds/rules.ts';
import { flaggedScorecards } from './outliers.ts';
import { activeSeats, clearEvaluatorIds, type Panel } from './panel.ts';
import { isLocked, type Scorecard } from './scorecard.ts';
import { sum } from './sum.ts';

/** What the evaluation of a round is made of. */
export type Evaluation = {
  /** Every proposal that was live at the opening. */
  readonly proposals: readonly Pick<Proposal, 'proposalId' | 'challengeId' | 'state'>[];
  /** By challenge id. */
  readonly panels: ReadonlyMap<string, Panel>;
  /** By proposal id. */
  readonly scorecards: ReadonlyMap<string, readonly Scorecard[]>;
};

/** How far the evaluation of a round is. */
export type EvaluationStanding = {
  readonly unscreenedProposals: number;
  /** Challenges with an eligible proposal and no panel. */
  readonly challengesWithoutPanel: string[];
  /** Scorecards that active members have not locked, and flagged ones that their authors have not answered. */
  readonly missingScorecards: number;
  /** Of the missing ones, those that wait for the author's answer to an outlier. */
  readonly unansweredOutliers: number;
  /** Eligible proposals with fewer locked scorecards of clear members than the quorum. */
  readonly proposalsBelowQuorum: string[];
};

/** How far the scoring of an eligible proposal is; by its counts alone, since points are nobody's but the panel's. */
export type ScoringProgress = {
  readonly proposalId: string;
  readonly challengeId: string;
  /** Scorecards that members of the panel who are clear of conflict have locked. */
  readonly lockedScorecards: number;
  /** Members who are to lock one: all but the recused. */
  readonly activeMembers: number;
};

/** How far the scoring of each eligible proposal is, by ascending proposal id. A challenge without a panel lacks a whole one. */
export const scoringProgress = (
  policy: Pick<Round['policy'], 'panel'>,
  { proposals, panels, scorecards }: Evaluation,
): readonly ScoringProgress[] =>
  proposals
    .filter(({ state }) => state === 'ELIGIBLE')
    .map(({ proposalId, challengeId }) => {
      const panel = panels.get(challengeId);
      const cards = scorecards.get(proposalId) ?? [];
      return {
        proposalId,
        challengeId,
        lockedScorecards: panel === undefined ? 0 : lockedOfPanel(panel, cards).length,
        activeMembers: panel === undefined ? policy.panel.size : activeSeats(panel).length,
      };
    })
    .sort((left, right) => (left.proposalId < right.proposalId ? -1 : 1));

/** Tells how far the evaluation is (invariant 6). Lists are ascending. */
export const standingOf = (
  policy: Pick<Round['policy'], 'panel' | 'scoring'>,
  evaluation: Evaluation,
): EvaluationStanding => {
  const { proposals, panels, scorecards } = evaluation;
  const progress = scoringProgress(policy, evaluation);
  const unansweredOutliers = sum(
    progress.map(({ proposalId, challengeId }) => {
      const panel = panels.get(challengeId);
      const cards = scorecards.get(proposalId) ?? [];
      return panel === undefined ? 0 : flaggedScorecards(panel, cards, policy.scoring).size;
    }),
  );
  const missing = progress.map(({ activeMembers, lockedScorecards }) => activeMembers - lockedScorecards);
  return {
    unscreenedProposals: proposals.filter(({ state }) => state === 'SUBMITTED').length,
    challengesWithoutPanel: [...new Set(progress.map(({ challengeId }) => challengeId))]
      .filter((challengeId) => !panels.has(challengeId))
      .sort(),
    missingScorecards: sum(missing) + unansweredOutliers,
    unansweredOutliers,
    proposalsBelowQuorum: progress
      .filter(({ lockedScorecards }) => lockedScorecards < policy.panel.quorum)
      .map(({ proposalId }) => proposalId),
  };
};

/** The scorecards that count: locked, by members of the panel who are clear of conflict. */
export const lockedOfPanel = (panel: Panel, scorecards: readonly Scorecard[]): readonly Scorecard[] => {
  const clear = new Set(clearEvaluatorIds(panel));
  return scorecards.filter((card) => isLocked(card) && clear.has(card.evaluatorId));
};

/** True when every active member of the panel has locked a scorecard for the proposal: it is EVALUATED. */
export const isEvaluated = (panel: Panel, scorecards: readonly Scorecard[]): boolean =>
  lockedOfPanel(panel, scorecards).length === activeSeats(panel).length;

/**
 * The pseudonyms that have something to score yet: active members of a panel, with an eligible proposal of its
 * challenge for which they have locked no scorecard, or have not answered for one that is flagged. Who has not declared is
 * among them; who is recused is not.
 */
export const evaluatorsToScore = (
  { proposals, panels, scorecards }: Evaluation,
  scoring: Scoring,
): ReadonlySet<string> =>
  new Set(
    proposals
      .filter(({ state }) => state === 'ELIGIBLE')
      .flatMap(({ proposalId, challengeId }) => {
        const panel = panels.get(challengeId);
        if (panel === undefined) return [];
        const cards = scorecards.get(proposalId) ?? [];
        const locked = new Set(cards.filter(isLocked).map(({ evaluatorId }) => evaluatorId));
        const flagged = flaggedScorecards(panel, cards, scoring);
        return activeSeats(panel)
          .map(({ evaluatorId }) => evaluatorId)
          .filter((evaluatorId) => !locked.has(evaluatorId) || flagged.has(evaluatorId));
      }),
  );
