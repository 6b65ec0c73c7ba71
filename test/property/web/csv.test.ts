import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvOf } from '../../../web/src/figures/csv.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '|', '%', ' =', '\u00a0=', '\ufeff='), fc.string())
    .map((parts) => parts.join('')),
);

/** The cells of a line of ours, as RFC 4180 reads them. */
const cellsOf = (line: string): readonly string[] =>
  Array.from(line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu), ([, cell]) => (cell ?? '').replaceAll('""', '"'));

const cases = 10_000;

it('a table of any text comes back as it was, and no cell of it runs as a formula (R11)', () => {
  let executed = 0;
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
      const [, line = ''] = csvOf(['title'], [cells]).split(/^\ufeff"title"\r\n/u);
      const read = cellsOf(line.slice(0, -2));
      executed += read.filter((cell) => /^[\s\u00a0\ufeff]*[=+\-@|%]/u.test(cell)).length;
      expect(read.map((cell, place) => (cell === cells[place] ? cell : cell.slice(1)))).toEqual(cells);
    }),
    { numRuns: cases },
  );
  expect(executed).toBe(0);
  console.log(`R11: ${cases} tables, ${executed} cells executed`);
});

it('leaves numbers numbers', () => {
  expect(csvOf(['step', 'count'], [['a "b"', -3]])).toBe('\ufeff"step","count"\r\n"a ""b""",-3\r\n');
});
