import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { namesInEntity, noNames } from '../../../web/src/agency/audit/names-in-entity.ts';
import {
  detailInWords,
  detailKinds,
  factsInWords,
  isDetailName,
  type Sayers,
  sentenceInWords,
} from '../../../web/src/api/in-words.ts';

const project = resolve(import.meta.dirname, '../../..');
const words = v.record(v.string(), v.string());
const read = (path: string): unknown => JSON.parse(readFileSync(join(project, 'web/src/i18n', path), 'utf8'));
const ownIn = (language: string) => v.parse(v.object({ own: words }), read(`${language}/refusals.json`)).own;
const auditIn = (language: string) =>
  v.parse(v.object({ detail: words, tried: words }), read(`${language}/audit.json`));

const sources = globSync('functions/**/*.ts', { cwd: project }).map((path) => ({
  path,
  text: readFileSync(join(project, path), 'utf8'),
}));

const meaning = v.object({ en: v.string(), ko: v.string(), concernsFairness: v.optional(v.boolean()) });
type Meaning = v.InferOutput<typeof meaning>;

/** Every refusal that the API can give: its code and what it says. */
const refusals = async (): Promise<readonly (readonly [string, Meaning])[]> => {
  const modules = await Promise.all(
    sources
      .filter(({ text }) => text.includes('= refusalsOf('))
      .map(async ({ path }): Promise<unknown> => import(join(project, path))),
  );
  return modules
    .flatMap((module): readonly unknown[] => Object.values(module ?? {}))
    .flatMap((refuse) =>
      typeof refuse === 'function' && 'meanings' in refuse
        ? Object.entries(v.parse(v.record(v.string(), meaning), refuse.meanings))
        : [],
    );
};

const id = '5f0c2a4e-9d1b-4c6e-8a57-3b2f1e0d9c8b';
const instant = '2020-05-31T15:00:00.000Z';

const samples = {
  instant,
  day: '2020-06-01',
  won: 500_000_000,
  number: 7,
  text: 'pdf',
  state: 'SUBMITTED',
  deadlineName: 'proposals',
  proposal: id,
  challenge: id,
  purchase: id,
  hash: 'ab'.repeat(32),
  outage: { beganAt: instant, recoveredAt: null },
};
const details: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(Object.entries(detailKinds).map(([name, kind]) => [name, samples[kind]])),
  roundId: id,
  attachmentId: id,
  organisationIds: [id],
  problems: [{ place: '/body/points', reason: 'Too many' }],
};

/** What the pages say everywhere; and what an auditor’s page says besides. */
const plain: Sayers = {
  instant: () => '31 May 2020',
  day: () => '1 June 2020',
  won: () => '₩500,000,000',
  number: (value) => String(value),
  text: (value) => String(value),
};
const audit: Sayers = {
  ...plain,
  state: () => 'Submitted',
  deadlineName: () => 'proposals',
  proposal: () => 'Rescue drone',
  challenge: () => 'Rescue in the mountains',
  purchase: () => 'Rescue drone',
  hash: () => 'abababab',
  outage: () => '31 May – not over yet',
};

/** The names that programs read: of operations and fields, of headers and forms. */
const machineWords =
  /[a-z][A-Z]|[0-9a-f]{8}-[0-9a-f]{4}|If-Match|Idempotency|ETag|\bJSON\b|[KM]iB|«[a-z]+»|\{\{/u;

describe('a refusal is said to people', () => {
  it.each(['ko', 'en'] as const)('without a word for programs in %s', async (language) => {
    const own = ownIn(language);
    const said = (await refusals()).map(([code, texts]) => {
      const sentence = own[code];
      const facts = factsInWords(details, plain);
      return sentence === undefined
        ? sentenceInWords(texts[language], details, plain)
        : sentence.replaceAll(/\{\{(\w+)\}\}/gu, (whole, name: string) =>
            v.parse(v.string(), facts[name] ?? whole),
          );
    });
    expect(said.length).toBeGreaterThan(150);
    expect(said.filter((sentence) => machineWords.test(sentence))).toEqual([]);
  });

  it('with its details in their places, and without what nobody can read', () => {
    expect(sentenceInWords('Until «deadline», «limit» at most', { deadline: instant, limit: 3 }, plain)).toBe(
      'Until 31 May 2020, 3 at most',
    );
    expect(detailInWords('extensions', ['pdf', 'hwp'], plain)).toBe('pdf, hwp');
    expect(detailInWords('outages', [], audit)).toBeNull();
    expect(factsInWords({ roundId: id, proposalId: id, limit: 3 }, plain)).toEqual({ limit: '3' });
  });

  it('in the portal’s own words only where there is such a refusal', async () => {
    const codes = new Set([...(await refusals()).map(([code]) => code), 'fault']);
    for (const language of ['ko', 'en'])
      expect(Object.keys(ownIn(language)).filter((code) => !codes.has(code))).toEqual([]);
  });
});

/** The details that the sources give with a code, by their names: those that stand there as an object. */
const detailsOf = (code: string): readonly string[] =>
  sources.flatMap(({ text }) =>
    [...text.matchAll(new RegExp(`refuse\\w*\\(\\s*'${code}',\\s*\\{([^}]*)\\}`, 'gu'))].flatMap(
      ([, fields = '']) => [...fields.matchAll(/(?:^|,)\s*(\w+)/gu)].map(([, name = '']) => name),
    ),
  );

describe('the refusal log of a round', () => {
  it('has words for each detail of a refusal that concerns fairness', async () => {
    const codes = (await refusals())
      .filter(([, { concernsFairness }]) => concernsFairness === true)
      .map(([code]) => code);
    const names = [...new Set(codes.flatMap(detailsOf))].filter((name) => name !== 'roundId');
    expect(names.length).toBeGreaterThan(20);
    for (const language of ['ko', 'en']) {
      const { detail } = auditIn(language);
      expect(names.filter((name) => !(isDetailName(name) && Object.hasOwn(detail, name)))).toEqual([]);
    }
    const said = Object.entries(details).map(([name, value]) => detailInWords(name, value, audit));
    expect(said.filter((text) => text !== null && machineWords.test(text))).toEqual([]);
    expect(['roundId', 'attachmentId', 'problems'].map((name) => detailInWords(name, id, audit))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('has words for each operation that writes', () => {
    const operations = sources
      .flatMap(({ text }) => [...text.matchAll(/operation: '(\w+)',[^]*?method: '([A-Z]+)'/gu)])
      .filter(([, , method]) => method !== 'GET')
      .map(([, operation = '']) => operation);
    expect(operations.length).toBeGreaterThan(80);
    for (const language of ['ko', 'en'])
      expect(Object.keys(auditIn(language).tried).sort()).toEqual([...new Set(operations)].sort());
  });
});

describe('what an entry of the ledger is about', () => {
  const names = {
    proposal: (one: string) => (one === id ? 'Rescue drone' : null),
    challenge: (one: string) => (one === 'C1' ? 'Rescue in the mountains' : null),
    purchase: () => null,
  };
  const numbered = (number: string): string => `no. ${number}`;

  it.each([
    [`proposal/${id}`, 'Rescue drone'],
    ['challenge/C1', 'Rescue in the mountains'],
    [`scorecard/${id}/0123456789abcdef`, 'Rescue drone, no. 01234567'],
    ['round/0123456789abcdef', ''],
    ['calendar/agency', ''],
  ])('%s', (entity, text) => {
    expect(namesInEntity(entity, names, numbered)).toBe(text);
  });

  it('is told apart by a number where no name is known', () => {
    expect(namesInEntity(`proposal/${id}`, noNames, numbered)).toBe('no. 5f0c2a4e');
  });
});
