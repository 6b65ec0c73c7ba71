import { describe, expect, it } from '@jest/globals';
import { searchBestSet } from '../../../functions/decisions/rules/best-set.ts';
import {
  type Candidate,
  contestOf,
  sumOf,
  UNKNOWN_WORD,
  withHead,
  type Position,
} from '../../../functions/decisions/rules/best-set-contest.ts';
import { settle } from '../../../functions/decisions/rules/best-set-outlook.ts';
import { search } from '../../../functions/decisions/rules/best-set-search.ts';
import { createSequence } from '../../support/unsteady-table.ts';

const priceRules = {
  'of any price': (_: number, free: number) => 1 + free,
  'priced by their totals': (total: number) => total,
  'priced by their totals and a fixed charge': (total: number) => total + 5,
  'nearly all of one price': (_: number, free: number) => 20 + (free % 2),
  'some of which cost nothing': (total: number, free: number) => (free % 7 === 0 ? 0 : total),
} as const;

type Rule = keyof typeof priceRules;

const budgetInWon = 200;

/** Candidates of 10 to 40 points before a budget that buys some of them, in a disorder that stays the same. */
const candidatesOf = (length: number, rule: Rule, cap: number, challenges: number): readonly Candidate[] => {
  const next = createSequence(2020 + cap + challenges);
  return Array.from({ length }, () => ({ total: 10 + next(31), free: next(40) }))
    .sort((one, other) => other.total - one.total)
    .map(({ total, free }, place) => ({
      challengeId: `C${place % challenges}`,
      total,
      priceInWon: priceRules[rule](total, free),
    }));
};

const positionOf = (rule: Rule, cap: number, challenges: number): Position => {
  const contest = contestOf(candidatesOf(30, rule, cap, challenges), budgetInWon, cap);
  return withHead({ contest, rival: { total: 0, price: 0, word: UNKNOWN_WORD, isProven: false }, taken: [] });
};

/**
 * What leaves sets out by a bound never changes the best set, only what it costs to find it: a bound that is lost would
 * be noticed in a round of many proposals, by the time it takes. So the cost itself is told here, in partial sets kept,
 * which every machine counts alike. Fewer is better; more needs a reason.
 */
describe('what the search for the best set costs', () => {
  it.each<[Rule, number, number, string]>([
    [
      'of any price',
      1,
      30,
      '451 for 200 of 30 in 523, quickly 451 for 200 in 106, word 2808061529948160, takes 16 and leaves 3 in 2',
    ],
    [
      'of any price',
      1,
      6,
      '231 for 116 of 11 in 57, quickly 231 for 116 in 40, word 4433230883192832, takes 6 and leaves 0 in 0',
    ],
    [
      'of any price',
      3,
      6,
      '426 for 195 of 29 in 1205, quickly 424 for 198 in 170, word 4425869317636096, takes 9 and leaves 10 in 29',
    ],
    [
      'priced by their totals',
      1,
      30,
      '200 for 200 of 30 in 762, quickly 200 for 200 in 112, word 4362862147403776, takes 0 and leaves 30 in 29',
    ],
    [
      'priced by their totals',
      1,
      6,
      '200 for 200 of 30 in 1120, quickly 200 for 200 in 115, word 4015416473026560, takes 0 and leaves 30 in 93',
    ],
    [
      'priced by their totals',
      3,
      6,
      '200 for 200 of 30 in 2387, quickly 200 for 200 in 179, word 71782677610496, takes 0 and leaves 30 in 2387',
    ],
    [
      'priced by their totals and a fixed charge',
      1,
      30,
      '175 for 200 of 30 in 250, quickly 175 for 200 in 61, word 4222141830529024, takes 0 and leaves 18 in 54',
    ],
    [
      'priced by their totals and a fixed charge',
      1,
      6,
      '175 for 200 of 30 in 884, quickly 173 for 198 in 114, word 3452500870955008, takes 0 and leaves 26 in 421',
    ],
    [
      'priced by their totals and a fixed charge',
      3,
      6,
      '175 for 200 of 30 in 1320, quickly 173 for 198 in 171, word 3975902765514752, takes 0 and leaves 27 in 673',
    ],
    [
      'nearly all of one price',
      1,
      30,
      '322 for 184 of 30 in 164, quickly 322 for 184 in 81, word 4494803534348288, takes 0 and leaves 30 in 123',
    ],
    [
      'nearly all of one price',
      1,
      6,
      '231 for 122 of 8 in 30, quickly 231 for 122 in 26, word 4433230883192832, takes 6 and leaves 0 in 0',
    ],
    [
      'nearly all of one price',
      3,
      6,
      '318 for 185 of 25 in 835, quickly 315 for 185 in 155, word 4428832836681728, takes 0 and leaves 25 in 751',
    ],
  ])('%s, at most %d of each of %d challenges', (rule, cap, challenges, expected) => {
    const position = positionOf(rule, cap, challenges);
    const exact = search(position, { width: 2 ** 20, whenWider: 'give-up' });
    const quick = search(position, { width: 4, whenWider: 'narrow' });
    const settled = settle({ ...position, rival: quick.rival });
    const proven = search(settled, { width: 2 ** 20, whenWider: 'give-up' });
    const { total, price } = exact.rival;
    const cost = [
      `${total} for ${price} of ${position.contest.offers.length} in ${exact.keptCount}`,
      `quickly ${quick.rival.total} for ${quick.rival.price} in ${quick.keptCount}`,
      `word ${quick.rival.word}`,
      `takes ${settled.taken.length} and leaves ${settled.contest.offers.length} in ${proven.keptCount}`,
    ].join(', ');
    expect(cost).toBe(expected);
    expect(exact).toMatchObject({ isComplete: true, rival: { isProven: true } });
    expect(quick.isComplete).toBe(false);
    expect(proven.rival.total + sumOf(settled.taken).total).toBe(total);
  });

  /** Where totals and prices are alike, what is looked for first decides how much the proof has to look at. */
  it.each<[Rule, number, number, string, number, number]>([
    ['of any price', 1, 60, '1 2 4 5 6 8 9 10 14 15 16 18 20 21 23 26 27 31 33 38 46 47 55 57', 187, 146],
    ['of any price', 1, 12, '0 1 2 3 4 5 6 7 8 9 10 23', 63, 355],
    ['of any price', 2, 12, '0 1 2 3 4 5 8 10 11 12 16 17 25 26 39 47 54 55 58', 149, 180],
    ['of any price', 3, 7, '1 3 4 5 7 8 12 14 17 18 21 23 31 34 37 43 51 53 54', 123, 519],
    ['priced by their totals', 1, 60, '0 1 2 3 10 58', 1862, 1503],
    ['priced by their totals', 1, 12, '0 1 2 3 16 53', 2696, 1557],
    ['priced by their totals', 2, 12, '0 1 2 3 12 56', 3127, 2453],
    ['priced by their totals', 3, 7, '0 1 2 3 4', 148, 754],
    ['priced by their totals and a fixed charge', 1, 60, '0 1 2 3 35', 289, 601],
    ['priced by their totals and a fixed charge', 1, 12, '0 1 2 4 39', 923, 1168],
    ['priced by their totals and a fixed charge', 2, 12, '0 1 2 3 42', 800, 1343],
    ['priced by their totals and a fixed charge', 3, 7, '0 1 2 3 56', 3748, 4464],
    ['nearly all of one price', 1, 60, '3 4 5 8 9 12 13 14 16 20', 550, 862],
    ['nearly all of one price', 1, 12, '1 3 5 6 7 9 10 12 14 16', 183, 146],
    ['nearly all of one price', 2, 12, '0 1 2 3 5 6 8 12 13 16', 569, 496],
    ['nearly all of one price', 3, 7, '0 2 4 5 6 8 9 10 12 13', 974, 1205],
    ['some of which cost nothing', 1, 60, '0 1 2 3 10 11 14 23 32 41 44 52 58', 1615, 1172],
    ['some of which cost nothing', 1, 12, '1 2 5 6 8 12 16 19 33 39 46 59', 1118, 656],
    ['some of which cost nothing', 2, 12, '0 1 2 3 7 13 17 18 24 27 28 29 31 40 54', 2036, 1278],
    ['some of which cost nothing', 3, 7, '0 2 3 4 5 8 18 31 36 40 57 59', 4413, 3559],
  ])('whole, %s, at most %d of each of %d challenges', (rule, cap, challenges, places, narrowly, widely) => {
    const candidates = candidatesOf(60, rule, cap, challenges);
    const cost = [2, 16].map((quickWidth) => {
      const found = searchBestSet(candidates, budgetInWon, cap, { quickWidth, greatestWidth: 2 ** 20 });
      return [found.places.join(' '), found.keptCount];
    });
    expect(cost).toEqual([
      [places, narrowly],
      [places, widely],
    ]);
  });
});
