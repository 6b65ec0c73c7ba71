import { hash } from 'node:crypto';
import { compareByCodePoint } from './code-points.ts';
import type { ScoreSheet } from './score-sheet.ts';
import type { Scores } from './scoring.ts';

/** The lot of a proposal: SHA-256 over `drawSeed` as written, a colon and the id, as lower-case hexadecimal. */
export const lotOf = (drawSeed: string, proposalId: string): string =>
  hash('sha256', `${drawSeed}:${proposalId}`, 'hex');

/**
 * The places of all proposals of the sheet in the order of the list (DOMAIN.md, «Order»): total descending, the
 * dimensions of `tieBreak` descending, the lot ascending, the id; those without scorecards last, by id.
 * Passed or not makes no difference here.
 */
export const orderProposals = (sheet: ScoreSheet, scores: Scores): Uint32Array => {
  const { scored, unscored } = placesByScorecards(scores);
  const columns = columnsThatOrder(sheet, scores);
  // Stable sorts by the last column first leave the first as the one that counts most.
  for (const column of columns.toReversed()) sortDescending(scored, column);
  orderTies(scored, columns, sheet);
  unscored.sort((left, right) => compareByCodePoint(idAt(sheet, left), idAt(sheet, right)));

  const order = new Uint32Array(sheet.proposals.length);
  order.set(scored);
  order.set(unscored, scored.length);
  return order;
};

const idAt = ({ proposals }: ScoreSheet, place: number): string => proposals[place]?.proposalId ?? '';

const placesByScorecards = ({
  cardCounts,
}: Scores): { readonly scored: Uint32Array; readonly unscored: Uint32Array } => {
  const scored = new Uint32Array(cardCounts.length);
  const unscored = new Uint32Array(cardCounts.length);
  let scoredCount = 0;
  for (let place = 0; place < cardCounts.length; place++) {
    if (cardCounts[place] === 0) unscored[place - scoredCount] = place;
    else scored[scoredCount++] = place;
  }
  return {
    scored: scored.subarray(0, scoredCount),
    unscored: unscored.subarray(0, cardCounts.length - scoredCount),
  };
};

/** A score of each proposal: that of the one at `place` is `scores[place * stride + offset]`. */
type Column = { readonly scores: Float64Array; readonly stride: number; readonly offset: number };

const scoreIn = ({ scores, stride, offset }: Column, place: number): number =>
  scores[place * stride + offset] ?? 0;

/** What counts before the lot, each descending: the total, then the dimensions of `tieBreak`. */
const columnsThatOrder = (sheet: ScoreSheet, { totals, dimensionScores }: Scores): readonly Column[] => [
  { scores: totals, stride: 1, offset: 0 },
  ...sheet.tieBreak.map((name) => ({
    scores: dimensionScores,
    stride: sheet.dimensions.length,
    offset: sheet.dimensions.findIndex((dimension) => dimension.name === name),
  })),
];

/**
 * Stable. Where there are about as many proposals as points, counting how many have each score (and so where they go)
 * is many times as fast as comparing them.
 */
const sortDescending = (places: Uint32Array, column: Column): void => {
  let greatest = 0;
  for (const place of places) greatest = Math.max(greatest, scoreIn(column, place));
  if (greatest > 4 * places.length) {
    places.sort((left, right) => scoreIn(column, right) - scoreIn(column, left));
    return;
  }
  const nextIndexOf = new Uint32Array(greatest + 1);
  for (const place of places) {
    const score = scoreIn(column, place);
    nextIndexOf[score] = (nextIndexOf[score] ?? 0) + 1;
  }
  // From how many have a score to how many have a higher one.
  let higher = 0;
  for (let score = greatest; score >= 0; score--) {
    const count = nextIndexOf[score] ?? 0;
    nextIndexOf[score] = higher;
    higher += count;
  }
  for (const place of places.slice()) {
    const score = scoreIn(column, place);
    const index = nextIndexOf[score] ?? 0;
    places[index] = place;
    nextIndexOf[score] = index + 1;
  }
};

/** Orders each run of equal scores by lot, then by id. Hashing costs, so only the tied draw one. */
const orderTies = (ordered: Uint32Array, columns: readonly Column[], sheet: ScoreSheet): void => {
  const isTied = (left: number, right: number): boolean =>
    columns.every((column) => scoreIn(column, left) === scoreIn(column, right));
  let start = 0;
  for (let end = 1; end <= ordered.length; end++) {
    if (end < ordered.length && isTied(ordered[start] ?? 0, ordered[end] ?? 0)) continue;
    if (end - start > 1) {
      const tied = ordered.subarray(start, end);
      tied.set(drawLots(tied, sheet));
    }
    start = end;
  }
};

const drawLots = (tied: Uint32Array, sheet: ScoreSheet): readonly number[] =>
  Array.from(tied, (place) => {
    const id = idAt(sheet, place);
    return { place, id, lot: lotOf(sheet.drawSeed, id) };
  })
    .sort((left, right) => compareByCodePoint(left.lot, right.lot) || compareByCodePoint(left.id, right.id))
    .map(({ place }) => place);
