import { describe, expect, it } from '@jest/globals';
import {
  addSeconds,
  epochMillisecondsOf,
  hasPassed,
  instantOf,
} from '../../../functions/platform/instant.ts';

describe('an instant', () => {
  it('is written in UTC with milliseconds', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantOf(1_590_937_200_000)).toBe('2020-05-31T15:00:00.000Z');
  });

  it('is read back as the milliseconds it was made of', () => {
    expect(epochMillisecondsOf('2020-05-31T14:59:59.999Z')).toBe(1_590_937_199_999);
  });

  it('moves by seconds, forth and back', () => {
    expect(addSeconds('2020-05-31T15:00:00.000Z', 3 * 3600)).toBe('2020-05-31T18:00:00.000Z');
    expect(addSeconds('2020-05-31T15:00:00.000Z', -1)).toBe('2020-05-31T14:59:59.000Z');
  });
});

describe('a deadline', () => {
  const deadline = '2020-05-31T15:00:00.000Z';

  it('has not passed in the millisecond before it', () => {
    expect(hasPassed(deadline, '2020-05-31T14:59:59.999Z')).toBe(false);
  });

  it('has passed at its own instant', () => {
    expect(hasPassed(deadline, deadline)).toBe(true);
  });
});
