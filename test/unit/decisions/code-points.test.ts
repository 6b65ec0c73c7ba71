import { describe, expect, it } from '@jest/globals';
import { compareByCodePoint } from '../../../functions/decisions/rules/code-points.ts';

const sorted = (...ids: readonly string[]): readonly string[] => ids.toSorted(compareByCodePoint);

describe('the order of ids', () => {
  it('is that of code points, a prefix first', () => {
    expect(sorted('P2', 'P10', 'P1', 'p1', 'P', '')).toEqual(['', 'P', 'P1', 'P10', 'P2', 'p1']);
  });

  it('puts characters beyond U+FFFF behind all others, which JavaScript’s own order does not', () => {
    // U+1F600 is written with the surrogates D83D DE00, U+FF5E with one unit, U+E000 is the first of private use.
    expect(sorted('\u{1F600}', '\uFF5E', '\uE000', '\uD7FF')).toEqual([
      '\uD7FF',
      '\uE000',
      '\uFF5E',
      '\u{1F600}',
    ]);
    expect(['\u{1F600}', '\uFF5E'].sort()).toEqual(['\u{1F600}', '\uFF5E']);
  });

  it('compares within surrogate pairs too', () => {
    expect(sorted('\u{1F601}', '\u{1F600}', '\u{10FFFF}', '\u{10000}')).toEqual([
      '\u{10000}',
      '\u{1F600}',
      '\u{1F601}',
      '\u{10FFFF}',
    ]);
  });

  it('does not normalise: a composed and a decomposed syllable differ', () => {
    expect(compareByCodePoint('\u1100\u1161', '\uAC00')).toBeLessThan(0);
    expect(compareByCodePoint('\uAC00', '\uAC00')).toBe(0);
  });
});
