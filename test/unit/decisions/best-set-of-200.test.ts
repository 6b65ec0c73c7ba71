import { describe, expect, it } from '@jest/globals';
import { bestSet } from '../../../functions/decisions/rules/best-set.ts';
import type { Candidate } from '../../../functions/decisions/rules/best-set-contest.ts';
import { createSequence } from '../../support/unsteady-table.ts';

/** Prices are whole millions of won here, so that a table of every sum of money is small. */
const million = 1_000_000;
const budgetInWon = 3_300 * million;
/** Of the processor, so that what else runs on the machine makes nobody late. */
const limitInSeconds = 2;

type Worth = { readonly total: number; readonly price: number };

const better = (one: Worth, other: Worth): Worth =>
  other.total > one.total || (other.total === one.total && other.price < one.price) ? other : one;

/**
 * The greatest sum of totals that money can buy, and the least price of it: for each sum of money, challenge by challenge,
 * and within one by how many it has got.
 */
const mostThatMoneyBuys = (candidates: readonly Candidate[], cap: number): Worth => {
  const sums = budgetInWon / million + 1;
  let table = Array.from({ length: sums }, (): Worth => ({ total: 0, price: 0 }));
  for (const rivals of Map.groupBy(candidates, ({ challengeId }) => challengeId).values()) {
    const byCount: (Worth | null)[][] = [table, ...Array.from({ length: cap }, () => table.map(() => null))];
    for (const { total, priceInWon } of rivals) {
      const price = priceInWon / million;
      for (let count = cap; count > 0; count -= 1)
        for (let money = sums - 1; money >= price; money -= 1) {
          const fewer = byCount[count - 1]?.[money - price] ?? null;
          const own = byCount[count];
          if (fewer === null || own === undefined) continue;
          const taken = { total: fewer.total + total, price: fewer.price + price };
          own[money] = better(own[money] ?? taken, taken);
        }
    }
    table = table.map((_, money) =>
      byCount.reduce<Worth>((best, own) => better(best, own[money] ?? best), { total: 0, price: 0 }),
    );
  }
  return table.reduce(better);
};

const next = createSequence(2020);
/** Prices that have nothing to do with totals, and those that go with them, which makes a knapsack hard. */
const priceRules: Readonly<Record<string, (total: number) => number>> = {
  'of any price': () => 20 + next(480),
  'priced by their totals': (total) => Math.floor(total / 50),
  'priced by their totals and a fixed charge': (total) => Math.floor(total / 100) + 30,
  'nearly all of one price': () => 99 + next(3),
};

describe.each(Object.entries(priceRules))('200 proposals %s', (_, priceOf) => {
  it.each([
    [1, 200],
    [1, 40],
    [2, 40],
    [3, 7],
  ])(
    'at most %d of each of %d challenges: the best that the budget buys, in two seconds',
    (cap, challenges) => {
      const candidates = Array.from({ length: 200 }, () => 7000 + next(3001))
        .sort((one, other) => other - one)
        .map((total, place) => ({
          challengeId: `C${place % challenges}`,
          total,
          priceInWon: priceOf(total) * million,
        }));
      const begun = process.cpuUsage();
      const chosen = bestSet(candidates, budgetInWon, cap);
      const { user, system } = process.cpuUsage(begun);
      expect((user + system) / 1e6).toBeLessThan(limitInSeconds);
      const found = chosen.reduce<Worth>(
        (sum, place) => ({
          total: sum.total + (candidates[place]?.total ?? NaN),
          price: sum.price + (candidates[place]?.priceInWon ?? NaN) / million,
        }),
        { total: 0, price: 0 },
      );
      expect(found).toEqual(mostThatMoneyBuys(candidates, cap));
    },
  );
});
