import { describe, expect, it } from '@jest/globals';
import {
  checkFlagged,
  effectiveScorecardState,
  flaggedScorecards,
  outliersOf,
} from '../../../functions/evaluation/rules.ts';
import { panelLike, scorecardLike, seatOf, smallScoring } from '../../support/evaluation.ts';

// The dimension «worth» has a maximum of 2000, so more than 200 away is apart; «craft» 1000, so more than 100.
const worth = (evaluatorId: string, sum: number) =>
  scorecardLike(evaluatorId, { need: Math.floor(sum / 2), effect: Math.ceil(sum / 2), proof: 500 });

describe('outliers', () => {
  it('are more than the percentage of the maximum away from the mean of the others', () => {
    const others = [worth('E1', 1000), worth('E2', 1000)];
    expect(outliersOf([...others, worth('E3', 1200)], smallScoring)).toEqual(new Map());
    expect(outliersOf([...others, worth('E3', 1201)], smallScoring)).toEqual(new Map([['E3', ['worth']]]));
    expect(outliersOf([...others, worth('E3', 800)], smallScoring)).toEqual(new Map());
    expect(outliersOf([...others, worth('E3', 799)], smallScoring)).toEqual(new Map([['E3', ['worth']]]));
  });

  it('are told by the others’ mean without rounding it', () => {
    // The mean of the others is 1000.5: 1200 is 199.5 away, 1201 is 200.5 away.
    const others = [worth('E1', 1000), worth('E2', 1001)];
    expect(outliersOf([...others, worth('E3', 1200)], smallScoring).has('E3')).toBe(false);
    expect(outliersOf([...others, worth('E3', 1201)], smallScoring).has('E3')).toBe(true);
  });

  it('leave the own sum out of the mean', () => {
    // With the own one the mean of 1000, 1000, 1300 would be 1100, and 1300 would be no outlier.
    const cards = [worth('E1', 1000), worth('E2', 1000), worth('E3', 1300)];
    expect([...outliersOf(cards, smallScoring).keys()]).toEqual(['E3']);
  });

  it('name each dimension, in the order of the policy', () => {
    const cards = [scorecardLike('E1', 500), scorecardLike('E2', 500), scorecardLike('E3', 1000)];
    // E1 and E2 see a mean of 1500 of 2000 and 750 of 1000 in the others.
    expect(outliersOf(cards, smallScoring)).toEqual(
      new Map([
        ['E1', ['worth', 'craft']],
        ['E2', ['worth', 'craft']],
        ['E3', ['worth', 'craft']],
      ]),
    );
  });

  it('are none among none or one', () => {
    expect(outliersOf([], smallScoring)).toEqual(new Map());
    expect(outliersOf([worth('E1', 0)], smallScoring)).toEqual(new Map());
  });

  it('are all that differ at all when the percentage is 0', () => {
    const cards = [worth('E1', 1000), worth('E2', 1001)];
    expect(outliersOf(cards, { ...smallScoring, outlierPercent: 0 }).size).toBe(2);
    expect(outliersOf([worth('E1', 7), worth('E2', 7)], { ...smallScoring, outlierPercent: 0 }).size).toBe(0);
  });
});

describe('flagged scorecards', () => {
  const panel = panelLike();
  const cards = [worth('E1', 1000), worth('E2', 1000), worth('E3', 1500)];

  it('are the outliers, once all active members have locked theirs', () => {
    expect([...flaggedScorecards(panel, cards, smallScoring).keys()]).toEqual(['E1', 'E2', 'E3']);
    expect(flaggedScorecards(panel, cards.slice(1), smallScoring).size).toBe(0);
    const draft = { ...worth('E1', 1000), state: 'DRAFT' } as const;
    expect(flaggedScorecards(panel, [draft, ...cards.slice(1)], smallScoring).size).toBe(0);
  });

  it('wait for members who have not declared, not for recused ones', () => {
    const waiting = panelLike({ seats: [...panel.seats, seatOf('E4', 'ASSIGNED')] });
    expect(flaggedScorecards(waiting, cards, smallScoring).size).toBe(0);
    const recused = panelLike({ seats: [...panel.seats, seatOf('E4', 'RECUSED')] });
    expect(flaggedScorecards(recused, cards, smallScoring).size).toBe(3);
  });

  it('are not compared with a scorecard of somebody who is no active member', () => {
    const foreign = [worth('E1', 1000), worth('E2', 1000), worth('E3', 1000), worth('E9', 2000)];
    expect(flaggedScorecards(panel, foreign, smallScoring).size).toBe(0);
  });

  it('stay the same whoever answers first, and are not flagged again', () => {
    const revised = { ...worth('E3', 1000), state: 'REVISED', firstPoints: cards[2]?.points ?? {} } as const;
    expect([...flaggedScorecards(panel, [...cards.slice(0, 2), revised], smallScoring).keys()]).toEqual([
      'E1',
      'E2',
    ]);
    const reconfirmed = { ...worth('E3', 1500), state: 'RECONFIRMED' } as const;
    expect([...flaggedScorecards(panel, [...cards.slice(0, 2), reconfirmed], smallScoring).keys()]).toEqual([
      'E1',
      'E2',
    ]);
  });

  it('are compared by their own points where no first ones were kept', () => {
    const kept = cards.map((card) => ({ ...card, firstPoints: null }));
    expect(flaggedScorecards(panel, kept, smallScoring).size).toBe(3);
  });
});

describe('the state that people see', () => {
  const flagged = new Map([['E1', ['worth']]]);

  it('is flagged only for a submitted outlier', () => {
    expect(effectiveScorecardState(scorecardLike('E1'), flagged)).toBe('OUTLIER_FLAGGED');
    expect(effectiveScorecardState(scorecardLike('E2'), flagged)).toBe('SUBMITTED');
    for (const state of ['DRAFT', 'RECONFIRMED', 'REVISED'] as const)
      expect(effectiveScorecardState({ evaluatorId: 'E1', state }, flagged)).toBe(state);
  });

  it('lets only what is flagged be answered', () => {
    expect(checkFlagged(scorecardLike('E1'), flagged)).toBeNull();
    expect(checkFlagged(scorecardLike('E2'), flagged)).toMatchObject({
      code: 'not-an-outlier',
      concernsFairness: true,
      details: { state: 'SUBMITTED', roundId: 'R1' },
    });
    expect(checkFlagged(scorecardLike('E1', 1, { state: 'REVISED' }), flagged)).toMatchObject({
      code: 'not-an-outlier',
      details: { state: 'REVISED' },
    });
  });
});
