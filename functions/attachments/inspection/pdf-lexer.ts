/** What a stretch of a PDF is made of (ISO 32000-1, 7.2 and 7.3). Strings and numbers that nobody asks for are passed over. */
export type PdfToken =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'keyword'; readonly word: string; readonly at: number; readonly end: number }
  | { readonly kind: 'begin' | 'end'; readonly at: number }
  | { readonly kind: 'string'; readonly at: number }
  /** A string that never ends. */
  | { readonly kind: 'broken'; readonly at: number };

const space = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) space[code] = 1;
const delimiter = new Uint8Array(256);
for (const character of '()<>[]{}/%') delimiter[character.charCodeAt(0)] = 1;

const longestWord = 256;
const zero = 48;
const code = (character: string): number => character.charCodeAt(0);
const [percent, slash, open, close, less, greater, backslash] = [
  code('%'),
  code('/'),
  code('('),
  code(')'),
  code('<'),
  code('>'),
  code('\\'),
];

/** Reads token after token from `start` on; each byte is looked at once. */
export const createPdfLexer = (bytes: Buffer, start = 0, end = bytes.length) => {
  let at = start;

  const skip = (): void => {
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === percent) {
        while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      } else if (space[byte] === 1) at += 1;
      else return;
    }
  };

  const regular = (): string => {
    const first = at;
    while (at < end && space[bytes[at] ?? 0] === 0 && delimiter[bytes[at] ?? 0] === 0) at += 1;
    return bytes.toString('latin1', first, Math.min(at, first + longestWord));
  };

  /** A plain integer, without the detour over its text: files may consist of them. Null, and nothing read, for others. */
  const integer = (): number | null => {
    let value = 0;
    let place = at;
    for (; place < end; place += 1) {
      const digit = (bytes[place] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    const following = bytes[place] ?? 0;
    const isWhole = place > at && (place >= end || space[following] === 1 || delimiter[following] === 1);
    if (!isWhole) return null;
    at = place;
    return value;
  };

  const string = (): boolean => {
    let depth = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === backslash) at += 1;
      else if (byte === open) depth += 1;
      else if (byte === close) {
        depth -= 1;
        if (depth === 0) {
          at += 1;
          return true;
        }
      }
    }
    return false;
  };

  const next = (): PdfToken | null => {
    skip();
    if (at >= end) return null;
    const first = at;
    const byte = bytes[at] ?? 0;
    if (byte === slash) {
      at += 1;
      return { kind: 'name', name: plainName(regular()), at: first };
    }
    if (byte === open) return { kind: string() ? 'string' : 'broken', at: first };
    if (byte === less || byte === greater) return angle(first, byte);
    if (delimiter[byte] === 1) {
      at += 1;
      return { kind: 'keyword', word: String.fromCharCode(byte), at: first, end: at };
    }
    const value = integer();
    if (value !== null) return { kind: 'number', value, at: first };
    const word = regular();
    const isNumber = /^[+-]?\d*\.?\d*$/u.test(word) && /\d/u.test(word);
    return isNumber
      ? { kind: 'number', value: Number(word), at: first }
      : { kind: 'keyword', word, at: first, end: at };
  };

  const angle = (first: number, byte: number): PdfToken => {
    const isDouble = bytes[at + 1] === byte;
    at += isDouble ? 2 : 1;
    if (isDouble) return { kind: byte === less ? 'begin' : 'end', at: first };
    if (byte === greater) return { kind: 'keyword', word: '>', at: first, end: at };
    const last = bytes.indexOf(greater, at);
    if (last < 0 || last >= end) {
      at = end;
      return { kind: 'broken', at: first };
    }
    at = last + 1;
    return { kind: 'string', at: first };
  };

  return {
    next,
    /** Goes on from another place. */
    moveTo: (place: number): void => {
      at = place;
    },
    place: (): number => at,
  };
};

/** A name with what it writes as numbers: `/J#61vaScript` is `JavaScript`. */
export const plainName = (written: string): string =>
  written.includes('#')
    ? written.replaceAll(/#([0-9a-f]{2})/giu, (_, digits: string) =>
        String.fromCharCode(parseInt(digits, 16)),
      )
    : written;
