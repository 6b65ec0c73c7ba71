import { describe, expect, it } from '@jest/globals';
import { lessonsByField } from '../../../web/src/lessons/by-field.ts';

const lesson = (challengeId: string, boughtInWon: number, successes: number, failures: number) => ({
  challengeId,
  bought: successes + failures,
  boughtInWon,
  verdicts: { SUCCESS: successes, FAILURE: failures, INCONCLUSIVE: 0 },
  targets: { met: 0, missed: 0, unmeasured: 0 },
  repurchases: { count: successes, amountInWon: successes * 10 },
  salesInWon: 0,
  peopleServed: 0,
});

describe('the lessons of a field', () => {
  it('sum up its challenges, those that nobody met among them', () => {
    const lessons = { challenges: [lesson('a', 100, 1, 0), lesson('b', 200, 1, 1), lesson('c', 50, 0, 1)] };
    const of = (challengeId: string, field: '03' | '07', state: 'MATCHED' | 'UNMATCHED' | 'INCUBATED') => ({
      challengeId,
      field,
      state,
    });
    expect(
      lessonsByField(lessons, [
        of('c', '07', 'MATCHED'),
        of('a', '03', 'MATCHED'),
        of('b', '03', 'MATCHED'),
        of('d', '07', 'UNMATCHED'),
        of('e', '07', 'INCUBATED'),
      ]),
    ).toEqual([
      {
        field: '03',
        challenges: 2,
        unmet: 0,
        boughtInWon: 300,
        successes: 2,
        failures: 1,
        repurchasedInWon: 20,
      },
      {
        field: '07',
        challenges: 3,
        unmet: 2,
        boughtInWon: 50,
        successes: 0,
        failures: 1,
        repurchasedInWon: 0,
      },
    ]);
  });

  it('are none without a challenge', () => {
    expect(lessonsByField({ challenges: [] }, [])).toEqual([]);
  });
});
