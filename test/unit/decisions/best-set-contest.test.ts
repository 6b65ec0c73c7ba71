import { describe, expect, it } from '@jest/globals';
import {
  type Candidate,
  contestOf,
  decide,
  type Offer,
  takeWhatFits,
  UNKNOWN_WORD,
} from '../../../functions/decisions/rules/best-set-contest.ts';
import { pricesOfMoney, unitsOf } from '../../../functions/decisions/rules/best-set-outlook.ts';

const candidate = (challengeId: string, total: number, priceInWon: number): Candidate => ({
  challengeId,
  total,
  priceInWon,
});
const placesOf = (offers: readonly Offer[]) => offers.map(({ place }) => place);

describe('a contest', () => {
  it('is told in the greatest units of price and of points', () => {
    const { offers, capacity } = contestOf(
      [candidate('A', 600, 90), candidate('B', 400, 60), candidate('C', 200, 30)],
      159,
      1,
    );
    expect(offers.map(({ total, price }) => [total, price])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
    expect(capacity).toBe(5);
  });

  it('keeps its units where nothing costs or brings anything', () => {
    const { offers, capacity } = contestOf([candidate('A', 0, 0), candidate('B', 0, 0)], 7, 1);
    expect(offers.map(({ total, price }) => [total, price])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(capacity).toBe(7);
  });

  it.each<[what: string, candidates: readonly Candidate[], kept: readonly number[]]>([
    ['what costs as much as there is', [candidate('A', 9, 100)], [0]],
    ['nothing that is too dear', [candidate('A', 9, 101)], []],
    ['what brings and costs nothing', [candidate('A', 0, 0)], [0]],
    ['nothing that costs and brings nothing', [candidate('A', 0, 1)], []],
    ['what brings something for nothing', [candidate('A', 1, 0)], [0]],
    [
      'what a better one of its challenge is dearer than',
      [candidate('A', 9, 50), candidate('A', 8, 49)],
      [0, 1],
    ],
    [
      'nothing that a better one of its challenge costs as much as',
      [candidate('A', 9, 50), candidate('A', 8, 50)],
      [0],
    ],
    [
      'the cheaper of two with as many points, wherever it stands',
      [candidate('A', 9, 50), candidate('A', 9, 40)],
      [1],
    ],
    ['the earlier of two alike', [candidate('A', 9, 50), candidate('A', 9, 50)], [0]],
    ['whatever is in another challenge', [candidate('A', 9, 50), candidate('B', 8, 50)], [0, 1]],
  ])('has in it %s', (_, candidates, kept) => {
    expect(placesOf(contestOf(candidates, 100, 1).offers)).toEqual(kept);
  });

  it('leaves out what as many as may be funded are better than, each of them no dearer', () => {
    const ofPrices = (...prices: readonly number[]) =>
      placesOf(
        contestOf(
          prices.map((price, place) => candidate('A', 90 - place, price)),
          100,
          2,
        ).offers,
      );
    expect(ofPrices(10, 30, 30)).toEqual([0, 1]);
    expect(ofPrices(10, 30, 29)).toEqual([0, 1, 2]);
    expect(ofPrices(30, 10, 29)).toEqual([0, 1, 2]);
    // The third pushes the dearest out of the two cheapest.
    expect(ofPrices(30, 20, 10, 20)).toEqual([0, 1, 2]);
    expect(ofPrices(30, 20, 10, 19)).toEqual([0, 1, 2, 3]);
    expect(ofPrices(20, 20, 10, 20)).toEqual([0, 1, 2]);
  });

  it('stands in the order of the ranks, whatever its offers bring or cost', () => {
    const order = [candidate('A', 5, 9), candidate('B', 7, 3), candidate('C', 6, 1), candidate('D', 7, 8)];
    expect(placesOf(contestOf(order, 100, 1).offers)).toEqual([0, 1, 2, 3]);
  });
});

describe('what fits', () => {
  const contest = contestOf(
    [candidate('A', 9, 61), candidate('A', 8, 40), candidate('B', 7, 40), candidate('C', 6, 20)],
    100,
    1,
  );

  it('is taken in the given order, one of a challenge, as long as there is money', () => {
    expect(placesOf(takeWhatFits(contest, contest.offers))).toEqual([0, 3]);
    expect(placesOf(takeWhatFits(contest, contest.offers.toReversed()))).toEqual([3, 2, 1]);
  });

  it('may use all that there is, and not a won more', () => {
    const spending = (capacity: number) =>
      placesOf(takeWhatFits({ ...contest, capacity }, contest.offers.slice(1)));
    expect(spending(100)).toEqual([1, 2, 3]);
    expect(spending(99)).toEqual([1, 2]);
    expect(spending(39)).toEqual([3]);
  });

  it('is nothing of a challenge without a slot', () => {
    const slots = new Map([
      ['A', 0],
      ['B', 1],
    ]);
    expect(placesOf(takeWhatFits({ ...contest, slots }, contest.offers))).toEqual([2]);
  });
});

it('leaves nothing open of a challenge whose slots are taken', () => {
  const contest = contestOf(
    [candidate('A', 9, 30), candidate('A', 8, 20), candidate('B', 7, 40), candidate('C', 6, 20)],
    100,
    1,
  );
  const [first, , , last] = contest.offers;
  if (first === undefined || last === undefined) throw new Error('There are no offers');
  const rival = { total: 22, price: 9, word: UNKNOWN_WORD, isProven: false };
  const after = decide({ contest, rival, taken: [] }, [first], new Set([last]));
  expect(placesOf(after.contest.offers)).toEqual([2]);
  expect(after.contest.capacity).toBe(contest.capacity - first.price);
  expect(after.rival).toEqual({ ...rival, total: 22 - first.total, price: 9 - first.price });
  expect(placesOf(after.taken)).toEqual([0]);
});

describe('units', () => {
  it('are the offers that share too few slots, and each other one alone, by their best rank', () => {
    const contest = contestOf(
      [
        candidate('B', 9, 30),
        candidate('A', 9, 31),
        candidate('B', 8, 20),
        candidate('A', 7, 20),
        candidate('A', 6, 10),
      ],
      100,
      2,
    );
    expect(unitsOf(contest).map(({ offers, slots }) => [placesOf(offers), slots])).toEqual([
      [[0], 1],
      [[1, 3, 4], 2],
      [[2], 1],
    ]);
  });
});

describe('the prices of money', () => {
  const pricesFor = (candidates: readonly Candidate[], budgetInWon: number, cap = 1) => {
    const contest = contestOf(candidates, budgetInWon, cap);
    return [...pricesOfMoney(contest, unitsOf(contest))];
  };

  it('are none but nothing where nothing costs anything', () => {
    expect(pricesFor([candidate('A', 5, 0), candidate('B', 3, 0)], 10)).toEqual([0]);
    expect(pricesFor([], 10)).toEqual([0]);
  });

  it('are nothing and what each offer brings for its price, ascending, where all fit', () => {
    expect(pricesFor([candidate('A', 8, 1), candidate('B', 9, 3), candidate('C', 1, 2)], 6)).toEqual([
      0, 0.5, 3, 8,
    ]);
  });

  it('have among them the one at which the offers worth their cost just use the capacity', () => {
    // One of A is taken, from 3 points a won on the cheaper one; B is worth its cost below 1. Then D and the cheaper one
    // cost 7 of the 8; with the dearer one they would cost 10.
    const candidates = [
      candidate('D', 30, 4),
      candidate('A', 19, 6),
      candidate('A', 10, 3),
      candidate('B', 2, 2),
    ];
    const rounded = pricesFor(candidates, 8).map((price) => Math.round(price * 1e9) / 1e9);
    expect(rounded).toEqual([0, 1, 3, 3.166666667, 3.333333333, 7.5]);
    // All that is worth anything costs 12.
    expect(pricesFor(candidates, 12)).toEqual([0, 1, 19 / 6, 10 / 3, 7.5]);
  });

  it('are a sample of many', () => {
    const many = Array.from({ length: 100 }, (_, at) => candidate(`C${at}`, 200 - at, 1));
    const prices = pricesFor(many, 1_000);
    expect(prices).toHaveLength(32);
    expect(prices.slice(0, 3)).toEqual([0, 101, 104]);
    expect(prices.at(-1)).toBe(200);
  });
});
