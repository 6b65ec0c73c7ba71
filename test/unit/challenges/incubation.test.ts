import { describe, expect, it } from '@jest/globals';
import { checkIncubating, checkNotReturned, returned } from '../../../functions/challenges/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { challengeLike } from '../../support/challenges.ts';
import { roundLike } from '../../support/rounds.ts';

const standstill = '2020-08-10T00:00:00.000Z';
const graceOver = '2020-08-10T00:00:30.000Z';
const round = roundLike({
  state: 'PURCHASE',
  deadlines: { challengeCall: null, proposals: null, evaluation: null, standstill },
});

describe('an incubation', () => {
  it('begins once the standstill is over, when nobody can meet the challenge any more', () => {
    const open = phases.filter((state) => checkIncubating({ ...round, state }, false, graceOver) === null);
    expect(open).toEqual(['PURCHASE', 'FIRST_USE', 'COMPLETED']);
    expect(checkIncubating({ ...round, state: 'NOTICE' }, false, graceOver)).toMatchObject({
      code: 'round-phase',
      details: { phase: 'NOTICE', roundId: round.roundId },
    });
  });

  it('waits for the objections: until each is written, and until it is settled', () => {
    expect(checkIncubating(round, false, standstill)).toMatchObject({ code: 'objections-still-coming' });
    expect(checkIncubating(round, true, graceOver)).toMatchObject({ code: 'objections-unsettled' });
  });

  it('leads to a later round once, but where it was withdrawn', () => {
    const there = { challengeId: 'C2', roundId: 'R2' };
    expect(checkNotReturned([])).toBeNull();
    expect(checkNotReturned([{ ...there, state: 'WITHDRAWN' }])).toBeNull();
    expect(
      checkNotReturned([
        { ...there, challengeId: 'C1', state: 'WITHDRAWN' },
        { ...there, state: 'NOT_SELECTED' },
      ]),
    ).toMatchObject({ code: 'returned-already', details: there });
  });

  it('ends in a later round, with the terms that the challenge had and nothing of its first round', () => {
    const incubated = challengeLike({
      state: 'INCUBATED',
      correctionNumber: 3,
      decisionReason: 'Worth solving',
      incubation: { budgetInWon: 1, plan: 'A study', begunAt: '2020-09-01T00:00:00.000Z', returnedAs: [] },
    });
    const place = { challengeId: 'C2', roundId: 'R2', callDeadline: '2021-03-31T15:00:00.000Z' };
    const at = '2021-03-01T00:00:00.000Z';
    expect(returned(incubated, place, at)).toEqual({
      ...incubated,
      ...place,
      state: 'SUBMITTED',
      submittedAt: at,
      correctionNumber: 0,
      decisionReason: null,
      incubation: null,
      incubatedFrom: incubated.challengeId,
    });
  });
});
