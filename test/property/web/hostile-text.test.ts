import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import * as v from 'valibot';
import { hostileNames } from '../../support/hostile/names.ts';

const web = resolve(import.meta.dirname, '../../../web/src');
const folder = mkdtempSync(join(tmpdir(), 'hostile-text-'));
let show: (text: string) => string;

/** What shows other people's words, with one text in every place that takes one. */
const page = `
  import { createElement as element, Fragment } from 'react';
  import { renderToStaticMarkup } from 'react-dom/server';
  import i18next from 'i18next';
  import { initReactI18next } from 'react-i18next';
  import common from './i18n/en/common.json';
  import proposals from './i18n/en/proposals.json';
  import { Content } from './proposals/content.tsx';
  import { Differences } from './proposals/differences.tsx';
  import { fieldNames } from './proposals/form.ts';
  import { Banner } from './design/banner.tsx';
  import { DataTable } from './design/data-table.tsx';
  import { Facts } from './design/facts.tsx';
  import { Tag } from './design/tag.tsx';

  await i18next.use(initReactI18next).init({
    lng: 'en', resources: { en: { common, proposals } }, defaultNS: 'common', interpolation: { escapeValue: false },
  });
  const formOf = (text) => Object.fromEntries(fieldNames.map((name) => [name, text]));
  export const show = (text) => renderToStaticMarkup(element(Fragment, null,
    element(Content, { form: formOf(text), files: [{ attachmentId: 'a', fileName: text, sizeInBytes: 1, sha256: text }] }),
    element(Differences, { mine: formOf(text), theirs: formOf('') }),
    element(Banner, { kind: 'error', title: text, text }),
    element(DataTable, { caption: text, empty: text, rows: [text], keyOf: () => 'a', columns: [{ title: text, cell: (row) => row }] }),
    element(Facts, { rows: [[text, text + '.']] }),
    element(Tag, null, text),
  ));
`;

beforeAll(async () => {
  const outfile = join(folder, 'page.mjs');
  await build({
    stdin: { contents: page, resolveDir: web, loader: 'tsx' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    outfile,
    logLevel: 'error',
    loader: { '.css': 'empty' },
    // The messages are given above; a bundler's own call is none here.
    define: { 'import.meta.glob': 'Object', 'process.env.NODE_ENV': '"production"' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const made = v.parse(v.object({ show: v.function() }), { ...(await import(pathToFileURL(outfile).href)) });
  show = (text) => String(made.show(text));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The elements of a page, in their order, with the names of their attributes. */
const skeletonOf = (html: string): string =>
  [...html.matchAll(/<[^>]*>/gu)].map(([tag]) => tag.replaceAll(/"[^"]*"/gu, '""')).join('');

/** What a reader reads of it. */
const textOf = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

const texts = 10_000;

const snippets = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; alert(1) //",
  '</textarea><svg onload=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("http://x","y")',
  '{{name}} $t(common:loading)',
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '\u202e<b>',
];

const hostile = fc.oneof(
  fc.constantFrom(...hostileNames, ...snippets),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...snippets, '<', '>', '"', "'", '&', '`', '='),
        fc.string({ unit: 'binary' }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
);

it('shows whatever people write as text: no element, attribute or placeholder comes of it (R11)', () => {
  const plain = skeletonOf(show('x'));
  expect(plain).toContain('<th');
  let escaped = 0;
  fc.assert(
    fc.property(
      hostile.filter((text) => text !== ''),
      (text) => {
        const html = show(text);
        const isPlain = skeletonOf(html) === plain && textOf(html).includes(`${text} (`);
        if (!isPlain) escaped += 1;
        expect(isPlain).toBe(true);
      },
    ),
    { numRuns: texts },
  );
  console.log(`R11: ${texts} texts shown, ${escaped} out of their place`);
}, 120_000);
