import { describe, expect, it } from '@jest/globals';
import { faultProblem, preferredLanguage, problemOf } from '../../../functions/platform/problem.ts';
import { refuse } from '../../../functions/platform/refusal.ts';

describe('the preferred language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['KO-kr', 'ko'],
    ['de', 'en'],
    ['de, ko;q=0.5', 'ko'],
    ['en;q=0.8, ko;q=0.9', 'ko'],
    ['ko;q=0.8, en;q=0.9', 'en'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['ko;q=0, en;q=0.1', 'en'],
    ['ko;q=0', 'en'],
    ['korean', 'en'],
    [';;q=,', 'en'],
    ['ko;q=.', 'en'],
  ])('of %p is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a problem document', () => {
  it('says the code, the status and what to do, in the language asked for', () => {
    const refusal = refuse('wrong-state', { state: 'OPENED' });
    expect(problemOf(refusal, 'ko', 'r-1')).toEqual({
      type: 'urn:first-buyer:problem:wrong-state',
      title: 'Wrong state',
      status: 409,
      detail: refusal.ko,
      code: 'wrong-state',
      instance: 'urn:first-buyer:request:r-1',
      details: { state: 'OPENED' },
    });
    expect(problemOf(refusal, 'en', 'r-1').detail).toBe(refusal.en);
  });

  it('of a fault promises that a repetition does not count twice, and tells nothing else', () => {
    const english = faultProblem('en', 'r-1');
    expect(english).toMatchObject({ status: 500, code: 'fault', details: {} });
    expect(english.detail).toMatch(/Idempotency-Key/u);
    expect(faultProblem('ko', 'r-1').detail).toMatch(/\p{Script=Hangul}.*Idempotency-Key|Idempotency-Key/u);
    expect(faultProblem('ko', 'r-1').detail).not.toBe(english.detail);
  });
});
