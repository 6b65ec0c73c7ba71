import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestSet, type Effort } from '../../../functions/decisions/rules/best-set.ts';
import { naiveBestSet, type NaiveCandidate } from '../../support/naive-ranking.ts';

type Choice = {
  readonly candidates: readonly NaiveCandidate[];
  readonly budgetInWon: number;
  readonly cap: number;
};

/** Prices that have nothing to do with the totals, or go with them in ways that make a knapsack hard. */
const priceRules: readonly ((total: number, free: number) => number)[] = [
  (_, free) => free,
  (total) => total,
  (total) => total * 7 + 3,
  (total) => total * 7 + 50,
  (total, free) => total * 3 + (free % 3),
  (_, free) => (free % 3) * 10,
];

const choices = (greatestCount: number, greatestTotal: number, greatestPrice: number): fc.Arbitrary<Choice> =>
  fc
    .record({
      rows: fc.array(
        fc.record({
          total: fc.integer({ min: 0, max: greatestTotal }),
          free: fc.integer({ min: 0, max: greatestPrice }),
          challenge: fc.nat(5),
        }),
        { maxLength: greatestCount },
      ),
      priceOf: fc.constantFrom(...priceRules),
      challenges: fc.integer({ min: 1, max: 6 }),
      cap: fc.integer({ min: 1, max: 4 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ rows, priceOf, challenges, cap, share }) => {
      const candidates = rows
        .map(({ total, free, challenge }) => ({
          challengeId: `C${challenge % challenges}`,
          total,
          priceInWon: priceOf(total, free),
        }))
        .sort((a, b) => b.total - a.total);
      const all = candidates.reduce((sum, { priceInWon }) => sum + priceInWon, 0);
      return { candidates, cap, budgetInWon: Math.min(Math.floor(all * share), Number.MAX_SAFE_INTEGER) };
    });

/**
 * The best set by a table of every total that can be reached: for each the least price, and for that the greatest mask,
 * in which a better rank outweighs all worse ones. Challenge by challenge, and within one by how many it has got.
 */
const tabulatedBestSet = ({ candidates, budgetInWon, cap }: Choice): readonly number[] => {
  type Entry = { readonly price: number; readonly mask: bigint };
  type Table = ReadonlyMap<number, Entry>;
  const weight = (place: number): bigint => 1n << BigInt(candidates.length - 1 - place);
  const better = (a: Entry | undefined, b: Entry): Entry =>
    a === undefined || b.price < a.price || (b.price === a.price && b.mask > a.mask) ? b : a;
  const join = (first: Table, second: Table, add: NaiveCandidate | null, bit: bigint): Table => {
    const joined = new Map(first);
    for (const [total, { price, mask }] of second) {
      const entry = { price: price + (add?.priceInWon ?? 0), mask: mask + bit };
      const sum = total + (add?.total ?? 0);
      if (entry.price <= budgetInWon) joined.set(sum, better(joined.get(sum), entry));
    }
    return joined;
  };
  let table: Table = new Map([[0, { price: 0, mask: 0n }]]);
  const places = [...candidates.keys()];
  for (const ofChallenge of Map.groupBy(places, (place) => candidates[place]?.challengeId).values()) {
    let byCount: readonly Table[] = [table, ...Array.from({ length: cap }, (): Table => new Map())];
    for (const place of ofChallenge) {
      byCount = byCount.map((own, count) => {
        const fewer = byCount[count - 1];
        return fewer === undefined ? own : join(own, fewer, candidates[place] ?? null, weight(place));
      });
    }
    table = byCount.reduce((all, own) => join(all, own, null, 0n));
  }
  const best = table.get(Math.max(...table.keys()));
  const chosen = places.filter((place) => ((best?.mask ?? 0n) & weight(place)) !== 0n);
  const counts = chosen.findLastIndex((place) => {
    const { total = 0, priceInWon = 0 } = candidates[place] ?? {};
    return total > 0 || priceInWon > 0;
  });
  return chosen.slice(0, counts + 1);
};

/** Widths that make the quick search incomplete, so that every part of the search has its work. */
const efforts: readonly (Effort | undefined)[] = [
  undefined,
  { quickWidth: 1, greatestWidth: 2 ** 22 },
  { quickWidth: 4, greatestWidth: 2 ** 22 },
];

const found = ({ candidates, budgetInWon, cap }: Choice): readonly (readonly number[])[] =>
  efforts.map((effort) => bestSet(candidates, budgetInWon, cap, effort));

describe('the best set of any candidates', () => {
  it.each([
    ['a few points and prices', 3, 3],
    ['many', 100, 100],
    ['the greatest', 2 ** 45, 2 ** 49],
  ])('is that of trying every one: %s', (_, greatestTotal, greatestPrice) => {
    fc.assert(
      fc.property(choices(9, greatestTotal, greatestPrice), (choice) => {
        const expected = naiveBestSet(choice.candidates, choice.budgetInWon, choice.cap);
        expect(found(choice)).toEqual([expected, expected, expected]);
      }),
      { numRuns: 250 },
    );
  });

  it('is that of a table of totals, which is that of trying every one', () => {
    fc.assert(
      fc.property(choices(8, 6, 9), (choice) => {
        expect(tabulatedBestSet(choice)).toEqual(
          naiveBestSet(choice.candidates, choice.budgetInWon, choice.cap),
        );
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(choices(80, 40, 60), (choice) => {
        const expected = tabulatedBestSet(choice);
        expect(found(choice)).toEqual([expected, expected, expected]);
      }),
      { numRuns: 120 },
    );
  });
});
