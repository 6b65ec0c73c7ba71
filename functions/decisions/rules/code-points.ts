const FIRST_SURROGATE = 0xd800;
const FIRST_AFTER_SURROGATES = 0xe000;

/**
 * Where a code unit stands among code points: a surrogate belongs to a code point above U+FFFF, so it goes behind
 * U+E000…U+FFFF, which JavaScript's own `<` puts last.
 */
const codePointOrder = (codeUnit: number): number => {
  if (codeUnit < FIRST_SURROGATE) return codeUnit;
  return codeUnit < FIRST_AFTER_SURROGATES ? codeUnit + 0x2000 : codeUnit - 0x800;
};

/**
 * Compares ids by code point, unnormalised (DOMAIN.md, «Score sheet»): negative when `a` comes first, 0 when equal.
 * The same order as that of their UTF-8 bytes.
 */
export const compareByCodePoint = (a: string, b: string): number => {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return codePointOrder(left) - codePointOrder(right);
  }
  return a.length - b.length;
};
