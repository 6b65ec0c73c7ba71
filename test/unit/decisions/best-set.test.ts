import { describe, expect, it } from '@jest/globals';
import { bestSet } from '../../../functions/decisions/rules/best-set.ts';
import type { Candidate } from '../../../functions/decisions/rules/best-set-contest.ts';
import { SheetCannotBeRanked } from '../../../functions/decisions/rules/score-sheet.ts';

type Row = readonly [challengeId: string, total: number, priceInWon: number];

/** The ranks (from 1) of the best set of rows that stand in the order of the list. */
const ranks = (budgetInWon: number, rows: readonly Row[], cap = 1): readonly number[] =>
  bestSet(
    rows.map(([challengeId, total, priceInWon]): Candidate => ({ challengeId, total, priceInWon })),
    budgetInWon,
    cap,
  ).map((place) => place + 1);

/** Candidates of challenges of their own. */
const own = (...rows: readonly (readonly [total: number, priceInWon: number])[]): readonly Row[] =>
  rows.map(([total, priceInWon], at) => [`C${at}`, total, priceInWon]);

describe('the best set', () => {
  it('has the greatest sum of totals within the budget', () => {
    expect(ranks(10, own([10, 6], [9, 5], [8, 5]))).toEqual([2, 3]);
    expect(ranks(11, own([10, 6], [9, 5], [8, 5]))).toEqual([1, 2]);
    expect(ranks(16, own([10, 6], [9, 5], [8, 5]))).toEqual([1, 2, 3]);
    expect(ranks(4, own([10, 6], [9, 5], [8, 5]))).toEqual([]);
    expect(ranks(10, [])).toEqual([]);
  });

  it('has no more of a challenge than its cap', () => {
    const rows: readonly Row[] = [
      ['C1', 10, 1],
      ['C1', 9, 1],
      ['C1', 8, 1],
      ['C2', 1, 1],
    ];
    expect(ranks(3, rows)).toEqual([1, 4]);
    expect(ranks(3, rows, 2)).toEqual([1, 2, 4]);
    expect(ranks(3, rows, 3)).toEqual([1, 2, 3]);
  });

  it('takes the cheaper of a challenge where that leaves more for others', () => {
    expect(
      ranks(10, [
        ['C1', 10, 8],
        ['C1', 8, 5],
        ['C2', 7, 5],
      ]),
    ).toEqual([2, 3]);
  });

  it('is the cheaper one on a tie of totals', () => {
    expect(ranks(10, own([9, 7], [9, 6], [5, 3]))).toEqual([2, 3]);
    expect(ranks(5, own([9, 5], [9, 4]))).toEqual([2]);
  });

  it('is the one whose ascending ranks compare first on a tie of prices too', () => {
    expect(ranks(5, own([9, 5], [9, 5]))).toEqual([1]);
    // 1 + 4 and 2 + 3 both total 13 for 10.
    expect(ranks(10, own([8, 6], [7, 5], [6, 5], [5, 4]))).toEqual([1, 4]);
    // 1 + 2 + 5 and 1 + 3 + 4 both total 14 for 14.
    expect(ranks(14, own([6, 6], [5, 5], [4, 4], [4, 4], [3, 3]))).toEqual([1, 2, 5]);
  });

  it('is a prefix rather than its extension by what brings and costs nothing', () => {
    expect(ranks(10, own([5, 10], [0, 0]))).toEqual([1]);
    expect(ranks(10, own([0, 0], [0, 0]))).toEqual([]);
  });

  it('has what brings and costs nothing before its last one, because such ranks compare first', () => {
    // The first rank of these is never first in a list, whose totals descend; the rule holds for any order.
    expect(ranks(10, own([0, 0], [5, 5], [0, 0]))).toEqual([1, 2]);
    expect(
      ranks(10, [
        ['C1', 0, 0],
        ['C1', 5, 5],
      ]),
    ).toEqual([2]);
  });

  it('does not buy what brings nothing', () => {
    expect(ranks(10, own([5, 5], [0, 1]))).toEqual([1]);
  });

  it('takes whatever is free of charge', () => {
    expect(ranks(0, own([5, 1], [4, 0], [3, 0]))).toEqual([2, 3]);
  });

  it('is exact for prices and totals up to 2^53 − 1', () => {
    const greatest = Number.MAX_SAFE_INTEGER;
    const half = 2 ** 52;
    expect(ranks(greatest, own([half - 2, half], [half - 2, half - 1], [3, half - 1]))).toEqual([1, 2]);
    // The first two would cost 2^53, one more than there is.
    expect(ranks(greatest, own([7, half], [6, half], [5, half - 1]))).toEqual([1, 3]);
    expect(ranks(greatest, own([greatest, greatest], [1, 1]))).toEqual([1]);
  });

  it('is refused where its sum of totals exceeds 2^53 − 1, and only there', () => {
    const greatest = Number.MAX_SAFE_INTEGER;
    expect(() => ranks(2, own([greatest, 1], [1, 1]))).toThrow(SheetCannotBeRanked);
    expect(ranks(1, own([greatest, 1], [1, 1]))).toEqual([1]);
    expect(ranks(2, own([greatest - 1, 1], [1, 1]))).toEqual([1, 2]);
  });

  it('is refused where it cannot be proven with the effort allowed', () => {
    const rows = Array.from({ length: 40 }, (_, at) => {
      const total = 2 ** 40 + 7 ** 14 * at + ((at * at * 7919) % 104_729);
      return { challengeId: `C${at}`, total, priceInWon: total };
    }).toReversed();
    const budgetInWon = rows.slice(0, 20).reduce((sum, { priceInWon }) => sum + priceInWon, 0) - 12_345;
    const unproven = () => bestSet(rows, budgetInWon, 1, { quickWidth: 8, greatestWidth: 64 });
    expect(unproven).toThrow(SheetCannotBeRanked);
    expect(unproven).toThrow('/policy: asks for the best set of proposals whose totals and prices');
  });
});

describe('small sets that the search could miss, each found by trying every one', () => {
  it.each<[string, number, number, readonly Row[], readonly number[]]>([
    [
      'a cheaper one that compares later than the first that was met',
      41,
      3,
      [
        ['C1', 4, 27],
        ['C1', 3, 12],
        ['C1', 3, 9],
        ['C1', 2, 1],
        ['C1', 0, 10],
      ],
      [1, 3, 4],
    ],
    [
      'one whose ranks compare first by offers that come late',
      83,
      2,
      [
        ['C3', 3, 24],
        ['C1', 3, 24],
        ['C4', 3, 24],
        ['C2', 2, 17],
        ['C1', 2, 17],
        ['C1', 1, 10],
        ['C4', 0, 3],
        ['C5', 0, 3],
      ],
      [1, 2, 3, 6],
    ],
    [
      'an offer that is not worth most of its challenge but has a slot',
      7,
      2,
      [
        ['C1', 27, 4],
        ['C2', 23, 1],
        ['C1', 20, 5],
        ['C2', 6, 0],
        ['C2', 4, 2],
        ['C1', 3, 1],
      ],
      [1, 2, 4, 6],
    ],
    [
      'one that is proven in total and price, not in ranks',
      28,
      4,
      [
        ['C6', 21, 21],
        ['C5', 13, 13],
        ['C1', 9, 9],
        ['C3', 9, 9],
        ['C5', 8, 8],
        ['C3', 4, 4],
        ['C6', 1, 1],
        ['C3', 1, 1],
      ],
      [2, 3, 6, 7, 8],
    ],
    [
      'one that uses what is left in the end',
      55,
      1,
      [
        ['C5', 3, 24],
        ['C5', 3, 24],
        ['C2', 2, 17],
        ['C4', 2, 17],
        ['C2', 1, 10],
      ],
      [1, 4, 5],
    ],
  ])('%s', (_, budgetInWon, cap, rows, expected) => {
    expect(ranks(budgetInWon, rows, cap)).toEqual(expected);
    const candidates = rows.map(([challengeId, total, priceInWon]) => ({ challengeId, total, priceInWon }));
    const narrow = { quickWidth: 2, greatestWidth: 64 };
    expect(bestSet(candidates, budgetInWon, cap, narrow).map((place) => place + 1)).toEqual(expected);
  });
});

describe('200 proposals whose prices go with their totals', () => {
  /** Totals from 7,000 to 10,000 in a fixed disorder, the greatest first. */
  const totals = Array.from({ length: 200 }, (_, at) => 7000 + ((at * 7919 + at * at * 31) % 3001)).sort(
    (a, b) => b - a,
  );
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

  it.each([
    ['exactly', 1, 200, (total: number) => total],
    ['exactly', 1, 21, (total: number) => total * 30_000],
    ['and a fixed charge', 1, 21, (total: number) => total * 30_000 + 20_000_000],
    ['and a fixed charge', 2, 40, (total: number) => total * 30_000 + 20_000_000],
    ['less a fixed sum', 1, 60, (total: number) => total * 30_000 - 20_000_000],
  ])(
    '%s, cap %d, %d challenges: fits, and nothing can be added or exchanged',
    (_, cap, challenges, priceOf) => {
      const candidates = totals.map((total, at) => ({
        challengeId: `C${at % challenges}`,
        total,
        priceInWon: priceOf(total),
      }));
      const budgetInWon = Math.floor(sum(candidates.map(({ priceInWon }) => priceInWon)) / 20);
      const chosen = bestSet(candidates, budgetInWon, cap);
      const priceOfSet = sum(chosen.map((place) => candidates[place]?.priceInWon ?? NaN));
      expect(priceOfSet).toBeLessThanOrEqual(budgetInWon);
      const takenOf = Map.groupBy(chosen, (place) => candidates[place]?.challengeId);
      expect(Math.max(...[...takenOf.values()].map(({ length }) => length))).toBeLessThanOrEqual(cap);

      const left = budgetInWon - priceOfSet;
      for (const [place, candidate] of candidates.entries()) {
        if (chosen.includes(place)) continue;
        const ofChallenge = takenOf.get(candidate.challengeId)?.length ?? 0;
        if (ofChallenge < cap) expect(candidate.priceInWon).toBeGreaterThan(left);
        for (const taken of chosen) {
          const other = candidates[taken];
          if (other === undefined || other.total >= candidate.total) continue;
          const fitsCap = ofChallenge < cap || other.challengeId === candidate.challengeId;
          if (fitsCap) expect(candidate.priceInWon - other.priceInWon).toBeGreaterThan(left);
        }
      }
    },
  );

  it('fills a budget that the first ranks and one more make, with the first ranks', () => {
    const candidates = totals.map((total, at) => ({ challengeId: `C${at}`, total, priceInWon: total }));
    const budgetInWon = sum(totals.slice(0, 60)) + (totals[150] ?? NaN);
    const chosen = bestSet(candidates, budgetInWon, 1);
    expect(sum(chosen.map((place) => totals[place] ?? NaN))).toBe(budgetInWon);
    expect(chosen.slice(0, 59)).toEqual(Array.from({ length: 59 }, (_, place) => place));
  });
});
