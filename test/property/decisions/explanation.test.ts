import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate } from '../../../functions/decisions/rules/allocation.ts';
import {
  explainProposal,
  explainSheet,
  type ProposalExplanation,
} from '../../../functions/decisions/rules/explanation.ts';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import {
  POLICIES,
  type PriorityRow,
  type ScoreSheet,
} from '../../../functions/decisions/rules/score-sheet.ts';
import { roundedMean } from '../../../functions/decisions/rules/scoring.ts';
import {
  comparePolicies,
  sensitivityToCards,
  sensitivityToPassMark,
} from '../../../functions/decisions/rules/sensitivity.ts';
import { sheets } from '../../support/any-sheet.ts';

const rowsById = (sheet: ScoreSheet): ReadonlyMap<string, PriorityRow> =>
  new Map(rankSheet(sheet).list.map((row) => [row.proposalId, row]));

/** The rows whose outcome differs, by their ids. */
const differing = (before: ScoreSheet, after: ScoreSheet): readonly string[] => {
  const outcomes = rowsById(after);
  return rankSheet(before)
    .list.filter(({ proposalId, outcome }) => outcomes.get(proposalId)?.outcome !== outcome)
    .map(({ proposalId }) => proposalId);
};

const repriced = (sheet: ScoreSheet, proposalId: string, priceInWon: number): ScoreSheet => ({
  ...sheet,
  proposals: sheet.proposals.map((proposal) =>
    proposal.proposalId === proposalId ? { ...proposal, priceInWon } : proposal,
  ),
});

const isShort = ({ wouldChange }: ProposalExplanation): boolean =>
  wouldChange.kind === 'pass' &&
  (wouldChange.gates ||
    wouldChange.scorecards ||
    wouldChange.points > 0 ||
    wouldChange.dimensions.length > 0);

describe('the explanation of any sheet', () => {
  it('explains the rows of the list, and each score comes out of its kept cards', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        const { list } = rankSheet(sheet);
        const explained = explainSheet(sheet);
        expect(explained.map(({ row }) => row)).toEqual(list);
        for (const { row, dimensions } of explained)
          for (const { name, score, cards, spread } of dimensions) {
            const kept = cards.filter((card) => card.kept).map(({ sum }) => sum);
            expect(kept).toHaveLength(row.keptScorecards);
            expect(score).toBe(row.dimensions[name]);
            if (row.total === null) expect([score, spread]).toEqual([null, null]);
            else {
              const all = cards.map(({ sum }) => sum);
              expect(score).toBe(
                roundedMean(
                  kept.reduce((sum, own) => sum + own, 0),
                  kept.length,
                ),
              );
              expect(spread).toBe(Math.max(...all) - Math.min(...all));
            }
          }
      }),
      { numRuns: 500 },
    );
  });

  it('finds something short exactly with what is rejected', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        for (const explanation of explainSheet(sheet))
          expect(isShort(explanation)).toBe(explanation.row.outcome === 'REJECTED');
      }),
      { numRuns: 500 },
    );
  });

  it.each(POLICIES)(
    'names the greatest price and the least total that would have been funded (%s)',
    (policy) => {
      let seen = 0;
      fc.assert(
        fc.property(sheets(1), (any) => {
          const sheet = { ...any, policy };
          const { list } = rankSheet(sheet);
          const passed = list.filter(({ outcome }) => outcome !== 'REJECTED');
          const greatest = sheet.dimensions
            .flatMap(({ criteria }) => criteria)
            .reduce((sum, { maximum }) => sum + maximum, 0);
          for (const [place, { proposalId, outcome, priceInWon, total }] of list.entries()) {
            const thresholds = explainProposal(sheet, { list }, proposalId)?.thresholds ?? null;
            expect(thresholds !== null).toBe(outcome === 'RESERVE');
            if (thresholds === null) continue;
            seen += 1;
            const outcomeAt = (price: number) =>
              rowsById(repriced(sheet, proposalId, price)).get(proposalId)?.outcome;
            const prices = Array.from(
              { length: Math.min(priceInWon, 300) },
              (_, less) => priceInWon - less - 1,
            );
            expect(thresholds.priceInWon === null ? null : outcomeAt(thresholds.priceInWon)).toBe(
              thresholds.priceInWon === null ? null : 'FUNDED',
            );
            for (const price of prices)
              if (thresholds.priceInWon === null || price > thresholds.priceInWon)
                expect(outcomeAt(price)).toBe('RESERVE');
            const isFundedWith = (points: number, isFirstOfEquals: boolean): boolean => {
              const others = passed.toSpliced(place, 1);
              const before = others.filter((other) =>
                isFirstOfEquals ? (other.total ?? 0) > points : (other.total ?? 0) >= points,
              );
              const own = passed.filter((row) => row.proposalId === proposalId);
              const order = [...before, ...own, ...others.slice(before.length)];
              const totals = order.map((row) => (row.proposalId === proposalId ? points : (row.total ?? 0)));
              return allocate(order, totals, sheet)[before.length]?.outcome === 'FUNDED';
            };
            if (thresholds.total !== null) {
              expect(isFundedWith(thresholds.total, false)).toBe(true);
              expect(isFundedWith(thresholds.total, true)).toBe(true);
              expect(isFundedWith(greatest, false)).toBe(true);
            }
            const last = thresholds.total === null ? greatest : thresholds.total - 1;
            if (last > (total ?? 0)) expect(isFundedWith(last, false)).toBe(false);
          }
        }),
        { numRuns: 300 },
      );
      expect(seen).toBeGreaterThan(20);
    },
  );

  it('names who is funded in the challenge, as many as its cap, none of them behind', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        for (const { wouldChange } of explainSheet({ ...sheet, policy: 'skip' })) {
          if (wouldChange.kind !== 'challenge') continue;
          expect(wouldChange.served).toHaveLength(sheet.maxFundedPerChallenge);
          for (const { pointsAhead } of wouldChange.served) expect(pointsAhead).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sensitivity of any sheet', () => {
  it('names a card if and only if the list without it has other outcomes, and names those', () => {
    let seen = 0;
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        const ids = new Set(sheet.proposals.map(({ proposalId }) => proposalId));
        const found = sensitivityToCards(sheet, rankSheet(sheet), ids);
        seen += found.length;
        const expected = sheet.scorecards.flatMap((card) => {
          const scorecards = sheet.scorecards.filter((other) => other !== card);
          const flipped = differing(sheet, { ...sheet, scorecards });
          return flipped.length === 0 ? [] : [[card.proposalId, card.evaluatorId, flipped]];
        });
        const named = found.map(({ proposalId, evaluatorId, flips }) => [
          proposalId,
          evaluatorId,
          flips.map((flip) => flip.proposalId),
        ]);
        expect(named).toEqual(expected);
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('moves the pass mark a point down, never below 0, and a point up', () => {
    fc.assert(
      fc.property(sheets(50), (sheet) => {
        const found = sensitivityToPassMark(sheet, rankSheet(sheet));
        expect(found.map(({ passMark }) => passMark)).toEqual([
          Math.max(0, sheet.passMark - 100),
          sheet.passMark + 100,
        ]);
        for (const { passMark, flips } of found)
          expect(flips.map(({ proposalId }) => proposalId)).toEqual(differing(sheet, { ...sheet, passMark }));
      }),
      { numRuns: 300 },
    );
  });

  it('compares the policies, of which max-score funds the most points', () => {
    fc.assert(
      fc.property(sheets(1), (sheet) => {
        const compared = comparePolicies(sheet, rankSheet(sheet));
        expect(compared.map(({ policy }) => policy)).toEqual(['skip', 'strict', 'max-score']);
        const most = Math.max(...compared.map(({ pointsFunded }) => pointsFunded));
        for (const { policy, committedInWon, funded, flips, pointsFunded } of compared) {
          const { list, committedInWon: spent } = rankSheet({ ...sheet, policy });
          const expected = list.filter(({ outcome }) => outcome === 'FUNDED');
          expect(committedInWon).toBe(spent);
          expect(funded).toEqual(expected.map(({ proposalId }) => proposalId));
          expect(pointsFunded).toBe(expected.reduce((sum, { total }) => sum + (total ?? 0), 0));
          expect(flips.map(({ proposalId }) => proposalId)).toEqual(differing(sheet, { ...sheet, policy }));
          if (policy === 'max-score') expect(pointsFunded).toBe(most);
        }
      }),
      { numRuns: 300 },
    );
  });
});
