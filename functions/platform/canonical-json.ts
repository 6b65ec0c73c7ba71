import canonicalize from 'canonicalize';

/**
 * The one way to write a value as JSON (RFC 8785): what is hashed, signed or compared is written by this.
 * Throws a `TypeError` for what JSON cannot carry (undefined, NaN, functions).
 */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form');
  return text;
};
