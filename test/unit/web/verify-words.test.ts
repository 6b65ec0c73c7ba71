import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { sheetFaultWords } from '../../../functions/decisions/rules/sheet-faults.ts';
import { checkFiles } from '../../../functions/ledger/check-files.ts';
import { brokenWords, heldWords, neededWords, withFacts } from '../../../functions/ledger/verify/words.ts';

const words = v.record(v.string(), v.pipe(v.string(), v.minLength(1)));
const file = v.object({ held: words, wrong: words, needed: words });
const read = (language: string) =>
  v.parse(
    file,
    JSON.parse(
      readFileSync(
        join(resolve(import.meta.dirname, '../../../web/src/i18n'), language, 'verify.json'),
        'utf8',
      ),
    ),
  );

const factsIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name).sort();

const wrongWords = { ...brokenWords, ...sheetFaultWords };

describe('what the offline check says', () => {
  const tables = { held: heldWords, wrong: wrongWords, needed: neededWords };

  it.each(['ko', 'en'])('has words for each code, with all its facts, in %s', (language) => {
    const messages = read(language);
    for (const [name, codes] of Object.entries(tables)) {
      const said = v.parse(words, messages[v.parse(v.picklist(['held', 'wrong', 'needed']), name)]);
      expect(Object.keys(said).sort()).toEqual(Object.keys(codes).sort());
      for (const [code, text] of Object.entries(codes))
        expect([code, factsIn(said[code])]).toEqual([code, factsIn(text)]);
    }
  });

  it('is said by the page in English as by the program', () => {
    const { held, wrong } = read('en');
    expect(held).toEqual(heldWords);
    expect(wrong).toEqual(wrongWords);
  });

  it('names the facts of the case', () => {
    expect(withFacts('is {{log}}, not {{expected}}', { log: 'round/$&', expected: 7 })).toBe(
      'is round/$&, not 7',
    );
  });

  it('tells what is wrong with a score sheet by a code of its own, for the reader’s language', () => {
    const text = JSON.stringify({ ruleVersion: '2020.1', policy: 'dice', scorecards: [] });
    expect(checkFiles([{ name: 'sheet.json', text }], null).broken).toMatchObject({
      place: '/policy',
      code: 'sheet-unknown-value',
      facts: { written: '"dice"', known: '"skip", "strict", "max-score"' },
    });
  });
});
