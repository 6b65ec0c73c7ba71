import type { Refusal } from '../../platform/refusal.ts';
import type { Scoring } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { activeSeats, type Panel } from './panel.ts';
import { dimensionSums, isLocked, type Scorecard, type ScorecardState } from './scorecard.ts';

/** The state as people see it. */
export type EffectiveScorecardState = ScorecardState | 'OUTLIER_FLAGGED';

/** Evaluator id → the dimensions in which the scorecard stands apart, in the order of the policy. */
export type Outliers = ReadonlyMap<string, readonly string[]>;

/**
 * The outliers among the scorecards of one proposal (DOMAIN.md, «Outlier»): a scorecard whose sum in a dimension is
 * more than `outlierPercent` of the dimension's maximum away from the mean of the other scorecards' sums. The mean is
 * not rounded: both sides are multiplied by the number of the others. A lone scorecard has no others to differ from.
 */
export const outliersOf = (
  scorecards: readonly Pick<Scorecard, 'evaluatorId' | 'points'>[],
  scoring: Scoring,
): Outliers => {
  const others = scorecards.length - 1;
  if (others < 1) return new Map();
  const sums = scorecards.map((scorecard) => dimensionSums(scorecard, scoring));
  const dimensions = scoring.dimensions.map(({ name, criteria }) => ({
    name,
    maximum: criteria.reduce((sum, criterion) => sum + criterion.maximum, 0),
    total: sums.reduce((sum, scorecardSums) => sum + (scorecardSums[name] ?? 0), 0),
  }));
  return new Map(
    scorecards
      .map(({ evaluatorId }, index): [string, readonly string[]] => [
        evaluatorId,
        dimensions
          .filter(({ name, maximum, total }) => {
            const own = sums[index]?.[name] ?? 0;
            const distance = Math.abs(others * own - (total - own));
            return distance * 100 > scoring.outlierPercent * maximum * others;
          })
          .map(({ name }) => name),
      ])
      .filter(([, apart]) => apart.length > 0),
  );
};

/**
 * The scorecards of a proposal that their authors must reconfirm or revise: outliers that are still SUBMITTED, once
 * every active member of the panel has locked theirs. All are compared by the points that were first submitted, so
 * that nobody's revision flags somebody else: who is flagged does not depend on who answers first.
 */
export const flaggedScorecards = (
  panel: Panel,
  scorecards: readonly Scorecard[],
  scoring: Scoring,
): Outliers => {
  const active = new Set(activeSeats(panel).map(({ evaluatorId }) => evaluatorId));
  const counted = scorecards.filter((card) => isLocked(card) && active.has(card.evaluatorId));
  if (counted.length < active.size) return new Map();
  const answered = new Set(
    counted.filter(({ state }) => state !== 'SUBMITTED').map(({ evaluatorId }) => evaluatorId),
  );
  const asSubmitted = counted.map(({ evaluatorId, points, firstPoints }) => ({
    evaluatorId,
    points: firstPoints ?? points,
  }));
  return new Map([...outliersOf(asSubmitted, scoring)].filter(([evaluatorId]) => !answered.has(evaluatorId)));
};

/** The state of a scorecard, given the flagged ones of its proposal. */
export const effectiveScorecardState = (
  scorecard: Pick<Scorecard, 'state' | 'evaluatorId'>,
  flagged: Outliers,
): EffectiveScorecardState =>
  scorecard.state === 'SUBMITTED' && flagged.has(scorecard.evaluatorId) ? 'OUTLIER_FLAGGED' : scorecard.state;

/** Refuses to reconfirm or revise what is not flagged. */
export const checkFlagged = (
  scorecard: Pick<Scorecard, 'state' | 'evaluatorId' | 'roundId'>,
  flagged: Outliers,
): Refusal | null =>
  effectiveScorecardState(scorecard, flagged) === 'OUTLIER_FLAGGED'
    ? null
    : refuseEvaluation('not-an-outlier', { state: scorecard.state, roundId: scorecard.roundId });
