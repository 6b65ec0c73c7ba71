import { SheetCannotBeRanked, type RejectionReason, type ScoreSheet } from './score-sheet.ts';
import type { SheetFaultCode } from './sheet-faults.ts';

/**
 * What the scorecards give, by the proposals' places in the sheet, in hundredths of a point. `dimensionScores` holds
 * a proposal's scores side by side, in the order of the sheet's dimensions. Where `cardCounts` is 0 the scores are 0
 * and mean nothing.
 */
export type Scores = {
  readonly cardCounts: Uint32Array;
  readonly dimensionScores: Float64Array;
  readonly totals: Float64Array;
};

/**
 * Mean of `count` whole numbers rounded half up: floor((2·sum + count) / 2·count). Written with quotient and remainder,
 * so that no intermediate value exceeds the sum and the result is exact up to 2^53 − 1.
 */
export const roundedMean = (sum: number, count: number): number => {
  const remainder = sum % count;
  const quotient = (sum - remainder) / count;
  return 2 * remainder >= count ? quotient + 1 : quotient;
};

/** How many of a proposal's scorecards count in each dimension: from `trimFrom` on, all but the first and the last. */
export const keptScorecards = (cardCount: number, trimFrom: number): number =>
  cardCount >= trimFrom ? cardCount - 2 : cardCount;

/**
 * Scores every proposal of the sheet (DOMAIN.md, «Exact arithmetic»). The rule drops the first and the last card by
 * (sum, evaluator id). Cards of equal sum are interchangeable in a mean, so whichever of them the id picks, what is
 * dropped is one least and one greatest sum: these are kept apart while reading, and no cards need to be sorted.
 * Throws `SheetCannotBeRanked` where a sum exceeds 2^53 − 1.
 */
export const scoreProposals = (sheet: ScoreSheet): Scores => {
  const proposalCount = sheet.proposals.length;
  const dimensionCount = sheet.dimensions.length;
  const { cardCounts, sums } = readCards(sheet);
  const dimensionScores = new Float64Array(proposalCount * dimensionCount);
  const totals = new Float64Array(proposalCount);
  for (let place = 0; place < proposalCount; place++) {
    const cardCount = at(cardCounts, place);
    if (cardCount === 0) continue;
    const kept = keptScorecards(cardCount, sheet.trimFrom);
    let total = 0;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const cell = place * dimensionCount + dimension;
      const sum = sumOfKept(sums, cell, cardCount, kept);
      refuseTooLarge(sum, place, 'sheet-points-too-large');
      const score = roundedMean(sum, kept);
      dimensionScores[cell] = score;
      total += score;
      refuseTooLarge(total, place, 'sheet-total-too-large');
    }
    totals[place] = total;
  }
  return { cardCounts, dimensionScores, totals };
};

/** Of each proposal and dimension: the least and the greatest sum of a card, and the sum of those between. */
type Sums = {
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  readonly between: Float64Array;
};

/** Stands for the greatest sum while a proposal has one card, which is its least. */
const NONE = -1;

const readCards = (sheet: ScoreSheet): { readonly cardCounts: Uint32Array; readonly sums: Sums } => {
  const dimensionCount = sheet.dimensions.length;
  const cardCounts = new Uint32Array(sheet.proposals.length);
  const cellCount = sheet.proposals.length * dimensionCount;
  const sums: Sums = {
    least: new Float64Array(cellCount),
    greatest: new Float64Array(cellCount),
    between: new Float64Array(cellCount),
  };
  const sumsOfCard = new Float64Array(dimensionCount);
  const sumPoints = pointsReader(sheet);
  const findPlace = placeFinder(sheet);
  let idAtPlace: string | null = null;
  let place = -1;
  for (const { proposalId, points } of sheet.scorecards) {
    // A sheet mostly lists the cards of a proposal one after the other.
    if (proposalId !== idAtPlace) {
      place = findPlace(proposalId);
      idAtPlace = proposalId;
    }
    sumPoints(points, sumsOfCard);
    const isFirst = cardCounts[place] === 0;
    cardCounts[place] = at(cardCounts, place) + 1;
    const cell = place * dimensionCount;
    for (let dimension = 0; dimension < dimensionCount; dimension++)
      addCard(sums, cell + dimension, at(sumsOfCard, dimension), isFirst);
  }
  return { cardCounts, sums };
};

/**
 * Makes the function that finds a proposal's place in the sheet. Cards mostly come in the order of their proposals, so
 * the place after the last one is looked at first.
 */
const placeFinder = ({ proposals }: ScoreSheet): ((proposalId: string) => number) => {
  const places = new Map<string, number>();
  let next = 0;
  return (proposalId) => {
    if (proposals[next]?.proposalId === proposalId) return next++;
    if (places.size === 0) {
      for (const [place, proposal] of proposals.entries()) places.set(proposal.proposalId, place);
    }
    const place = places.get(proposalId);
    if (place === undefined) throw new TypeError(`The sheet has a scorecard of no proposal: ${proposalId}`);
    next = place + 1;
    return place;
  };
};

/**
 * Makes the function that sums a card's points by dimension. Cards mostly name their criteria in one order, so the
 * dimension of a criterion is found by its position in the card before; looking it up by name takes twice as long.
 */
const pointsReader = ({
  dimensions,
}: ScoreSheet): ((points: Readonly<Record<string, number>>, sums: Float64Array) => void) => {
  const dimensionOf = new Map(
    dimensions.flatMap(({ criteria }, dimension) => criteria.map(({ name }) => [name, dimension] as const)),
  );
  const usualNames: string[] = [];
  const usualDimensions: number[] = [];
  return (points, sums) => {
    sums.fill(0);
    let position = 0;
    for (const name in points) {
      if (name !== usualNames[position]) {
        const dimension = dimensionOf.get(name);
        if (dimension === undefined) throw new TypeError(`The sheet has points for no criterion: ${name}`);
        usualNames[position] = name;
        usualDimensions[position] = dimension;
      }
      const dimension = usualDimensions[position] ?? 0;
      sums[dimension] = at(sums, dimension) + (points[name] ?? 0);
      position++;
    }
    if (position !== dimensionOf.size) throw new TypeError('The sheet has a scorecard that lacks criteria');
  };
};

const addCard = ({ least, greatest, between }: Sums, cell: number, sum: number, isFirst: boolean): void => {
  if (isFirst) {
    least[cell] = sum;
    greatest[cell] = NONE;
    return;
  }
  const lower = at(least, cell);
  const higher = at(greatest, cell);
  const upper = Math.max(sum, lower);
  const middle = Math.min(upper, higher);
  least[cell] = Math.min(sum, lower);
  greatest[cell] = Math.max(upper, higher);
  if (middle !== NONE) between[cell] = at(between, cell) + middle;
};

const sumOfKept = (
  { least, greatest, between }: Sums,
  cell: number,
  cardCount: number,
  kept: number,
): number => {
  if (kept < cardCount) return at(between, cell);
  if (cardCount === 1) return at(least, cell);
  return at(least, cell) + at(between, cell) + at(greatest, cell);
};

/** Reads a typed array inside its bounds, which the type system cannot see. */
const at = (values: Float64Array | Uint32Array, place: number): number => values[place] ?? 0;

// A sum of whole numbers ≥ 0 that has left the exact range never comes back into it, so looking once is enough.
const refuseTooLarge = (sum: number, place: number, code: SheetFaultCode): void => {
  if (sum > Number.MAX_SAFE_INTEGER) throw new SheetCannotBeRanked(`/proposals/${place}`, code);
};

/**
 * The least score of each dimension that satisfies score·100 ≥ cutOffPercent·(sum of its maxima). Computed exactly; a
 * bound above 2^53 − 1 stays above every possible score when it becomes a number.
 */
export const cutOffScores = (sheet: ScoreSheet): readonly number[] =>
  sheet.dimensions.map(({ criteria }) => {
    const maximum = criteria.reduce((sum, criterion) => sum + BigInt(criterion.maximum), 0n);
    return Number((BigInt(sheet.cutOffPercent) * maximum + 99n) / 100n);
  });

/**
 * Judges every proposal, by its place in the sheet: null for one that passed, else the first reason that applies
 * (DOMAIN.md, «Outcomes»).
 */
export const rejectionsOf = (sheet: ScoreSheet, scores: Scores): readonly (RejectionReason | null)[] => {
  const cutOffs = cutOffScores(sheet);
  return sheet.proposals.map(({ gatesPassed }, place) => {
    if (!gatesPassed) return 'gate-failed';
    if (scores.cardCounts[place] === 0) return 'not-evaluated';
    if (at(scores.totals, place) < sheet.passMark) return 'below-pass-mark';
    for (let dimension = 0; dimension < cutOffs.length; dimension++) {
      const score = at(scores.dimensionScores, place * cutOffs.length + dimension);
      if (score < (cutOffs[dimension] ?? 0)) return 'below-cut-off';
    }
    return null;
  });
};
