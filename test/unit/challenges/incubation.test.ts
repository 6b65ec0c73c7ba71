import { describe, expect, it } from '@jest/globals';
import { checkIncubating, returned } from '../../../functions/challenges/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { challengeLike } from '../../support/challenges.ts';

describe('an incubation', () => {
  it('begins once the standstill is over, when nobody can meet the challenge any more', () => {
    const open = phases.filter((state) => checkIncubating({ roundId: 'R1', state }) === null);
    expect(open).toEqual(['PURCHASE', 'FIRST_USE', 'COMPLETED']);
    expect(checkIncubating({ roundId: 'R1', state: 'NOTICE' })).toMatchObject({
      code: 'round-phase',
      details: { phase: 'NOTICE', roundId: 'R1' },
    });
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
