import { describe, expect, it } from '@jest/globals';
import * as rules from '../../../functions/rounds/rules.ts';
import {
  deadlineOfPhase,
  earliestOpening,
  effectivePhase,
  isAnnounced,
  isCalled,
  isOpened,
  phases,
  roundTransitions,
} from '../../../functions/rounds/rules.ts';
import { roundLike } from '../../support/rounds.ts';
import { type Arrow, expectGuardsAmong, expectOnlyArrows } from '../../support/transitions.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const deadlines = { challengeCall: null, proposals: deadline, evaluation: null, standstill: null };
const calling = roundLike({ state: 'CALL_FOR_PROPOSALS', deadlines, calledAt: '2020-04-01T00:00:00.000Z' });

const staff = ['staff'];
const clockOrStaff = ['system', 'staff'];

/** DOMAIN.md, «Round», written down once more. */
const arrows: readonly Arrow[] = [
  ['plan', null, 'PLANNED', staff],
  ['call-for-challenges', 'PLANNED', 'CHALLENGE_CALL', staff],
  ['close-challenge-call', 'CHALLENGE_CALL', 'CHALLENGE_SELECTION', clockOrStaff],
  ['call-for-proposals', 'CHALLENGE_SELECTION', 'CALL_FOR_PROPOSALS', staff],
  ['prepare-opening', 'CALL_FOR_PROPOSALS', 'CALL_FOR_PROPOSALS', staff],
  ['open', 'CALL_FOR_PROPOSALS', 'OPENED', ['approver']],
  ['change-policy', 'PLANNED', 'PLANNED', staff],
  ['begin-screening', 'OPENED', 'SCREENING', staff],
  ['begin-evaluation', 'SCREENING', 'EVALUATION', staff],
  ['close-evaluation', 'EVALUATION', 'DECISION', clockOrStaff],
  ['give-notice', 'DECISION', 'NOTICE', staff],
  ['end-standstill', 'NOTICE', 'PURCHASE', clockOrStaff],
  ['begin-first-use', 'PURCHASE', 'FIRST_USE', staff],
  ['complete', 'FIRST_USE', 'COMPLETED', staff],
  ...phases.slice(0, phases.indexOf('PURCHASE')).map((phase): Arrow => ['cancel', phase, 'CANCELLED', staff]),
  ...phases
    .slice(phases.indexOf('CHALLENGE_CALL'), phases.indexOf('COMPLETED'))
    .map((phase): Arrow => ['restart-execution', phase, phase, staff]),
  ...['CHALLENGE_CALL', 'CALL_FOR_PROPOSALS', 'EVALUATION'].flatMap((phase): Arrow[] => [
    ['prepare-deadline-move', phase, phase, clockOrStaff],
    ['approve-deadline-move', phase, phase, ['approver']],
    ['drop-deadline-move', phase, phase, ['staff', 'approver']],
  ]),
  ...phases
    .slice(phases.indexOf('CALL_FOR_PROPOSALS'), phases.indexOf('NOTICE'))
    .map((phase): Arrow => ['announce-delay', phase, phase, staff]),
  ...phases
    .slice(phases.indexOf('CALL_FOR_PROPOSALS'), phases.indexOf('COMPLETED'))
    .map((phase): Arrow => ['renew-lock', phase, phase, ['staff', 'approver']]),
];

describe('the transitions of a round', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(roundTransitions, phases, arrows);
  });

  it('name what is asked before by a function of the rules', () => {
    expectGuardsAmong(roundTransitions, rules);
  });

  it('lead nowhere from the ends', () => {
    for (const end of ['COMPLETED', 'CANCELLED'])
      expect(roundTransitions.filter(({ from }) => from === end)).toEqual([]);
  });
});

describe('the phase that people see', () => {
  it('is the stored one while the clock says nothing else', () => {
    for (const state of phases) expect(effectivePhase(roundLike({ state }), deadline)).toBe(state);
  });

  it('is closed for proposals from the deadline’s own instant on', () => {
    expect(effectivePhase(calling, '2020-05-31T14:59:59.999Z')).toBe('CALL_FOR_PROPOSALS');
    expect(effectivePhase(calling, deadline)).toBe('CLOSED_FOR_PROPOSALS');
  });

  it('is the selection from the instant on at which the call for challenges ends, whether or not a job has run', () => {
    const round = roundLike({ state: 'CHALLENGE_CALL' });
    const called = { ...round, deadlines: { ...round.deadlines, challengeCall: deadline } };
    expect(effectivePhase(called, '2020-05-31T14:59:59.999Z')).toBe('CHALLENGE_CALL');
    expect(effectivePhase(called, deadline)).toBe('CHALLENGE_SELECTION');
  });

  it('goes on from the opening, however long ago the deadline was', () => {
    expect(effectivePhase({ ...calling, state: 'OPENED' }, '2021-01-01T00:00:00.000Z')).toBe('OPENED');
  });
});

describe('the earliest opening', () => {
  it('is the deadline and the hold of the policy', () => {
    expect(earliestOpening(calling)).toBe('2020-05-31T18:00:00.000Z');
    expect(earliestOpening({ ...calling, policy: { ...calling.policy, holdInSeconds: 0 } })).toBe(deadline);
  });

  it('is unknown before the call', () => {
    expect(earliestOpening(roundLike())).toBeNull();
  });
});

describe('what a round tells of itself', () => {
  it('is nothing while it is planned, nor when a plan is given up', () => {
    const cancelled = roundLike({ state: 'CANCELLED' });
    expect([roundLike(), cancelled].map(isAnnounced)).toEqual([false, false]);
    expect(isAnnounced({ ...cancelled, calledAt: deadline })).toBe(true);
    expect(isAnnounced({ ...cancelled, deadlines: { ...deadlines, challengeCall: deadline } })).toBe(true);
    expect(isAnnounced(calling)).toBe(true);
  });

  it('is called and opened by what was done, in whatever phase it is', () => {
    expect([isCalled(roundLike()), isOpened(roundLike())]).toEqual([false, false]);
    expect([isCalled(calling), isOpened(calling)]).toEqual([true, false]);
    const cancelled = roundLike({ state: 'CANCELLED', calledAt: deadline, openedAt: deadline });
    expect([isCalled(cancelled), isOpened(cancelled)]).toEqual([true, true]);
  });

  it('has one deadline for each phase that ends by the clock', () => {
    expect(
      [...phases, 'CLOSED_FOR_PROPOSALS' as const].map((phase) => [phase, deadlineOfPhase(phase)]),
    ).toEqual([
      ['PLANNED', null],
      ['CHALLENGE_CALL', 'challengeCall'],
      ['CHALLENGE_SELECTION', null],
      ['CALL_FOR_PROPOSALS', 'proposals'],
      ['OPENED', null],
      ['SCREENING', null],
      ['EVALUATION', 'evaluation'],
      ['DECISION', null],
      ['NOTICE', 'standstill'],
      ['PURCHASE', null],
      ['FIRST_USE', null],
      ['COMPLETED', null],
      ['CANCELLED', null],
      ['CLOSED_FOR_PROPOSALS', null],
    ]);
  });
});
