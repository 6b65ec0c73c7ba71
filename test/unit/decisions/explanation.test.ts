import { describe, expect, it } from '@jest/globals';
import { explainProposal, explainSheet } from '../../../functions/decisions/rules/explanation.ts';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import type { ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const explain = (sheet: ScoreSheet) =>
  new Map(explainSheet(sheet).map((explained) => [explained.row.proposalId, explained]));

/** Pass mark 1,400 of 2,000; 60 % of each dimension; A is the best and is funded, 600 won. */
const round = plainSheet({
  budgetInWon: 1_000,
  passMark: 1_400,
  cutOffPercent: 60,
  trimFrom: 3,
  dimensions: [
    {
      name: 'public',
      criteria: [
        { name: 'a', maximum: 400 },
        { name: 'b', maximum: 600 },
      ],
    },
    { name: 'novel', criteria: [{ name: 'c', maximum: 1_000 }] },
  ],
  proposals: [
    proposal('A', { challengeId: 'C1', priceInWon: 600 }),
    proposal('B', { challengeId: 'C1', priceInWon: 100 }),
    proposal('C', { challengeId: 'C2', priceInWon: 500 }),
    proposal('D', { challengeId: 'C3', priceInWon: 300 }),
    proposal('E', { challengeId: 'C4' }),
    proposal('F', { challengeId: 'C5', gatesPassed: false }),
    proposal('G', { challengeId: 'C6' }),
  ],
  scorecards: [
    { proposalId: 'A', evaluatorId: 'E3', points: { a: 400, b: 600, c: 900 } },
    { proposalId: 'A', evaluatorId: 'E1', points: { a: 300, b: 500, c: 800 } },
    { proposalId: 'A', evaluatorId: 'E2', points: { a: 400, b: 400, c: 700 } },
    { proposalId: 'B', evaluatorId: 'E1', points: { a: 400, b: 390, c: 750 } },
    { proposalId: 'C', evaluatorId: 'E1', points: { a: 400, b: 350, c: 750 } },
    { proposalId: 'D', evaluatorId: 'E1', points: { a: 300, b: 400, c: 700 } },
    { proposalId: 'E', evaluatorId: 'E1', points: { a: 350, b: 450, c: 550 } },
    { proposalId: 'F', evaluatorId: 'E1', points: { a: 400, b: 600, c: 1_000 } },
  ],
});

describe('the explanation of a row', () => {
  const explained = explain(round);

  it('shows each dimension’s cards from the least to the greatest, and which were trimmed', () => {
    expect(explained.get('A')).toMatchObject({
      passMark: 1_400,
      dimensions: [
        {
          name: 'public',
          maximum: 1_000,
          cutOff: 600,
          score: 800,
          // Of the two with 800 the one with the lesser id comes first.
          cards: [
            { evaluatorId: 'E1', sum: 800, kept: false },
            { evaluatorId: 'E2', sum: 800, kept: true },
            { evaluatorId: 'E3', sum: 1_000, kept: false },
          ],
          spread: 200,
        },
        {
          name: 'novel',
          maximum: 1_000,
          cutOff: 600,
          score: 800,
          cards: [
            { evaluatorId: 'E2', sum: 700, kept: false },
            { evaluatorId: 'E1', sum: 800, kept: true },
            { evaluatorId: 'E3', sum: 900, kept: false },
          ],
          spread: 200,
        },
      ],
    });
  });

  it('trims nothing of fewer cards than the rule asks for, and has no spread without any', () => {
    expect(explained.get('B')?.dimensions).toMatchObject([
      { cards: [{ evaluatorId: 'E1', sum: 790, kept: true }], spread: 0 },
      { cards: [{ sum: 750, kept: true }], spread: 0 },
    ]);
    expect(explained.get('G')?.dimensions).toMatchObject([
      { score: null, cards: [], spread: null },
      { score: null, cards: [], spread: null },
    ]);
  });

  it('says of what is funded by how much it would still have passed', () => {
    expect(explained.get('A')).toMatchObject({
      row: { outcome: 'FUNDED', total: 1_600 },
      leftInWon: 1_000,
      thresholds: null,
      wouldChange: {
        kind: 'margin',
        points: 200,
        dimensions: [
          { name: 'public', points: 200 },
          { name: 'novel', points: 200 },
        ],
      },
    });
  });

  it('says of another answer to a funded challenge who is ahead, and by how much', () => {
    expect(explained.get('B')).toMatchObject({
      row: { outcome: 'RESERVE', reason: 'challenge-served' },
      leftInWon: 400,
      wouldChange: { kind: 'challenge', served: [{ proposalId: 'A', pointsAhead: 60 }] },
      // Ahead of A, whatever it costs.
      thresholds: { total: 1_601, priceInWon: null },
    });
  });

  it('says of what does not fit the price at which it would have, and goes on with the same money', () => {
    expect(explained.get('C')).toMatchObject({
      row: { reason: 'does-not-fit' },
      leftInWon: 400,
      wouldChange: { kind: 'price' },
      // Ahead of A there would have been 1,000.
      thresholds: { total: 1_601, priceInWon: 400 },
    });
    expect(explained.get('D')).toMatchObject({
      row: { outcome: 'FUNDED' },
      leftInWon: 400,
      wouldChange: { kind: 'margin', points: 0 },
    });
  });

  it('says of what did not pass all that it lacked: points, dimensions, gates, scorecards', () => {
    expect(explained.get('E')).toMatchObject({
      row: { outcome: 'REJECTED' },
      leftInWon: null,
      wouldChange: {
        kind: 'pass',
        gates: false,
        scorecards: false,
        points: 50,
        dimensions: [{ name: 'novel', points: 50 }],
      },
    });
    expect(explained.get('F')?.wouldChange).toEqual({
      kind: 'pass',
      gates: true,
      scorecards: false,
      points: 0,
      dimensions: [],
    });
    expect(explained.get('G')?.wouldChange).toEqual({
      kind: 'pass',
      gates: false,
      scorecards: true,
      points: 1_400,
      dimensions: [
        { name: 'public', points: 600 },
        { name: 'novel', points: 600 },
      ],
    });
  });
});

describe('the explanation under another policy', () => {
  const sheet = (policy: ScoreSheet['policy']) =>
    plainSheet({
      policy,
      budgetInWon: 100,
      proposals: [
        proposal('A', { priceInWon: 120 }),
        proposal('B', { priceInWon: 60 }),
        proposal('C', { priceInWon: 50 }),
      ],
      scorecards: [...cards('A', 900), ...cards('B', 800), ...cards('C', 700)],
    });

  it('names what did not fit, below which `strict` funds nothing', () => {
    const explained = explain(sheet('strict'));
    // A is the first: no total brings it before more money.
    expect(explained.get('A')).toMatchObject({
      wouldChange: { kind: 'price' },
      thresholds: { total: null, priceInWon: 100 },
    });
    for (const below of ['B', 'C'])
      expect(explained.get(below)).toMatchObject({
        wouldChange: { kind: 'first-misfit', proposalId: 'A' },
        // Before A each would have been funded; behind it no price is.
        thresholds: { total: 901, priceInWon: null },
      });
  });

  it('says of `max-score` that another set is better, and that no money was walked through', () => {
    const explained = explain(sheet('max-score'));
    expect(explained.get('B')).toMatchObject({ row: { outcome: 'FUNDED' }, leftInWon: null });
    expect(explained.get('C')).toMatchObject({
      leftInWon: null,
      wouldChange: { kind: 'best-set' },
      thresholds: null,
    });
  });
});

describe('what alone would have funded a proposal', () => {
  const alone = (sheet: ScoreSheet, proposalId: string) =>
    explainProposal(sheet, rankSheet(sheet), proposalId)?.thresholds;
  const totalsAt = (policy: ScoreSheet['policy'], budgetInWon: number) =>
    plainSheet({
      policy,
      budgetInWon,
      proposals: [
        proposal('A', { priceInWon: 60 }),
        proposal('B', { priceInWon: 40 }),
        proposal('C', { priceInWon: 50 }),
        proposal('D', { priceInWon: 200 }),
      ],
      scorecards: [...cards('A', 900), ...cards('B', 800), ...cards('C', 700), ...cards('D', 600)],
    });

  it('is under `skip` a place before the money went, or what was left', () => {
    // A and B take the 100: before B there were 40, before A 100.
    expect(alone(totalsAt('skip', 100), 'C')).toEqual({ total: 901, priceInWon: 0 });
    expect(alone(totalsAt('skip', 110), 'C')).toEqual({ total: 801, priceInWon: 10 });
  });

  it('is nothing where the price is above the whole budget, or the points end before', () => {
    expect(alone(totalsAt('skip', 100), 'D')).toEqual({ total: null, priceInWon: 0 });
    const dimensions = [{ name: 'publicness', criteria: [{ name: 'targets', maximum: 900 }] }];
    expect(alone({ ...totalsAt('skip', 100), dimensions }, 'C')).toMatchObject({ total: null });
    expect(
      alone(
        {
          ...totalsAt('skip', 100),
          dimensions: [{ name: 'p', criteria: [{ name: 'targets', maximum: 901 }] }],
        },
        'C',
      ),
    ).toMatchObject({ total: 901 });
  });

  it('is under `max-score` what makes a set with it the better one', () => {
    // A and B are worth 1,700. C goes with B, 90 for 1,500: with 201 more points it is better than A and B, and with 200
    // as many for less. For 40 it still costs a place: A and C would have 1,600. For nothing all three fit.
    expect(alone(totalsAt('max-score', 100), 'C')).toEqual({ total: 900, priceInWon: 0 });
    // With 120 to spend, A and C may go together, for more money than A and B; and C for 20 fits beside both.
    expect(alone(totalsAt('max-score', 120), 'C')).toEqual({ total: 801, priceInWon: 20 });
  });

  it('takes a tie of points to the cheaper: one won less than the other costs', () => {
    const sheet = plainSheet({
      policy: 'max-score',
      budgetInWon: 100,
      proposals: [proposal('A', { priceInWon: 80 }), proposal('B', { priceInWon: 90 })],
      scorecards: [...cards('A', 900), ...cards('B', 900)],
    });
    const [first = ''] = rankSheet(sheet).list.map(({ proposalId }) => proposalId);
    expect(alone(sheet, 'B')).toEqual({ total: 901, priceInWon: first === 'B' ? 80 : 79 });
  });

  it('is said of a challenge that is served as well, with the cap it has', () => {
    const sheet = plainSheet({
      policy: 'max-score',
      budgetInWon: 100,
      proposals: [
        proposal('A', { challengeId: 'C1', priceInWon: 60 }),
        proposal('B', { challengeId: 'C1', priceInWon: 60 }),
        proposal('C', { priceInWon: 50 }),
      ],
      scorecards: [...cards('A', 900), ...cards('B', 800), ...cards('C', 700)],
    });
    // B for 50 goes with C: 1,500 against 900.
    expect(alone(sheet, 'B')).toEqual({ total: 901, priceInWon: 50 });
  });

  it('is not said where a best set on the way has more points than can be counted exactly', () => {
    const greatest = Number.MAX_SAFE_INTEGER;
    const sheet = plainSheet({
      policy: 'max-score',
      budgetInWon: 1,
      passMark: 0,
      dimensions: [{ name: 'p', criteria: [{ name: 'targets', maximum: greatest }] }],
      proposals: [proposal('A', { priceInWon: 1 }), proposal('B', { priceInWon: 1 })],
      scorecards: [...cards('A', greatest), ...cards('B', 1)],
    });
    const explained = explainProposal(sheet, rankSheet(sheet), 'B');
    expect(explained).toMatchObject({ row: { outcome: 'RESERVE' }, thresholds: null });
  });

  it('is no price where nothing is asked for already', () => {
    const sheet = plainSheet({
      policy: 'max-score',
      budgetInWon: 0,
      proposals: [
        proposal('A', { challengeId: 'C1', priceInWon: 0 }),
        proposal('B', { challengeId: 'C1', priceInWon: 0 }),
      ],
      scorecards: [...cards('A', 900), ...cards('B', 800)],
    });
    expect(alone(sheet, 'B')).toEqual({ total: 901, priceInWon: null });
  });

  it('is not said of what is funded, rejected or not in the list', () => {
    const sheet = totalsAt('max-score', 100);
    expect(alone(sheet, 'A')).toBeNull();
    expect(alone({ ...sheet, passMark: 650 }, 'D')).toBeNull();
    expect(explainProposal(sheet, rankSheet(sheet), 'Z')).toBeNull();
  });
});
