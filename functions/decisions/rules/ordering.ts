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
  const places = Uint32Array.from(sheet.proposals.keys());
  const scored = places.filter((place) => scores.cardCounts[place] !== 0);
  const compareTieBreak = tieBreakComparison(sheet, scores);
  sortByTotal(scored, scores.totals);
  const orderByLot = lotDrawer(sheet);
  eachTie(scored, totalComparison(scores), (sameTotal) => {
    sameTotal.sort(compareTieBreak);
    eachTie(sameTotal, compareTieBreak, orderByLot);
  });

  const unscored = places.filter((place) => scores.cardCounts[place] === 0);
  const idOf = (place: number) => sheet.proposals[place]?.proposalId ?? '';
  unscored.sort((left, right) => compareByCodePoint(idOf(left), idOf(right)));

  places.set(scored);
  places.set(unscored, scored.length);
  return places;
};

type Comparison = (leftPlace: number, rightPlace: number) => number;

const totalComparison =
  ({ totals }: Scores): Comparison =>
  (left, right) =>
    (totals[right] ?? 0) - (totals[left] ?? 0);

const tieBreakComparison = (sheet: ScoreSheet, { dimensionScores }: Scores): Comparison => {
  const dimensionCount = sheet.dimensions.length;
  const tieBreak = sheet.tieBreak.map((name) =>
    sheet.dimensions.findIndex((dimension) => dimension.name === name),
  );
  return (left, right) => {
    for (const dimension of tieBreak) {
      const lead =
        (dimensionScores[right * dimensionCount + dimension] ?? 0) -
        (dimensionScores[left * dimensionCount + dimension] ?? 0);
      if (lead !== 0) return lead;
    }
    return 0;
  };
};

/** Hands over each run of two or more that compare equal, to be ordered in place. */
const eachTie = (ordered: Uint32Array, compare: Comparison, order: (tied: Uint32Array) => void): void => {
  let start = 0;
  for (let end = 1; end <= ordered.length; end++) {
    if (end < ordered.length && compare(ordered[start] ?? 0, ordered[end] ?? 0) === 0) continue;
    if (end - start > 1) order(ordered.subarray(start, end));
    start = end;
  }
};

/**
 * Descending. Sorting numbers is several times as fast as sorting by a comparison, so total and index become one number
 * where both fit into 2^53.
 */
const sortByTotal = (places: Uint32Array, totals: Float64Array): void => {
  const totalOf = (place: number) => totals[place] ?? 0;
  const greatest = places.reduce((most, place) => Math.max(most, totalOf(place)), 0);
  if ((greatest + 1) * places.length > Number.MAX_SAFE_INTEGER) {
    places.sort((left, right) => totalOf(right) - totalOf(left));
    return;
  }
  const packed = new Float64Array(places.length);
  for (const [index, place] of places.entries())
    packed[index] = (greatest - totalOf(place)) * places.length + index;
  const unordered = places.slice();
  for (const [index, number] of packed.sort().entries())
    places[index] = unordered[number % places.length] ?? 0;
};

/** Makes the function that orders places by lot. Hashing costs, so only the tied draw one. */
const lotDrawer = ({ drawSeed, proposals }: ScoreSheet): ((tied: Uint32Array) => void) => {
  const idOf = (place: number) => proposals[place]?.proposalId ?? '';
  const lots = new Map<number, string>();
  return (tied) => {
    lots.clear();
    for (const place of tied) lots.set(place, lotOf(drawSeed, idOf(place)));
    tied.sort((left, right) => {
      const lotOfLeft = lots.get(left) ?? '';
      const lotOfRight = lots.get(right) ?? '';
      if (lotOfLeft !== lotOfRight) return lotOfLeft < lotOfRight ? -1 : 1;
      return compareByCodePoint(idOf(left), idOf(right));
    });
  };
};
