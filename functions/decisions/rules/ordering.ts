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
  orderRun(scored, scoresThatOrder(sheet, scores), sheet);

  const unscored = places.filter((place) => scores.cardCounts[place] === 0);
  const idOf = (place: number) => sheet.proposals[place]?.proposalId ?? '';
  unscored.sort((left, right) => compareByCodePoint(idOf(left), idOf(right)));

  places.set(scored);
  places.set(unscored, scored.length);
  return places;
};

type ScoreOf = (place: number) => number;

/** What is compared before the lot, each descending. */
const scoresThatOrder = (sheet: ScoreSheet, { totals, dimensionScores }: Scores): readonly ScoreOf[] => {
  const dimensionCount = sheet.dimensions.length;
  return [
    (place) => totals[place] ?? 0,
    ...sheet.tieBreak.map((name): ScoreOf => {
      const dimension = sheet.dimensions.findIndex((known) => known.name === name);
      return (place) => dimensionScores[place * dimensionCount + dimension] ?? 0;
    }),
  ];
};

/** Orders places by the first score, those that it leaves equal by the next, and in the end by lot. */
const orderRun = (run: Uint32Array, [scoreOf, ...others]: readonly ScoreOf[], sheet: ScoreSheet): void => {
  if (run.length < 2) return;
  if (scoreOf === undefined) {
    drawLots(run, sheet);
    return;
  }
  sortDescending(run, scoreOf);
  let start = 0;
  for (let end = 1; end <= run.length; end++) {
    if (end < run.length && scoreOf(run[end] ?? 0) === scoreOf(run[start] ?? 0)) continue;
    orderRun(run.subarray(start, end), others, sheet);
    start = end;
  }
};

/**
 * Sorting numbers is several times as fast as sorting by a comparison, so score and index become one number where both
 * fit into 2^53.
 */
const sortDescending = (run: Uint32Array, scoreOf: ScoreOf): void => {
  const greatest = run.reduce((most, place) => Math.max(most, scoreOf(place)), 0);
  if (run.length < WORTH_PACKING || (greatest + 1) * run.length > Number.MAX_SAFE_INTEGER) {
    run.sort((left, right) => scoreOf(right) - scoreOf(left));
    return;
  }
  const packed = Float64Array.from(run, (place, index) => (greatest - scoreOf(place)) * run.length + index);
  const unordered = run.slice();
  for (const [index, number] of packed.sort().entries()) run[index] = unordered[number % run.length] ?? 0;
};

const WORTH_PACKING = 64;

const drawLots = (run: Uint32Array, { drawSeed, proposals }: ScoreSheet): void => {
  const drawn = Array.from(run, (place) => {
    const proposalId = proposals[place]?.proposalId ?? '';
    return { place, proposalId, lot: lotOf(drawSeed, proposalId) };
  });
  drawn.sort((left, right) => {
    if (left.lot !== right.lot) return left.lot < right.lot ? -1 : 1;
    return compareByCodePoint(left.proposalId, right.proposalId);
  });
  for (const [index, { place }] of drawn.entries()) run[index] = place;
};
