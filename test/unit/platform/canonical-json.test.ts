import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';

describe('canonical JSON', () => {
  it('orders names by UTF-16 code unit, at every depth', () => {
    expect(canonicalJson({ b: { z: 1, a: 2 }, a: [{ d: 1, c: 2 }] })).toBe(
      '{"a":[{"c":2,"d":1}],"b":{"a":2,"z":1}}',
    );
    // The example of RFC 8785, section 3.2.3.
    const names = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect([...canonicalJson(names).matchAll(/:"([^"]+)"/gu)].map(([, value]) => value)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('writes numbers as ECMAScript does and leaves letters unescaped', () => {
    expect(canonicalJson([1.0, 1e21, -0, 0.000001, '한글', '"\\\n'])).toBe(
      '[1,1e+21,0,0.000001,"한글","\\"\\\\\\n"]',
    );
  });

  it.each([undefined, NaN, Infinity, () => 1, '\ud800'])('has no form for %p', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });
});
