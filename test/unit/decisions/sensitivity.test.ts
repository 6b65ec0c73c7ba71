import { describe, expect, it } from '@jest/globals';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import {
  comparePolicies,
  flipsBetween,
  sensitivityToCards,
  sensitivityToPassMark,
} from '../../../functions/decisions/rules/sensitivity.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const greatest = Number.MAX_SAFE_INTEGER;

describe('what flips between two lists', () => {
  it('is what both lists have with another outcome', () => {
    const { list } = rankSheet(
      plainSheet({ proposals: [proposal('P1'), proposal('P2')], scorecards: cards('P1', 1) }),
    );
    expect(list.map(({ outcome }) => outcome)).toEqual(['FUNDED', 'REJECTED']);
    const [funded, rejected] = list;
    if (funded === undefined || rejected === undefined) throw new Error('The list has two');
    const swapped = [{ ...rejected, outcome: 'FUNDED', reason: null } as const];
    expect(flipsBetween({ list }, { list: swapped })).toEqual([
      { proposalId: 'P2', from: 'REJECTED', to: 'FUNDED' },
    ]);
    expect(flipsBetween({ list }, { list })).toEqual([]);
  });
});

describe('the sensitivity to one scorecard', () => {
  const sheet = plainSheet({
    passMark: 500,
    proposals: [proposal('P1'), proposal('P2')],
    scorecards: [...cards('P1', 900, 200), ...cards('P2', 900, 300)],
  });

  it('tells the cards that flip something, of the asked proposals alone', () => {
    const list = rankSheet(sheet);
    const flip = (proposalId: string) => [{ proposalId, from: 'FUNDED', to: 'REJECTED' }];
    expect(sensitivityToCards(sheet, list, new Set(['P1', 'P2']))).toEqual([
      { proposalId: 'P1', evaluatorId: 'E1', flips: flip('P1') },
      { proposalId: 'P2', evaluatorId: 'E1', flips: flip('P2') },
    ]);
    expect(sensitivityToCards(sheet, list, new Set(['P2']))).toEqual([
      { proposalId: 'P2', evaluatorId: 'E1', flips: flip('P2') },
    ]);
  });
});

describe('the sensitivity to the pass mark', () => {
  it('is asked a point lower, but not below nothing, and a point higher', () => {
    const sheet = plainSheet({ passMark: 60, proposals: [proposal('P1')], scorecards: cards('P1', 100) });
    expect(sensitivityToPassMark(sheet, rankSheet(sheet))).toEqual([
      { passMark: 0, flips: [] },
      { passMark: 160, flips: [{ proposalId: 'P1', from: 'FUNDED', to: 'REJECTED' }] },
    ]);
  });
});

describe('the comparison of policies', () => {
  /** One that takes the whole budget, or two for half of it each. */
  const sheetOf = (first: number, others: number) =>
    plainSheet({
      dimensions: [{ name: 'publicness', criteria: [{ name: 'targets', maximum: greatest }] }],
      budgetInWon: 200,
      proposals: [proposal('P1', { priceInWon: 200 }), proposal('P2'), proposal('P3')],
      scorecards: [...cards('P1', first), ...cards('P2', others), ...cards('P3', others)],
    });

  it('tells what each would have funded, and what that flips', () => {
    const sheet = sheetOf(900, 700);
    const compared = comparePolicies(sheet, rankSheet(sheet));
    expect(compared.map(({ policy }) => policy)).toEqual(['skip', 'strict', 'max-score']);
    expect(compared[0]).toEqual({
      policy: 'skip',
      committedInWon: 200,
      pointsFunded: 900,
      funded: ['P1'],
      flips: [],
    });
    expect(compared[2]).toMatchObject({ policy: 'max-score', pointsFunded: 1400 });
    expect(compared[2]?.funded.toSorted()).toEqual(['P2', 'P3']);
    expect(compared[2]?.flips[0]).toEqual({ proposalId: 'P1', from: 'FUNDED', to: 'RESERVE' });
  });

  it('leaves a policy out whose best set is beyond exact numbers', () => {
    const sheet = sheetOf(greatest, greatest - 1);
    expect(comparePolicies(sheet, rankSheet(sheet)).map(({ policy }) => policy)).toEqual(['skip', 'strict']);
  });

  it('hides no other fault', () => {
    const sheet = sheetOf(900, 700);
    const broken = { ...sheet, scorecards: cards('P9', 1) };
    expect(() => comparePolicies(broken, rankSheet(sheet))).toThrow('a scorecard of no proposal');
  });
});
