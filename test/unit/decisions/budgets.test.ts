import { describe, expect, it } from '@jest/globals';
import { compareBudgets } from '../../../functions/decisions/rules/budgets.ts';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import type { ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const compare = (sheet: ScoreSheet) => compareBudgets(sheet, rankSheet(sheet));

/** A takes 700 of 1,000; B asks for 500, C for 200; A2 answers as A does; Z did not pass. */
const sheet = plainSheet({
  passMark: 500,
  proposals: [
    proposal('A', { priceInWon: 700 }),
    proposal('A2', { challengeId: 'C-A', priceInWon: 100 }),
    proposal('B', { priceInWon: 500 }),
    proposal('C', { priceInWon: 200 }),
    proposal('D', { priceInWon: 450 }),
    proposal('Z', { priceInWon: 9_000 }),
  ],
  scorecards: [
    ...cards('A', 900),
    ...cards('A2', 890),
    ...cards('B', 800),
    ...cards('C', 700),
    ...cards('D', 600),
    ...cards('Z', 400),
  ],
});

describe('what more budget would have bought', () => {
  it('tells the money that passed without being funded apart by the reason', () => {
    expect(compare(sheet)).toMatchObject({
      budgetInWon: 1_000,
      committedInWon: 900,
      unfunded: [
        { reason: 'does-not-fit', proposals: 2, priceInWon: 950 },
        { reason: 'challenge-served', proposals: 1, priceInWon: 100 },
      ],
    });
  });

  it('looks at shares of the budget up to what would have been enough for all that the cap lets through', () => {
    // 700 + 500 + 200 + 450: Z did not pass, and A2 answers what A is bought for.
    const { shortInWon, steps } = compare(sheet);
    expect(shortInWon).toBe(850);
    expect(
      steps.map(({ moreInWon, budgetInWon, added, gone }) => [moreInWon, budgetInWon, added, gone]),
    ).toEqual([
      [100, 1_100, [], []],
      // B fits now, and C no more: 1,250 − 700 − 500.
      [250, 1_250, ['B'], ['C']],
      [500, 1_500, ['B'], []],
      [850, 1_850, ['B', 'D'], []],
    ]);
  });

  it('says what each policy buys with it', () => {
    expect(compare(sheet).steps[1]?.policies).toEqual([
      { policy: 'skip', funded: 2, committedInWon: 1_200, pointsFunded: 1_700 },
      { policy: 'strict', funded: 2, committedInWon: 1_200, pointsFunded: 1_700 },
      // A2 instead of A: 100 + 500 + 200 + 450.
      { policy: 'max-score', funded: 4, committedInWon: 1_250, pointsFunded: 2_990 },
    ]);
  });

  it('looks no further where the budget reached', () => {
    expect(compare({ ...sheet, budgetInWon: 1_850 })).toMatchObject({
      unfunded: [{ reason: 'challenge-served' }],
      shortInWon: 0,
      steps: [],
    });
    expect(compare({ ...sheet, budgetInWon: 1_849 })).toMatchObject({
      shortInWon: 1,
      steps: [{ moreInWon: 1 }],
    });
  });

  it('takes no share of a budget that is none', () => {
    expect(compare({ ...sheet, budgetInWon: 0 }).steps.map(({ moreInWon }) => moreInWon)).toEqual([1_850]);
  });

  it('takes all that passed for enough where no best set of it can be counted, and leaves such a step out', () => {
    const greatest = Number.MAX_SAFE_INTEGER;
    const uncountable = plainSheet({
      policy: 'max-score',
      budgetInWon: 100,
      passMark: 1,
      dimensions: [{ name: 'p', criteria: [{ name: 'targets', maximum: greatest }] }],
      proposals: [
        proposal('A', { priceInWon: 100 }),
        proposal('B', { priceInWon: 60 }),
        proposal('Z', { priceInWon: 9_000 }),
      ],
      scorecards: [...cards('A', greatest), ...cards('B', 1), ...cards('Z', 0)],
    });
    const { unfunded, shortInWon, steps } = compare(uncountable);
    expect(unfunded).toMatchObject([{ proposals: 1, priceInWon: 60 }]);
    expect(shortInWon).toBe(60);
    expect(steps.map(({ moreInWon }) => moreInWon)).toEqual([10, 25, 50]);
  });

  it('looks once at a share that is just what would have been enough', () => {
    const plain = plainSheet({
      budgetInWon: 100,
      proposals: [proposal('A', { priceInWon: 100 }), proposal('B', { priceInWon: 50 })],
      scorecards: [...cards('A', 900), ...cards('B', 800)],
    });
    expect(compare(plain).steps.map(({ moreInWon }) => moreInWon)).toEqual([10, 25, 50]);
  });
});
