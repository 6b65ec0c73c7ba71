import { describe, expect, it } from '@jest/globals';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import {
  cutOffScores,
  rejectionsOf,
  roundedMean,
  scoreProposals,
} from '../../../functions/decisions/rules/scoring.ts';
import type { ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const GREATEST = Number.MAX_SAFE_INTEGER;

describe('the mean', () => {
  it.each([
    [0, 1, 0],
    [1, 2, 1],
    [5, 2, 3],
    [7, 3, 2],
    [8, 3, 3],
    [9, 3, 3],
    [2549, 3, 850],
    [2548, 3, 849],
    [GREATEST, 1, GREATEST],
    [GREATEST, 2, 4_503_599_627_370_496],
    [GREATEST, 3, 3_002_399_751_580_330],
    [GREATEST - 1, 4, 2_251_799_813_685_248],
  ])('of a sum of %d over %d is %d', (sum, count, mean) => {
    expect(roundedMean(sum, count)).toBe(mean);
  });
});

/** The total and the number of kept cards of the one proposal of a plain sheet. */
const scoreOf = (points: readonly number[], trimFrom: number) => {
  const sheet = plainSheet({ trimFrom, proposals: [proposal('P1')], scorecards: cards('P1', ...points) });
  const [row] = rankSheet(sheet).list;
  return [row?.total, row?.keptScorecards];
};

describe('dropping the extremes', () => {
  it('drops the least and the greatest from trimFrom cards on', () => {
    // (200 + 300 + 400) / 3
    expect(scoreOf([1000, 200, 300, 0, 400], 5)).toEqual([300, 3]);
  });

  it('drops nothing below trimFrom', () => {
    // (1000 + 200 + 300 + 0) / 4
    expect(scoreOf([1000, 200, 300, 0], 5)).toEqual([375, 4]);
  });

  it('keeps one of three', () => {
    expect(scoreOf([900, 100, 700], 3)).toEqual([700, 1]);
    expect(scoreOf([100, 700, 900], 3)).toEqual([700, 1]);
    expect(scoreOf([700, 900, 100], 3)).toEqual([700, 1]);
  });

  it('drops only one of several equal extremes', () => {
    // (500 + 500 + 900) / 3 = 633.3
    expect(scoreOf([900, 500, 500, 500, 900], 5)).toEqual([633, 3]);
    expect(scoreOf([600, 600, 600, 600, 600], 5)).toEqual([600, 3]);
  });

  it('takes a single card as it is', () => {
    expect(scoreOf([850], 5)).toEqual([850, 1]);
  });

  it('takes the mean of two cards', () => {
    expect(scoreOf([850, 701], 5)).toEqual([776, 2]);
    expect(scoreOf([701, 850], 5)).toEqual([776, 2]);
  });

  it('counts zeros', () => {
    expect(scoreOf([0, 0, 0], 5)).toEqual([0, 3]);
    expect(scoreOf([0, 0, 0, 600, 900], 5)).toEqual([200, 3]);
  });
});

describe('dimensions', () => {
  const sheet: ScoreSheet = plainSheet({
    trimFrom: 3,
    dimensions: [
      {
        name: 'publicness',
        criteria: [
          { name: 'a', maximum: 1000 },
          { name: 'b', maximum: 1000 },
        ],
      },
      { name: 'feasibility', criteria: [{ name: 'c', maximum: 1000 }] },
    ],
    proposals: [proposal('P1')],
    scorecards: [
      { proposalId: 'P1', evaluatorId: 'E1', points: { a: 100, b: 200, c: 900 } },
      { proposalId: 'P1', evaluatorId: 'E2', points: { c: 500, a: 300, b: 400 } },
      { proposalId: 'P1', evaluatorId: 'E3', points: { a: 900, b: 900, c: 100 } },
    ],
  });

  it('drop extremes each by itself, and the total is the sum of their scores', () => {
    // publicness: 300, 700, 1800 keeps 700; feasibility: 900, 500, 100 keeps 500: both of E2 by their own order.
    expect(rankSheet(sheet).list[0]).toMatchObject({
      total: 1200,
      dimensions: { publicness: 700, feasibility: 500 },
      keptScorecards: 1,
    });
  });

  it('round before they are summed', () => {
    const halves = { ...sheet, trimFrom: 5, scorecards: sheet.scorecards.slice(0, 2) };
    // publicness (300 + 700) / 2 = 500; feasibility (900 + 501) / 2 = 700.5, up to 701.
    const [first, second] = halves.scorecards;
    if (first === undefined || second === undefined) throw new Error('Two cards are needed');
    const odd = { ...second, points: { ...second.points, c: 501 } };
    expect(rankSheet({ ...halves, scorecards: [first, odd] }).list[0]).toMatchObject({
      total: 1201,
      dimensions: { publicness: 500, feasibility: 701 },
    });
  });
});

describe('cards in any order', () => {
  it('are found by their proposal', () => {
    const sheet = plainSheet({
      proposals: ['P1', 'P2', 'P3'].map((id) => proposal(id)),
      scorecards: [...cards('P3', 300, 500), ...cards('P1', 100), ...cards('P2', 200, 400).toReversed()],
    });
    expect([...scoreProposals(sheet).totals]).toEqual([100, 300, 400]);
  });

  it('are nothing where there are none', () => {
    const sheet = plainSheet({
      proposals: ['P1', 'P2', 'P3'].map((id) => proposal(id)),
      scorecards: cards('P2', 300),
    });
    const { totals, dimensionScores, cardCounts } = scoreProposals(sheet);
    expect([[...totals], [...dimensionScores], [...cardCounts]]).toEqual([
      [0, 300, 0],
      [0, 300, 0],
      [0, 1, 0],
    ]);
  });

  it('must be of a proposal of the sheet, and have points for its criteria', () => {
    const sheet = plainSheet({ proposals: [proposal('P1')], scorecards: cards('P2', 1) });
    expect(() => scoreProposals(sheet)).toThrow('a scorecard of no proposal: P2');
    const lacking = [{ proposalId: 'P1', evaluatorId: 'E1', points: {} }];
    expect(() => scoreProposals({ ...sheet, scorecards: lacking })).toThrow('lacks criteria');
    const foreign = [{ proposalId: 'P1', evaluatorId: 'E1', points: { other: 1 } }];
    expect(() => scoreProposals({ ...sheet, scorecards: foreign })).toThrow('points for no criterion: other');
  });
});

describe('passing', () => {
  const judged = (points: number, parts: Partial<ScoreSheet>, gatesPassed = true) => {
    const sheet = plainSheet({
      dimensions: [
        {
          name: 'publicness',
          criteria: [
            { name: 'targets', maximum: 1000 },
            { name: 'effect', maximum: 7 },
          ],
        },
      ],
      proposals: [proposal('P1', { gatesPassed })],
      scorecards: [{ proposalId: 'P1', evaluatorId: 'E1', points: { targets: points, effect: 0 } }],
      ...parts,
    });
    return rejectionsOf(sheet, scoreProposals(sheet))[0];
  };

  it('needs the pass mark, which is enough', () => {
    expect(judged(700, { passMark: 700 })).toBeNull();
    expect(judged(699, { passMark: 700 })).toBe('below-pass-mark');
  });

  it('needs the cut-off’s share of a dimension’s maximum, which is enough', () => {
    // 60 % of 1007 is 604.2, so 605 is the first that reaches it.
    expect(judged(605, { cutOffPercent: 60 })).toBeNull();
    expect(judged(604, { cutOffPercent: 60 })).toBe('below-cut-off');
    // 100 % of 1000 is reached by all the points there are.
    const whole = { dimensions: [{ name: 'd', criteria: [{ name: 'targets', maximum: 1000 }] }] };
    const full = plainSheet({
      ...whole,
      cutOffPercent: 100,
      proposals: [proposal('P1')],
      scorecards: cards('P1', 1000),
    });
    expect(rejectionsOf(full, scoreProposals(full))).toEqual([null]);
  });

  it('needs scorecards, even where nothing else is asked', () => {
    expect(judged(0, { scorecards: [] })).toBe('not-evaluated');
  });

  it('fails for the first reason that applies', () => {
    const worst = { passMark: 900, cutOffPercent: 90 };
    expect(judged(100, worst)).toBe('below-pass-mark');
    expect(judged(100, { ...worst, scorecards: [] })).toBe('not-evaluated');
    expect(judged(100, { ...worst, scorecards: [] }, false)).toBe('gate-failed');
    expect(judged(1000, {}, false)).toBe('gate-failed');
  });

  it('is exact for cut-offs whose product leaves the exact range', () => {
    const sheet = plainSheet({
      cutOffPercent: 60,
      dimensions: [{ name: 'd', criteria: [{ name: 'targets', maximum: GREATEST }] }],
    });
    // 0.6 · (2^53 − 1) = 5404319552844594.6
    expect(cutOffScores(sheet)).toEqual([5_404_319_552_844_595]);
    expect(cutOffScores({ ...sheet, cutOffPercent: 0 })).toEqual([0]);
  });
});
