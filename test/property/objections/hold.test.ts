import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { POLICIES, rankSheet, type ScoreSheet } from '../../../functions/decisions/rules.ts';
import { heldProposals } from '../../../functions/objections/rules.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

const points = fc.record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 1, max: 12 })])));

/** Few prices and points, so that misfits, ties and served challenges are the rule. */
const sheets: fc.Arbitrary<ScoreSheet> = fc
  .record({
    policy: fc.constantFrom(...POLICIES),
    budgetInWon: fc.integer({ min: 0, max: 30 }),
    maxFundedPerChallenge: fc.integer({ min: 1, max: 2 }),
    given: points,
    proposals: fc.tuple(
      ...ids.map((id) =>
        fc
          .record({
            challengeId: fc.constantFrom('C1', 'C2', 'C3', 'C4'),
            priceInWon: fc.integer({ min: 1, max: 12 }),
            gatesPassed: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn > 0),
          })
          .map((parts) => proposal(id, parts)),
      ),
    ),
  })
  .map(({ given, ...parts }) =>
    plainSheet({ ...parts, passMark: 4, scorecards: ids.flatMap((id) => cards(id, given[id] ?? 1)) }),
  );

const fundedOf = (sheet: ScoreSheet): ReadonlySet<string> =>
  new Set(
    rankSheet(sheet)
      .list.filter(({ outcome }) => outcome === 'FUNDED')
      .map(({ proposalId }) => proposalId),
  );

/** The sheet with another result of the objecting proposals. */
const evaluatedAfresh = (
  sheet: ScoreSheet,
  objecting: readonly string[],
  fresh: Readonly<Record<string, number>>,
): ScoreSheet => ({
  ...sheet,
  proposals: sheet.proposals.map((one) =>
    objecting.includes(one.proposalId) ? { ...one, gatesPassed: (fresh[one.proposalId] ?? 0) > 2 } : one,
  ),
  scorecards: sheet.scorecards.map((card) =>
    objecting.includes(card.proposalId)
      ? { ...card, points: { targets: fresh[card.proposalId] ?? 1 } }
      : card,
  ),
});

describe('what objections do not hold', () => {
  it('is funded whatever a fresh evaluation of the objecting proposals gives (invariant 10)', () => {
    fc.assert(
      fc.property(
        sheets,
        fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
        fc.array(points, { minLength: 5, maxLength: 20 }),
        (sheet, objecting, results) => {
          const held = heldProposals(sheet, objecting);
          const free = [...fundedOf(sheet)].filter((proposalId) => !held.has(proposalId));
          for (const fresh of results) {
            const then = fundedOf(evaluatedAfresh(sheet, objecting, fresh));
            for (const proposalId of free) expect(then).toContain(proposalId);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('stays funded when one of them is revised before the other, which then holds no purchase that was begun', () => {
    fc.assert(
      fc.property(
        sheets,
        fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 3 }),
        points,
        (sheet, objecting, fresh) => {
          const [revised = '', ...open] = objecting;
          const held = heldProposals(sheet, objecting);
          const free = [...fundedOf(sheet)].filter((proposalId) => !held.has(proposalId));
          const then = evaluatedAfresh(sheet, [revised], fresh);
          const funded = fundedOf(then);
          const heldThen = heldProposals(then, open);
          for (const proposalId of free) {
            expect(funded).toContain(proposalId);
            expect(heldThen).not.toContain(proposalId);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is as much as can be: each held one loses its money in some list', () => {
    let holding = 0;
    fc.assert(
      fc.property(sheets, fc.constantFrom(...ids), (sheet, objecting) => {
        if (sheet.policy === 'max-score') return;
        const held = heldProposals(sheet, [objecting]);
        // Halves between the whole points put the objecting one between any two, and 0 lets it fail.
        const doubled = {
          ...sheet,
          passMark: sheet.passMark * 2,
          scorecards: sheet.scorecards.map(({ points: given, ...card }) => ({
            ...card,
            points: { targets: (given['targets'] ?? 0) * 2 },
          })),
        };
        const lists = Array.from({ length: 27 }, (_, fresh) =>
          fundedOf({
            ...evaluatedAfresh(doubled, [objecting], { [objecting]: fresh }),
          }),
        );
        const tied = new Set(sheet.scorecards.map(({ points: given }) => given['targets'])).size < ids.length;
        for (const proposalId of tied ? [] : held) {
          holding += 1;
          expect(lists.some((funded) => !funded.has(proposalId))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(holding).toBeGreaterThan(0);
  });
});
