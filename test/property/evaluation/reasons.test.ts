import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkScores, needsReason } from '../../../functions/evaluation/rules.ts';
import { criterionLike, smallScoring } from '../../support/evaluation.ts';

const percent = fc.integer({ min: 0, max: 100 });

/** A criterion, its points, and from where to where they need no reason. */
const scored = fc
  .record({ maximum: fc.integer({ min: 1, max: 100_000 }), part: fc.nat(), below: percent, above: percent })
  .map(({ maximum, part, below, above }) => ({
    maximum,
    points: part % (maximum + 1),
    scoring: {
      ...smallScoring,
      dimensions: [{ name: 'worth', criteria: [criterionLike('need', maximum)] }],
      gates: [],
      reasonsNeeded: { belowPercent: below, abovePercent: above },
    },
  }));

describe('the reason for points', () => {
  it('is asked for exactly where their share of the maximum lies outside of the bounds', () => {
    fc.assert(
      fc.property(scored, ({ maximum, points, scoring }) => {
        const { belowPercent, abovePercent } = scoring.reasonsNeeded;
        // Reckoned apart, in whole numbers that never round.
        const share = BigInt(points) * 100n;
        const isOutside =
          share < BigInt(belowPercent) * BigInt(maximum) || share > BigInt(abovePercent) * BigInt(maximum);
        expect(needsReason(scoring, points, maximum)).toBe(isOutside);
        const bare = { points: { need: points }, gates: {}, reasons: {} };
        expect(checkScores(scoring, bare) !== null).toBe(isOutside);
        expect(checkScores(scoring, { ...bare, reasons: { need: 'As measured' } })).toBeNull();
      }),
    );
  });
});
