import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseScoreSheet,
  parseScoreSheetText,
} from '../../../functions/decisions/rules/parse-score-sheet.ts';
import { rankSheet, rankSheetToCanonicalJson } from '../../../functions/decisions/rules/rank.ts';
import { isSheetFault, POLICIES, type ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { hasTooLargeSum, naiveRanking } from '../../support/naive-ranking.ts';

const id = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toJSON',
    '10',
    '9',
    '가',
    '\u1100\u1161',
    '\uFF5E',
    '\u{1F600}',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const ids = (minLength: number, maxLength: number) => fc.uniqueArray(id, { minLength, maxLength });

/** Few different points and prices, so that ties and misfits are the rule; `unit` makes the points large. */
const sheets = (unit: number): fc.Arbitrary<ScoreSheet> =>
  fc
    .record({
      dimensionNames: ids(1, 3),
      criterionNames: ids(3, 5),
      proposalIds: ids(0, 8),
      evaluatorIds: ids(1, 6),
      maxima: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
    })
    .chain(({ dimensionNames, criterionNames, proposalIds, evaluatorIds, maxima }) => {
      const criteria = criterionNames.map((name, at) => ({ name, maximum: (maxima[at] ?? 0) * unit }));
      const dimensions = dimensionNames.map((name, at) => ({
        name,
        criteria: criteria.filter((_, place) => place % dimensionNames.length === at),
      }));
      const points = fc
        .tuple(...criteria.map(({ maximum }) => fc.integer({ min: 0, max: maximum / unit })))
        .map((given) => Object.fromEntries(criteria.map(({ name }, at) => [name, (given[at] ?? 0) * unit])));
      const pairs = proposalIds.flatMap((proposalId) =>
        evaluatorIds.map((evaluatorId) => ({ proposalId, evaluatorId })),
      );
      return fc.record({
        ruleVersion: fc.constant('2020.1' as const),
        budgetInWon: fc.integer({ min: 0, max: 30 }),
        policy: fc.constantFrom(...POLICIES),
        maxFundedPerChallenge: fc.integer({ min: 1, max: 3 }),
        drawSeed: fc.constantFrom('9f', 'a', ''),
        passMark: fc.integer({ min: 0, max: 8 }).map((mark) => mark * unit),
        cutOffPercent: fc.constantFrom(0, 0, 30, 50, 60, 100, 101),
        trimFrom: fc.integer({ min: 3, max: 7 }),
        tieBreak: fc.array(fc.constantFrom(...dimensionNames), { maxLength: 3 }),
        dimensions: fc.constant(dimensions),
        proposals: fc.tuple(
          ...proposalIds.map((proposalId) =>
            fc.record({
              proposalId: fc.constant(proposalId),
              challengeId: fc.constantFrom('C1', 'C2', 'C3'),
              priceInWon: fc.integer({ min: 0, max: 12 }),
              gatesPassed: fc.oneof(fc.constant(true), fc.constant(true), fc.boolean()),
            }),
          ),
        ),
        scorecards: fc
          .subarray(pairs)
          .chain((chosen) =>
            fc.tuple(...chosen.map((pair) => points.map((given) => ({ ...pair, points: given })))),
          ),
      });
    });

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
