import { rankSheet } from './rank.ts';
import {
  POLICIES,
  type Policy,
  type PriorityList,
  type ScoreSheet,
  SheetCannotBeRanked,
  type Verdict,
} from './score-sheet.ts';

/** A proposal whose outcome is another one on a changed sheet; a change of the reason alone is none. */
export type Flip = {
  readonly proposalId: string;
  readonly from: Verdict['outcome'];
  readonly to: Verdict['outcome'];
};

/** One scorecard and what would have come out without it. */
export type CardSensitivity = {
  readonly proposalId: string;
  readonly evaluatorId: string;
  readonly flips: readonly Flip[];
};

/** The outcomes with the pass mark at another place, in hundredths of a point. */
export type PassMarkSensitivity = { readonly passMark: number; readonly flips: readonly Flip[] };

/** What a policy makes of the same scores. */
export type PolicyOutcome = {
  readonly policy: Policy;
  readonly committedInWon: number;
  /** Sum of the funded totals, in hundredths of a point. */
  readonly pointsFunded: number;
  /** In the order of the list. */
  readonly funded: readonly string[];
  /** Against the policy of the sheet. */
  readonly flips: readonly Flip[];
};

/** A point, in hundredths. */
const aPoint = 100;

/** Which outcomes differ between two lists of the same proposals, in the order of the first. */
export const flipsBetween = (
  before: Pick<PriorityList, 'list'>,
  after: Pick<PriorityList, 'list'>,
): readonly Flip[] => {
  const outcomes = new Map(after.list.map(({ proposalId, outcome }) => [proposalId, outcome]));
  return before.list.flatMap(({ proposalId, outcome }) => {
    const to = outcomes.get(proposalId);
    return to === undefined || to === outcome ? [] : [{ proposalId, from: outcome, to }];
  });
};

/**
 * For each scorecard of these proposals: which outcomes, of any proposal, flip without it. Only cards that flip
 * something are answered, in the order of the sheet, and none without which no best set can be proven. What the gates
 * gave stays as it stands in the sheet, and no quorum is asked.
 */
export const sensitivityToCards = (
  sheet: ScoreSheet,
  list: PriorityList,
  proposalIds: ReadonlySet<string>,
): readonly CardSensitivity[] =>
  sheet.scorecards
    .filter(({ proposalId }) => proposalIds.has(proposalId))
    .map((card) => ({
      proposalId: card.proposalId,
      evaluatorId: card.evaluatorId,
      flips: flipsBetween(
        list,
        rankedOrNull({ ...sheet, scorecards: sheet.scorecards.filter((other) => other !== card) }) ?? list,
      ),
    }))
    .filter(({ flips }) => flips.length > 0);

/** Which outcomes flip with the pass mark a point lower, and a point higher; a pass mark is never below 0. */
export const sensitivityToPassMark = (
  sheet: ScoreSheet,
  list: PriorityList,
): readonly PassMarkSensitivity[] =>
  [Math.max(0, sheet.passMark - aPoint), sheet.passMark + aPoint].map((passMark) => ({
    passMark,
    flips: flipsBetween(list, rankSheet({ ...sheet, passMark })),
  }));

/**
 * What each policy makes of the sheet, in the order of `POLICIES`. A policy whose set cannot be proven is left out:
 * only `max-score` can be, for totals and prices that are huge and alike.
 */
export const comparePolicies = (sheet: ScoreSheet, list: PriorityList): readonly PolicyOutcome[] =>
  POLICIES.flatMap((policy) => {
    const other = policy === sheet.policy ? list : rankedOrNull({ ...sheet, policy });
    if (other === null) return [];
    const funded = other.list.filter(({ outcome }) => outcome === 'FUNDED');
    return [
      {
        policy,
        committedInWon: other.committedInWon,
        pointsFunded: funded.reduce((sum, { total }) => sum + (total ?? 0), 0),
        funded: funded.map(({ proposalId }) => proposalId),
        flips: flipsBetween(list, other),
      },
    ];
  });

/** The list of a changed sheet; null where its best set cannot be proven. */
export const rankedOrNull = (sheet: ScoreSheet): PriorityList | null => {
  try {
    return rankSheet(sheet);
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) return null;
    throw error;
  }
};
