import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { commonRefusals, isRefusal, refuse, refusalsOf } from '../../../functions/platform/refusal.ts';

const meaningsSchema = v.record(
  v.string(),
  v.strictObject({
    status: v.number(),
    en: v.string(),
    ko: v.string(),
    concernsFairness: v.optional(v.literal(true)),
  }),
);

const functionsDirectory = resolve(import.meta.dirname, '../../../functions');

/** Every table of codes that a capability exports, found on the disk so that none is forgotten. */
const tables: [place: string, meanings: v.InferOutput<typeof meaningsSchema>][] = [
  ['platform/refusal.ts', commonRefusals],
];
for await (const file of glob('*/refusals.ts', { cwd: functionsDirectory })) {
  const exported: unknown = await import(resolve(functionsDirectory, file));
  for (const refuser of Object.values(v.parse(v.record(v.string(), v.unknown()), exported)))
    if (typeof refuser === 'function' && 'meanings' in refuser)
      tables.push([file, v.parse(meaningsSchema, refuser.meanings)]);
}

const codes = tables.flatMap(([file, meanings]) =>
  Object.entries(meanings).map(([code, meaning]) => ({ file, code, meaning })),
);

describe('the codes of refusals', () => {
  it('are found in every capability', async () => {
    const files = await Array.fromAsync(glob('*/refusals.ts', { cwd: functionsDirectory }));
    expect(new Set(tables.map(([file]) => file))).toEqual(new Set([...files, 'platform/refusal.ts']));
  });

  it('have one status and one weight, wherever they are given', () => {
    const weights = codes.map(({ code, meaning }) => [code, `${meaning.status} ${meaning.concernsFairness}`]);
    const first = new Map([...weights].reverse().map(([code, weight]) => [code, weight]));
    expect(weights.filter(([code, weight]) => first.get(code) !== weight)).toEqual([]);
  });

  it.each(codes)('$file: $code says in both languages what to do', ({ code, meaning }) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    expect([400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 429, 503]).toContain(meaning.status);
    expect(meaning.en).toMatch(/^\P{Script=Hangul}{20,}[.!?]$/u);
    expect(meaning.ko).toMatch(/\p{Script=Hangul}{2}.*[.!?]$/u);
  });
});

describe('a refusal', () => {
  const refuseDoor = refusalsOf({
    locked: { status: 403, en: 'The door is locked. Ask the keeper for the key.', ko: '문이 잠겨 있습니다.' },
  });

  it('carries its meaning and the details that help', () => {
    expect(refuseDoor('locked', { keeper: 'K' })).toEqual({
      refused: true,
      code: 'locked',
      status: 403,
      en: 'The door is locked. Ask the keeper for the key.',
      ko: '문이 잠겨 있습니다.',
      details: { keeper: 'K' },
    });
  });

  it('is told from everything else', () => {
    expect(isRefusal(refuse('not-found'))).toBe(true);
    for (const other of [null, undefined, 'refused', { refused: false }, { code: 'not-found' }, []])
      expect(isRefusal(other)).toBe(false);
  });
});
