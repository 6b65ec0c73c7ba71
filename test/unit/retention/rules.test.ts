import { describe, expect, it } from '@jest/globals';
import { forgottenBefore, hasEndedBefore } from '../../../functions/retention/rules.ts';

describe('what is old enough to be forgotten', () => {
  it('is what was written before the same day and hour so many years ago', () => {
    expect(forgottenBefore({ years: 10 }, '2030-12-01T03:04:05.006Z')).toBe('2020-12-01T03:04:05.006Z');
    expect(forgottenBefore({ years: 1 }, '2024-02-29T00:00:00.000Z')).toBe('2023-03-01T00:00:00.000Z');
  });

  it('is nothing of a round that goes on, or ended at that instant or later', () => {
    const before = '2020-12-01T00:00:00.000Z';
    expect(hasEndedBefore(null, before)).toBe(false);
    expect(hasEndedBefore(before, before)).toBe(false);
    expect(hasEndedBefore('2020-11-30T23:59:59.999Z', before)).toBe(true);
  });
});
