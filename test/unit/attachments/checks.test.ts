import { describe, expect, it } from '@jest/globals';
import { firstCheckAt, isGivenUp, mostChecks, nextCheckAt } from '../../../functions/attachments/rules.ts';

describe('a check that was not made', () => {
  it('is begun with ten minutes after the file arrived, then at growing pauses of at most four hours', () => {
    const arrivedAt = '2020-05-31T14:50:00.000Z';
    expect(firstCheckAt(arrivedAt)).toBe('2020-05-31T15:00:00.000Z');
    const pauses = Array.from({ length: mostChecks }, (_, begun) =>
      Math.round((Date.parse(nextCheckAt(begun + 1, arrivedAt)) - Date.parse(arrivedAt)) / 60_000),
    );
    expect(pauses).toEqual([10, 20, 40, 80, 160, 240, 240, 240, 240, 240]);
  });

  it('is given up after ten tries, more than a day', () => {
    expect([0, 1, 9].map((tries) => isGivenUp({ tries }))).toEqual([false, false, false]);
    expect(isGivenUp({ tries: 10 })).toBe(true);
  });
});
