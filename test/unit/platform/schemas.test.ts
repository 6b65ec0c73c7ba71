import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { bilingual, id, instant, seconds, sha256, text, won } from '../../../functions/platform/schemas.ts';

const accepts = (schema: v.GenericSchema, value: unknown): boolean => v.safeParse(schema, value).success;

describe('an instant', () => {
  it.each([
    ['2020-05-31T23:59:59+09:00', '2020-05-31T14:59:59.000Z'],
    ['2020-05-31T15:00:00Z', '2020-05-31T15:00:00.000Z'],
    ['2020-05-31T15:00:00.1Z', '2020-05-31T15:00:00.100Z'],
    ['2020-02-29T00:00:00-05:30', '2020-02-29T05:30:00.000Z'],
  ])('%s is kept as %s', (written, kept) => {
    expect(v.parse(instant, written)).toBe(kept);
  });

  it.each([
    ['a day that its month does not have', '2021-06-31T00:00:00Z'],
    ['a leap day of a common year', '2021-02-29T00:00:00+09:00'],
    ['no offset', '2020-05-31T23:59:59'],
    ['an offset without minutes', '2020-05-31T23:59:59+09'],
    ['a day alone', '2020-05-31'],
    ['an hour past the day', '2020-05-31T24:00:00Z'],
    ['finer than a millisecond', '2020-05-31T14:59:59.9999Z'],
    ['a year that would not order as text', '9999-12-31T23:59:59-01:00'],
    ['no text', 1_590_937_200_000],
  ])('refuses %s', (_, written) => {
    expect(accepts(instant, written)).toBe(false);
  });
});

describe('text', () => {
  it('is trimmed and composed, so that what looks alike is alike', () => {
    expect(v.parse(text(10), '  \u1112\u1161\u11ab\n글 ')).toBe('한\n글');
  });

  it.each(['', ' \n ', 'x'.repeat(11), 'a\u0000b', 'a\u202eb', '\ud800', 7])('refuses %j', (written) => {
    expect(accepts(text(10), written)).toBe(false);
  });

  it.each(['\u3164', '\u200b \u00ad', '\u2800', '\u115f\u1160\uffa0', '\u0301', '\n\ufe0f'])(
    'refuses %j, which nobody sees',
    (written) => {
      expect(accepts(text(10), written)).toBe(false);
      expect(accepts(text(10), `.${written}`)).toBe(true);
    },
  );

  it('is said in both languages', () => {
    expect(accepts(bilingual(10), { ko: '가', en: 'a' })).toBe(true);
    expect(accepts(bilingual(10), { ko: '가' })).toBe(false);
    expect(accepts(bilingual(10), { ko: '가', en: 'a', de: 'a' })).toBe(false);
  });

  it('is judged in time that grows with its length alone', () => {
    const started = performance.now();
    expect(accepts(text(200_001), `${'a\n'.repeat(100_000)}\u0000`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('numbers', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('%d won is money', (amount) => {
    expect(accepts(won, amount)).toBe(true);
  });

  it.each([-1, 0.5, Number.MAX_SAFE_INTEGER + 1, '1', NaN, null])('%p is no money', (amount) => {
    expect(accepts(won, amount)).toBe(false);
  });

  it('of seconds end at ten years', () => {
    expect(accepts(seconds, 315_576_000)).toBe(true);
    expect(accepts(seconds, 315_576_001)).toBe(false);
    expect(accepts(seconds, -1)).toBe(false);
  });
});

describe('identifiers', () => {
  it('are UUIDs', () => {
    expect(accepts(id, crypto.randomUUID())).toBe(true);
    expect(accepts(id, 'ROUND#1')).toBe(false);
  });

  it('are hashes in lower case', () => {
    expect(accepts(sha256, 'ab'.repeat(32))).toBe(true);
    expect(accepts(sha256, 'AB'.repeat(32))).toBe(false);
    expect(accepts(sha256, 'ab'.repeat(31))).toBe(false);
  });
});
