import fc from 'fast-check';
import { POLICIES, type ScoreSheet } from '../../functions/decisions/rules/score-sheet.ts';

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
export const sheets = (unit: number): fc.Arbitrary<ScoreSheet> =>
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
