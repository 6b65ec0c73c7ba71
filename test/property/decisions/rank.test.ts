import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseScoreSheet,
  parseScoreSheetText,
} from '../../../functions/decisions/rules/parse-score-sheet.ts';
import { rankSheet, rankSheetToCanonicalJson } from '../../../functions/decisions/rules/rank.ts';
import { type ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { isSheetFault } from '../../../functions/decisions/rules/sheet-faults.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { sheets } from '../../support/any-sheet.ts';
import { hasTooLargeSum, naiveRanking } from '../../support/naive-ranking.ts';

/** What the list must be, but for what the sheet itself says. */
const expectedBytes = (sheet: ScoreSheet): string => {
  const { ruleVersion, policy, budgetInWon } = sheet;
  return canonicalJson({ ruleVersion, policy, budgetInWon, ...naiveRanking(sheet) });
};

describe('the list of any sheet', () => {
  it('is that of the plainest program that follows the text', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        expect(rankSheetToCanonicalJson(sheet)).toBe(expectedBytes(sheet));
      }),
      { numRuns: 1500 },
    );
  });

  it('is exact for points near 2^53, or the sheet is refused for a sum', () => {
    fc.assert(
      fc.property(sheets(2 ** 49 + 1), (sheet) => {
        const parsed = parseScoreSheet({ ...sheet, policy: 'skip' });
        expect(isSheetFault(parsed)).toBe(hasTooLargeSum(sheet));
        if (!isSheetFault(parsed)) expect(rankSheetToCanonicalJson(parsed)).toBe(expectedBytes(parsed));
      }),
      { numRuns: 500 },
    );
  });

  it('is read from its text as from its value, to the same bytes each time', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        const parsed = parseScoreSheetText(JSON.stringify(sheet));
        if (isSheetFault(parsed)) throw new Error(`${parsed.place} ${parsed.reason}`);
        expect(parsed).toEqual(sheet);
        const bytes = rankSheetToCanonicalJson(parsed);
        expect(rankSheetToCanonicalJson(parsed)).toBe(bytes);
        expect(parsed).toEqual(sheet);
        expect(canonicalJson(JSON.parse(bytes))).toBe(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of anything in the sheet but the tie-breaks', () => {
    const permuted = sheets(1).chain((sheet) => {
      const shuffled = <Value>(values: readonly Value[]) =>
        fc.shuffledSubarray([...values], { minLength: values.length });
      return fc.record({
        sheet: fc.constant(sheet),
        dimensions: shuffled(sheet.dimensions),
        proposals: shuffled(sheet.proposals),
        scorecards: shuffled(sheet.scorecards),
      });
    });
    fc.assert(
      fc.property(permuted, fc.boolean(), ({ sheet, dimensions, proposals, scorecards }, isReversed) => {
        const other: ScoreSheet = {
          ...sheet,
          dimensions: dimensions.map(({ name, criteria }) => ({ name, criteria: criteria.toReversed() })),
          proposals,
          scorecards: scorecards.map(({ points, ...card }, at) => {
            const entries = Object.entries(points);
            const isTurned = isReversed || at % 2 === 0;
            return { points: Object.fromEntries(isTurned ? entries.toReversed() : entries), ...card };
          }),
        };
        expect(rankSheetToCanonicalJson(other)).toBe(rankSheetToCanonicalJson(sheet));
      }),
      { numRuns: 500 },
    );
  });

  it('never spends more than the budget, nor on more of a challenge than its cap', () => {
    fc.assert(
      fc.property(
        sheets(1),
        fc.array(fc.maxSafeNat(), { minLength: 8, maxLength: 8 }),
        fc.maxSafeNat(),
        (sheet, prices, budgetInWon) => {
          const { list, committedInWon } = rankSheet({
            ...sheet,
            budgetInWon,
            proposals: sheet.proposals.map((proposal, at) => ({ ...proposal, priceInWon: prices[at] ?? 0 })),
          });
          const funded = list.filter(({ outcome }) => outcome === 'FUNDED');
          const spent = funded.reduce((sum, { priceInWon }) => sum + BigInt(priceInWon), 0n);
          expect(spent).toBe(BigInt(committedInWon));
          expect(committedInWon).toBeLessThanOrEqual(budgetInWon);
          for (const ofChallenge of Map.groupBy(funded, ({ challengeId }) => challengeId).values())
            expect(ofChallenge.length).toBeLessThanOrEqual(sheet.maxFundedPerChallenge);
        },
      ),
      { numRuns: 300 },
    );
  });
});
