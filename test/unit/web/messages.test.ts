import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

const web = resolve(import.meta.dirname, '../../../web/src');
type Messages = { readonly [key: string]: string | Messages };
const messages: v.GenericSchema<unknown, Messages> = v.record(
  v.string(),
  v.union([v.pipe(v.string(), v.minLength(1)), v.lazy(() => messages)]),
);

const readMessages = (language: string, namespace: string): ReadonlyMap<string, string> => {
  const file = join(web, 'i18n', language, `${namespace}.json`);
  const flatten = (tree: Messages, before = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value]] : flatten(value, `${before}${key}.`),
    );
  return new Map(flatten(v.parse(messages, JSON.parse(readFileSync(file, 'utf8')))));
};

const namespaces = globSync('i18n/ko/*.json', { cwd: web }).map((file) => basename(file, '.json'));
const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/u, '');
const keysOf = (found: ReadonlyMap<string, string>) => new Set([...found.keys()].map(withoutPlural));
const placesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name).sort();

describe.each(namespaces)('the messages %s', (namespace) => {
  const [ko, en] = [readMessages('ko', namespace), readMessages('en', namespace)];

  it('stand in both languages, with the same values in them', () => {
    expect([...keysOf(ko)].sort()).toEqual([...keysOf(en)].sort());
    for (const [key, text] of ko) expect([key, placesOf(text)]).toEqual([key, placesOf(en.get(key) ?? '')]);
  });

  it('are each in the language they claim', () => {
    const foreign = [...en].filter(([, text]) => /[\uac00-\ud7a3]/u.test(text));
    expect(foreign).toEqual([]);
    const untranslated = [...ko].filter(
      ([, text]) => /[a-z]{3,}/iu.test(text) && !/[\uac00-\ud7a3]/u.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it('are each used', () => {
    const code = globSync('**/*.{ts,tsx}', { cwd: web })
      .map((file) => readFileSync(join(web, file), 'utf8'))
      .join('\n');
    // Keys that are put together, as in t(`phase.${phase}`), count by what stands before the value.
    const beginnings = [...code.matchAll(/t\(\s*`([\w.]+\.)\$\{/gu)].map(([, beginning]) => beginning ?? '');
    const unused = [...keysOf(ko)].filter(
      (key) => !code.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });
});
