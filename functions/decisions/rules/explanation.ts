import { compareByCodePoint } from './code-points.ts';
import { rankSheet } from './rank.ts';
import type { PriorityList, PriorityRow, ScoreSheet, SheetScorecard } from './score-sheet.ts';
import { cutOffScores, keptScorecards } from './scoring.ts';
import { type Passed, type Thresholds, thresholdsInBestSet, thresholdsOfWalk } from './thresholds.ts';

/** One evaluator's sum in a dimension, in hundredths of a point, and whether it counted. */
export type CardSum = { readonly evaluatorId: string; readonly sum: number; readonly kept: boolean };

/** What a dimension did to a proposal; points in hundredths. */
export type DimensionExplanation = {
  readonly name: string;
  readonly maximum: number;
  /** The least score that is not cut off. */
  readonly cutOff: number;
  readonly score: number | null;
  /** From the least to the greatest sum; the evaluator is a pseudonym. */
  readonly cards: readonly CardSum[];
  /** Between the least and the greatest sum; null without scorecards. */
  readonly spread: number | null;
};

/** By how many hundredths of a point something is away in a dimension. */
export type DimensionDistance = { readonly name: string; readonly points: number };

/**
 * What would have changed the outcome, or how far away a change was. Each says no more than what ranking the changed
 * sheet again gives.
 */
export type WhatWouldChange =
  /** It would have passed with all of this: the gates, scorecards at all, so many more points. */
  | {
      readonly kind: 'pass';
      readonly gates: boolean;
      readonly scorecards: boolean;
      readonly points: number;
      readonly dimensions: readonly DimensionDistance[];
    }
  /** Its price was above what was left. */
  | { readonly kind: 'price' }
  /** Those of its challenge that are funded in its stead, and by how many points their totals are ahead. */
  | {
      readonly kind: 'challenge';
      readonly served: readonly { readonly proposalId: string; readonly pointsAhead: number }[];
    }
  /** Under `strict` nothing is funded below this one, which did not fit. */
  | { readonly kind: 'first-misfit'; readonly proposalId: string }
  /** Under `max-score` another set has more points, or as many for less money. */
  | { readonly kind: 'best-set' }
  /** It would still have passed with so many points less, in total and in each dimension. */
  | { readonly kind: 'margin'; readonly points: number; readonly dimensions: readonly DimensionDistance[] };

/** Why a row of the list is what it is. */
export type ProposalExplanation = {
  readonly row: PriorityRow;
  readonly passMark: number;
  readonly dimensions: readonly DimensionExplanation[];
  /** What was left of the budget when the walk came to it; null for what did not pass, and under `max-score`. */
  readonly leftInWon: number | null;
  readonly wouldChange: WhatWouldChange;
  /**
   * What alone would have funded it; null for what is not in reserve, and under `max-score`, where each asks for many
   * best sets: `explainProposal` has them.
   */
  readonly thresholds: Thresholds | null;
};

/** Explains every row of the list that `rankSheet` makes of the sheet, in its order. Throws where that does. */
export const explainSheet = (
  sheet: ScoreSheet,
  list: Pick<PriorityList, 'list'> = rankSheet(sheet),
): readonly ProposalExplanation[] => {
  const cardsOf = Map.groupBy(sheet.scorecards, ({ proposalId }) => proposalId);
  const gatesPassed = new Map(sheet.proposals.map((proposal) => [proposal.proposalId, proposal.gatesPassed]));
  const cutOffs = cutOffScores(sheet);
  const funded = Map.groupBy(
    list.list.filter(({ outcome }) => outcome === 'FUNDED'),
    ({ challengeId }) => challengeId,
  );
  const firstMisfit = list.list.find(({ reason }) => reason === 'does-not-fit')?.proposalId ?? '';
  const thresholds =
    sheet.policy === 'max-score' ? () => null : thresholdsOfWalk(passedOf(list), sheet, greatestTotal(sheet));
  let leftInWon = sheet.budgetInWon;
  return list.list.map((row, place) => {
    const walked = row.outcome !== 'REJECTED' && sheet.policy !== 'max-score';
    const leftHere = walked ? leftInWon : null;
    if (row.outcome === 'FUNDED') leftInWon -= row.priceInWon;
    const dimensions = explainDimensions(sheet, row, cardsOf.get(row.proposalId) ?? [], cutOffs);
    return {
      row,
      passMark: sheet.passMark,
      dimensions,
      leftInWon: leftHere,
      wouldChange: whatWouldChange(row, {
        passMark: sheet.passMark,
        dimensions,
        gatesPassed: gatesPassed.get(row.proposalId) ?? false,
        served: funded.get(row.challengeId) ?? [],
        firstMisfit,
      }),
      thresholds: row.outcome === 'RESERVE' ? thresholds(place) : null,
    };
  });
};

/**
 * Explains one row of the list, under `max-score` also with what alone would have funded it; null for a proposal that
 * does not stand in it.
 */
export const explainProposal = (
  sheet: ScoreSheet,
  list: Pick<PriorityList, 'list'>,
  proposalId: string,
): ProposalExplanation | null => {
  const place = list.list.findIndex((row) => row.proposalId === proposalId);
  const explanation = explainSheet(sheet, list)[place];
  if (explanation === undefined) return null;
  return sheet.policy === 'max-score' && explanation.row.outcome === 'RESERVE'
    ? {
        ...explanation,
        thresholds: thresholdsInBestSet(passedOf(list), place, sheet, greatestTotal(sheet)),
      }
    : explanation;
};

/** The passed stand first in the list. */
const passedOf = ({ list }: Pick<PriorityList, 'list'>): readonly Passed[] =>
  list
    .filter(({ outcome }) => outcome !== 'REJECTED')
    .map(({ challengeId, priceInWon, total }) => ({ challengeId, priceInWon, total: total ?? 0 }));

const greatestTotal = ({ dimensions }: ScoreSheet): number =>
  dimensions.flatMap(({ criteria }) => criteria).reduce((sum, { maximum }) => sum + maximum, 0);

/** The cards of each dimension in the order of the rule: (sum, evaluator id), the first and the last dropped. */
const explainDimensions = (
  sheet: ScoreSheet,
  row: PriorityRow,
  scorecards: readonly SheetScorecard[],
  cutOffs: readonly number[],
): readonly DimensionExplanation[] =>
  sheet.dimensions.map(({ name, criteria }, place) => {
    const ordered = scorecards
      .map(({ evaluatorId, points }) => ({
        evaluatorId,
        sum: criteria.reduce((sum, criterion) => sum + (points[criterion.name] ?? 0), 0),
      }))
      .sort((left, right) => left.sum - right.sum || compareByCodePoint(left.evaluatorId, right.evaluatorId));
    const dropsEnds = keptScorecards(ordered.length, sheet.trimFrom) < ordered.length;
    const cards = ordered.map((card, at) => ({
      ...card,
      kept: !dropsEnds || (at > 0 && at < ordered.length - 1),
    }));
    const [first, last] = [cards[0], cards.at(-1)];
    return {
      name,
      maximum: criteria.reduce((sum, criterion) => sum + criterion.maximum, 0),
      cutOff: cutOffs[place] ?? 0,
      score: row.dimensions[name] ?? null,
      cards,
      spread: first === undefined || last === undefined ? null : last.sum - first.sum,
    };
  });

type Circumstances = {
  readonly passMark: number;
  readonly dimensions: readonly DimensionExplanation[];
  readonly gatesPassed: boolean;
  /** The funded of the same challenge. */
  readonly served: readonly PriorityRow[];
  readonly firstMisfit: string;
};

const whatWouldChange = (row: PriorityRow, circumstances: Circumstances): WhatWouldChange => {
  const { passMark, dimensions, gatesPassed, served, firstMisfit } = circumstances;
  const total = row.total ?? 0;
  if (row.outcome === 'FUNDED')
    return { kind: 'margin', points: total - passMark, dimensions: margins(dimensions) };
  switch (row.reason) {
    case 'does-not-fit':
      return { kind: 'price' };
    case 'challenge-served':
      return {
        kind: 'challenge',
        served: served.map(({ proposalId, total: theirs }) => ({
          proposalId,
          pointsAhead: (theirs ?? 0) - total,
        })),
      };
    case 'after-first-misfit':
      return { kind: 'first-misfit', proposalId: firstMisfit };
    case 'not-in-best-set':
      return { kind: 'best-set' };
    default:
      return {
        kind: 'pass',
        gates: !gatesPassed,
        scorecards: row.total === null,
        points: Math.max(0, passMark - total),
        dimensions: margins(dimensions)
          .filter(({ points }) => points < 0)
          .map(({ name, points }) => ({ name, points: -points })),
      };
  }
};

const margins = (dimensions: readonly DimensionExplanation[]): readonly DimensionDistance[] =>
  dimensions.map(({ name, score, cutOff }) => ({ name, points: (score ?? 0) - cutOff }));
