import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { forgetKept, isAnythingKept, keep, keepForAccount, readKept } from '../../../web/src/acts/kept.ts';

/** What a tab of a browser has: texts by their keys, in the order in which they came. */
const storage = () => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  };
};

beforeEach(() => {
  Reflect.set(globalThis, 'sessionStorage', storage());
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});

const unsaved = { version: 3, form: { reason: 'Written on the last night' } };

it('finds what was typed, until it is forgotten', () => {
  keep('a.place', unsaved);
  expect(readKept('a.place')).toEqual(unsaved);
  keep('a.place', null);
  expect(readKept('a.place')).toBeNull();
});

it('is nothing where what stands there is not whole', () => {
  sessionStorage.setItem('first-buyer.kept.a.place', '{"form":{"reason":"cut o');
  expect(readKept('a.place')).toBeNull();
});

it('whoever signs out leaves nothing that was typed, and nothing else is touched', () => {
  sessionStorage.setItem('first-buyer.return-to', '/rounds');
  expect(isAnythingKept()).toBe(false);
  for (const place of ['a', 'b', 'c']) keep(place, unsaved);
  expect(isAnythingKept()).toBe(true);
  forgetKept();
  expect(['a', 'b', 'c'].map(readKept)).toEqual([null, null, null]);
  expect(sessionStorage.getItem('first-buyer.return-to')).toBe('/rounds');
});

it('the same account finds what it typed when it signs in again; another one does not', () => {
  keepForAccount('account-1');
  keep('a.place', unsaved);
  keepForAccount('account-1');
  expect(readKept('a.place')).toEqual(unsaved);
  keepForAccount('account-2');
  expect(readKept('a.place')).toBeNull();
});
