import { describe, expect, it } from '@jest/globals';
import {
  challengeStates,
  challengeTransitions,
  checkBeforeCallDeadline,
  checkCallForChallenges,
  checkSelectionOpen,
  checkTerms,
  effectiveChallengeState,
  isAnswerable,
  isPublished,
} from '../../../functions/challenges/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { challengeLike } from '../../support/challenges.ts';
import { roundLike } from '../../support/rounds.ts';
import { challengeTerms } from '../../support/sample-terms.ts';
import { type Arrow, expectOnlyArrows } from '../../support/transitions.ts';

const buyer = ['buyer'];
const staff = ['staff'];

/** DOMAIN.md, «Challenge», as far as this system stores it. */
const arrows: readonly Arrow[] = [
  ['draft', null, 'DRAFT', buyer],
  ['submit', 'DRAFT', 'SUBMITTED', buyer],
  ['withdraw', 'DRAFT', 'WITHDRAWN', buyer],
  ['withdraw', 'SUBMITTED', 'WITHDRAWN', buyer],
  ['select', 'SUBMITTED', 'SELECTED', staff],
  ['reject', 'SUBMITTED', 'NOT_SELECTED', staff],
  ['unmatch', 'MATCHED', 'UNMATCHED', ['system']],
  ['match', 'SELECTED', 'MATCHED', ['system']],
  ['unmatch', 'SELECTED', 'UNMATCHED', ['system']],
  ['match', 'UNMATCHED', 'MATCHED', ['system']],
  ['submit-again', null, 'SUBMITTED', ['buyer']],
  ['incubate', 'UNMATCHED', 'INCUBATED', ['staff']],
  ['return', 'INCUBATED', 'INCUBATED', ['buyer']],
  ['correct', 'SELECTED', 'SELECTED', staff],
  ['cancel', 'SELECTED', 'CANCELLED', staff],
];

const callDeadline = '2020-03-31T15:00:00.000Z';
const calling = roundLike({
  state: 'CHALLENGE_CALL',
  deadlines: { challengeCall: callDeadline, proposals: null, evaluation: null, standstill: null },
});
const called = roundLike({ state: 'CALL_FOR_PROPOSALS', calledAt: '2020-04-20T00:00:00.000Z' });

describe('the transitions of a challenge', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(challengeTransitions, challengeStates, arrows);
  });
});

describe('the state of a challenge that people see', () => {
  it('is PUBLISHED for a selected one by the call, and not before', () => {
    const selected = challengeLike({ state: 'SELECTED' });
    expect(effectiveChallengeState(selected, roundLike({ state: 'CHALLENGE_SELECTION' }))).toBe('SELECTED');
    expect(effectiveChallengeState(selected, called)).toBe('PUBLISHED');
  });

  it('is the stored one for every other while the round goes on', () => {
    for (const state of challengeStates.filter((state) => state !== 'SELECTED'))
      expect(effectiveChallengeState(challengeLike({ state }), called)).toBe(state);
  });

  it('is CANCELLED in a cancelled round where it was under way', () => {
    const cancelled = roundLike({ state: 'CANCELLED', calledAt: '2020-04-20T00:00:00.000Z' });
    const seen = challengeStates.map((state) => effectiveChallengeState(challengeLike({ state }), cancelled));
    expect(seen).toEqual([
      'CANCELLED',
      'CANCELLED',
      'WITHDRAWN',
      'CANCELLED',
      'NOT_SELECTED',
      'MATCHED',
      'UNMATCHED',
      'INCUBATED',
      'CANCELLED',
    ]);
  });
});

describe('what suppliers answer', () => {
  it('is a published challenge, corrected or not', () => {
    const selected = challengeLike({ state: 'SELECTED' });
    expect(effectiveChallengeState({ ...selected, correctionNumber: 1 }, called)).toBe('CORRECTED');
    for (const correctionNumber of [0, 1])
      expect(isAnswerable({ ...selected, correctionNumber }, called)).toBe(true);
    expect(isAnswerable(selected, roundLike({ state: 'CHALLENGE_SELECTION' }))).toBe(false);
    const unselected = challengeStates.filter((state) => state !== 'SELECTED');
    expect(unselected.filter((state) => isAnswerable(challengeLike({ state }), called))).toEqual([]);
  });
});

describe('what everybody may read', () => {
  it('is what was selected, from the call on', () => {
    const published = challengeStates.filter((state) => isPublished(challengeLike({ state }), called));
    expect(published).toEqual(['SELECTED', 'MATCHED', 'UNMATCHED', 'INCUBATED', 'CANCELLED']);
    for (const state of challengeStates)
      expect(isPublished(challengeLike({ state }), roundLike({ state: 'CHALLENGE_SELECTION' }))).toBe(false);
  });
});

describe('the call for challenges', () => {
  it('takes drafts before its deadline and none from its instant on', () => {
    expect(checkCallForChallenges(calling, '2020-03-31T14:59:59.999Z')).toBe(callDeadline);
    expect(checkCallForChallenges(calling, callDeadline)).toMatchObject({
      code: 'challenge-call-over',
      concernsFairness: true,
      details: { roundId: calling.roundId },
    });
  });

  it('is over by the clock even before the phase has moved, and open by it even after', () => {
    const selecting = roundLike({ ...calling, state: 'CHALLENGE_SELECTION' });
    expect(checkCallForChallenges(selecting, '2020-03-31T14:59:59.999Z')).toBe(callDeadline);
    expect(checkCallForChallenges(calling, '2020-03-31T15:00:00.001Z')).toMatchObject({
      code: 'challenge-call-over',
    });
  });

  it('does not exist before it is opened, nor in a cancelled round', () => {
    for (const round of [roundLike(), roundLike({ ...calling, state: 'CANCELLED' })])
      expect(checkCallForChallenges(round, '2020-03-01T00:00:00.000Z')).toMatchObject({
        code: 'round-phase',
        details: { phase: round.state, roundId: round.roundId },
      });
  });

  it('is judged by the challenge’s own copy of the deadline as well', () => {
    const challenge = challengeLike({ state: 'DRAFT', callDeadline });
    expect(checkBeforeCallDeadline(challenge, '2020-03-31T14:59:59.999Z')).toBeNull();
    expect(checkBeforeCallDeadline(challenge, callDeadline)).toMatchObject({
      code: 'challenge-call-over',
      details: { deadline: callDeadline, receivedAt: callDeadline, roundId: challenge.roundId },
    });
  });
});

describe('the selection', () => {
  it('happens in its phase alone', () => {
    const open = phases.filter((state) => checkSelectionOpen(roundLike({ state }), callDeadline) === null);
    expect(open).toEqual(['CHALLENGE_SELECTION']);
    expect(checkSelectionOpen(called, callDeadline)).toMatchObject({
      code: 'round-phase',
      details: { phase: 'CALL_FOR_PROPOSALS', roundId: called.roundId },
    });
  });
});

describe('the terms of a challenge', () => {
  const policy = { maximumPriceInWon: 500_000_000 };

  it('are good with a measurable target and a price that the round pays', () => {
    expect(checkTerms(challengeTerms, policy)).toBeNull();
    expect(checkTerms({ ...challengeTerms, priceCeilingInWon: 500_000_000 }, policy)).toBeNull();
  });

  it('are refused above the round’s maximum, which the refusal names', () => {
    expect(checkTerms({ ...challengeTerms, priceCeilingInWon: 500_000_001 }, policy)).toMatchObject({
      code: 'price-above-maximum',
      details: policy,
    });
  });

  it('are refused without a target, or with two of one name', () => {
    expect(checkTerms({ ...challengeTerms, requiredPerformance: [] }, policy)).toMatchObject({
      code: 'target-missing',
    });
    const [first] = challengeTerms.requiredPerformance;
    const twice = first === undefined ? [] : [first, { ...first, unit: 's' }];
    expect(checkTerms({ ...challengeTerms, requiredPerformance: twice }, policy)).toMatchObject({
      code: 'target-repeated',
    });
  });
});
