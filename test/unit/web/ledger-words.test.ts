import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExecutionStatus } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

const project = resolve(import.meta.dirname, '../../..');
const words = v.record(v.string(), v.string());
const file = v.object({ things: words, acts: words, states: words, refused: words, tasks: words });

const machines = v.object({ machinery: v.object({ status: words }) });

const languages = ['ko', 'en'] as const;
const read = (path: string): unknown => JSON.parse(readFileSync(join(project, 'web/src/i18n', path), 'utf8'));
const messages = languages.map((language) => v.parse(file, read(`${language}/audit.json`)));

const sources = globSync('functions/**/*.ts', { cwd: project }).map((path) => ({
  path,
  text: readFileSync(join(project, path), 'utf8'),
}));

/** Everything that the modules export whose text says something. */
const exportsWhere = async (says: RegExp): Promise<readonly (readonly [string, unknown])[]> => {
  const modules = await Promise.all(
    sources
      .filter(({ text }) => says.test(text))
      .map(async ({ path }): Promise<unknown> => import(join(project, path))),
  );
  return modules.flatMap((module) => Object.entries(module ?? {}));
};

const foundIn = (pattern: RegExp): readonly string[] =>
  sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name));

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

const arrows = v.array(v.object({ action: v.string(), from: v.nullable(v.string()), to: v.string() }));
const meanings = v.record(v.string(), v.object({ concernsFairness: v.optional(v.boolean()) }));

describe('what the ledger and the refusals keep as codes has words', () => {
  it('for every action and state of the transition tables', async () => {
    const exported = await exportsWhere(/export const \w+Transitions\b/u);
    const tables = exported
      .filter(([name]) => name.endsWith('Transitions'))
      .map(([, table]) => v.parse(arrows, table));
    expect(tables.length).toBeGreaterThan(20);
    const acts = sorted(tables.flat().map(({ action }) => action));
    const states = sorted(tables.flat().flatMap(({ from, to }) => [from ?? to, to]));
    for (const language of messages) {
      expect(sorted(Object.keys(language.acts))).toEqual(acts);
      expect(sorted(Object.keys(language.states))).toEqual(states);
    }
  });

  it('for every refusal that concerns fairness', async () => {
    const exported = await exportsWhere(/= refusalsOf\(/u);
    const codes = exported.flatMap(([, refuse]) => {
      if (typeof refuse !== 'function' || !('meanings' in refuse)) return [];
      return Object.entries(v.parse(meanings, refuse.meanings))
        .filter(([, { concernsFairness }]) => concernsFairness === true)
        .map(([code]) => code);
    });
    expect(codes.length).toBeGreaterThan(20);
    for (const { refused } of messages) expect(sorted(Object.keys(refused))).toEqual(sorted(codes));
  });

  it('for every state of a machine', () => {
    for (const language of languages) {
      const { status } = v.parse(machines, read(`${language}/agency.json`)).machinery;
      expect(sorted(Object.keys(status))).toEqual(sorted(Object.keys(ExecutionStatus)));
    }
  });

  it('for every kind of thing, and every task of the system', () => {
    const things = sorted(foundIn(/\bentity: [`']([a-z-]+)\//gu));
    const tasks = sorted(foundIn(/\btask: '([a-z-]+)'/gu));
    expect(things.length).toBeGreaterThan(20);
    expect(tasks.length).toBeGreaterThan(5);
    for (const language of messages) {
      expect(sorted(Object.keys(language.things))).toEqual(things);
      expect(sorted(Object.keys(language.tasks))).toEqual(tasks);
    }
  });
});
