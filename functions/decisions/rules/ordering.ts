import { sha256Hex } from '../../platform/digest.ts';
import { compareByCodePoint } from './code-points.ts';
import type { ScoreSheet } from './score-sheet.ts';
import type { Scores } from './scoring.ts';

/** The lot of a proposal: SHA-256 over `drawSeed` as written, a colon and the id, as lower-case hexadecimal. */
export const lotOf = (drawSeed: string, proposalId: string): string => sha256Hex(`${drawSeed}:${proposalId}`);

/**
 * The places of all proposals of the sheet in the order of the list (DOMAIN.md, «Order»): total descending, the
 * dimensions of `tieBreak` descending, the lot ascending, the id; those without scorecards last, by id.
 * Passed or not makes no difference here.
 */
export const orderProposals = (sheet: ScoreSheet, scores: Scores): Uint32Array => {
  const { proposals } = sheet;
  const scored = Uint32Array.from(proposals.keys()).filter((place) => scores.cardCounts[place] !== 0);
  const compareScores = scoreComparison(sheet, scores);
  scored.sort(compareScores);
  drawLots(sheet, scored, compareScores);

  const order = new Uint32Array(proposals.length);
  order.set(scored);
  const unscored = Uint32Array.from(proposals.keys()).filter((place) => scores.cardCounts[place] === 0);
  order.set(unscored.sort(idComparison(sheet)), scored.length);
  return order;
};

type Comparison = (leftPlace: number, rightPlace: number) => number;

const scoreComparison = (sheet: ScoreSheet, scores: Scores): Comparison => {
  const { totals, dimensionScores } = scores;
  const dimensionCount = sheet.dimensions.length;
  const tieBreak = sheet.tieBreak.map((name) =>
    sheet.dimensions.findIndex((dimension) => dimension.name === name),
  );
  return (left, right) => {
    const byTotal = (totals[right] ?? 0) - (totals[left] ?? 0);
    if (byTotal !== 0) return byTotal;
    for (const dimension of tieBreak) {
      const byDimension =
        (dimensionScores[right * dimensionCount + dimension] ?? 0) -
        (dimensionScores[left * dimensionCount + dimension] ?? 0);
      if (byDimension !== 0) return byDimension;
    }
    return 0;
  };
};

const idComparison = (sheet: ScoreSheet): Comparison => {
  const idOf = (place: number) => sheet.proposals[place]?.proposalId ?? '';
  return (left, right) => compareByCodePoint(idOf(left), idOf(right));
};

/** Puts each run of equal scores into the order of its lots. Hashing costs, so only the tied draw one. */
const drawLots = (sheet: ScoreSheet, scored: Uint32Array, compareScores: Comparison): void => {
  const compareIds = idComparison(sheet);
  let start = 0;
  while (start < scored.length) {
    let end = start + 1;
    while (end < scored.length && compareScores(scored[start] ?? 0, scored[end] ?? 0) === 0) end++;
    if (end - start > 1) {
      const drawn = Array.from(scored.subarray(start, end), (place) => ({
        place,
        lot: lotOf(sheet.drawSeed, sheet.proposals[place]?.proposalId ?? ''),
      }));
      drawn.sort((left, right) => {
        if (left.lot !== right.lot) return left.lot < right.lot ? -1 : 1;
        return compareIds(left.place, right.place);
      });
      for (const [offset, { place }] of drawn.entries()) scored[start + offset] = place;
    }
    start = end;
  }
};
