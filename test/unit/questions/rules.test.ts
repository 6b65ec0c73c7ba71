import { describe, expect, it } from '@jest/globals';
import * as rules from '../../../functions/questions/rules.ts';
import {
  checkAnswering,
  checkAsking,
  isBuyerOf,
  openQuestionsLimit,
  questionDeadline,
  questionStates,
  questionTransitions,
} from '../../../functions/questions/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { challengeLike } from '../../support/challenges.ts';
import { roundLike } from '../../support/rounds.ts';
import { expectGuardsAmong, expectOnlyArrows } from '../../support/transitions.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const cutOff = '2020-05-24T15:00:00.000Z';
const justBefore = '2020-05-24T14:59:59.999Z';

const planned = roundLike();
const calling = roundLike({
  state: 'CALL_FOR_PROPOSALS',
  policy: { ...planned.policy, questionsEndBeforeInSeconds: 7 * 86_400 },
  deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
  calledAt: '2020-04-20T00:00:00.000Z',
});
const published = challengeLike();
const first = { openQuestions: 0, at: justBefore };

describe('the arrows of a question', () => {
  it('are those of asking and answering and no others', () => {
    expectOnlyArrows(questionTransitions, questionStates, [
      ['ask', null, 'ASKED', ['author', 'signatory']],
      ['answer', 'ASKED', 'ANSWERED', ['buyer', 'staff']],
      ['amend', 'ANSWERED', 'ANSWERED', ['buyer', 'staff']],
      ['decline', 'ASKED', 'DECLINED', ['staff']],
    ]);
  });

  it('name what is asked before by a function of the rules', () => {
    expectGuardsAmong(questionTransitions, rules);
  });
});

describe('asking', () => {
  it('ends so long before the deadline for proposals that an answer is still of use', () => {
    expect(questionDeadline(calling)).toBe(cutOff);
    expect(questionDeadline(planned)).toBeNull();
    expect(checkAsking(published, calling, first)).toBeNull();
    expect(checkAsking(published, calling, { ...first, at: cutOff })).toMatchObject({
      code: 'questions-closed',
      concernsFairness: true,
      details: { deadline: cutOff, receivedAt: cutOff, roundId: calling.roundId },
    });
  });

  it('goes on when the deadline moves, to the new cut-off', () => {
    const deadlines = { ...calling.deadlines, proposals: '2020-06-02T15:00:00.000Z' };
    expect(checkAsking(published, { ...calling, deadlines }, { ...first, at: cutOff })).toBeNull();
  });

  it('is closed to who waits for the answers to as many as one may have open', () => {
    const asking = (openQuestions: number) => checkAsking(published, calling, { ...first, openQuestions });
    expect(asking(openQuestionsLimit - 1)).toBeNull();
    expect(asking(openQuestionsLimit)).toMatchObject({
      code: 'too-many-open-questions',
      details: { limit: openQuestionsLimit },
    });
  });

  it('tells nothing of a challenge that is not published', () => {
    for (const hidden of [challengeLike({ state: 'SUBMITTED' }), challengeLike({ state: 'NOT_SELECTED' })])
      expect(checkAsking(hidden, calling, first)).toMatchObject({ code: 'not-found', details: {} });
    expect(checkAsking(published, { ...calling, calledAt: null }, first)).toMatchObject({
      code: 'not-found',
    });
  });

  it('of a challenge that was cancelled is refused as the call being over', () => {
    expect(checkAsking(challengeLike({ state: 'CANCELLED' }), calling, first)).toMatchObject({
      code: 'round-phase',
    });
  });
});

describe('answering', () => {
  it('serves nobody outside the open call', () => {
    const open = phases.filter(
      (state) => checkAnswering(published, roundLike({ ...calling, state }), justBefore) === null,
    );
    expect(open).toEqual(['CALL_FOR_PROPOSALS']);
  });

  it('goes on after the cut-off of questions, until the deadline’s own instant', () => {
    expect(checkAnswering(published, calling, cutOff)).toBeNull();
    expect(checkAnswering(published, calling, '2020-05-31T14:59:59.999Z')).toBeNull();
    expect(checkAnswering(published, calling, deadline)).toMatchObject({
      code: 'round-phase',
      details: { phase: 'CLOSED_FOR_PROPOSALS', roundId: calling.roundId },
    });
  });

  it('is for the bodies that propose the challenge', () => {
    const challenge = { buyerId: 'buyer', coProposerIds: ['first', 'second'] };
    const answering = ['buyer', 'first', 'second', 'supplier'].filter((id) => isBuyerOf(challenge, id));
    expect(answering).toEqual(['buyer', 'first', 'second']);
  });
});
