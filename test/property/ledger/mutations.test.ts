import { describe, expect, it } from '@jest/globals';
import { checkFiles, type GivenFile } from '../../../functions/ledger/check-files.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import {
  filesOf,
  newKeys,
  smallLedger,
  type SmallLedger,
  spkiOf,
  writeEntries,
} from '../../support/small-ledger.ts';

const keys = newKeys();
const publicKey = spkiOf(keys);
const whole = smallLedger(keys);

/** Numbers that are the same in every run (mulberry32). */
const createDraw = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};
type Draw = ReturnType<typeof createDraw>;

/** Changed files, and where the first break must be named; null where any place will do. */
type Mutation = {
  readonly what: string;
  readonly files: readonly GivenFile[];
  readonly file: string | null;
  readonly place: RegExp | null;
};

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
const swapped = <T>(list: readonly T[], one: number, other: number): T[] =>
  list
    .map((value, at) => (at === one ? list[other] : at === other ? list[one] : value))
    .flatMap((value) => (value === undefined ? [] : [value]));

/** One character becomes another of its kind. */
const otherCharacter = (character: string, draw: Draw): string => {
  const kinds = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const kind = kinds.find((one) => one.includes(character)) ?? `${character}~`;
  const others = kind.replace(character, '');
  return others[draw(others.length)] ?? '~';
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  !isRecord(value) ? [path] : Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name]));

const changedAt = (value: unknown, [name, ...rest]: readonly string[], draw: Draw): unknown => {
  if (name === undefined) {
    if (typeof value === 'number') return value + (draw(2) === 0 ? 1 : -1);
    if (typeof value !== 'string' || value === '') return value === null ? '0'.repeat(64) : null;
    const at = draw(value.length);
    return value.slice(0, at) + otherCharacter(value[at] ?? '', draw) + value.slice(at + 1);
  }
  if (Array.isArray(value))
    return value.map((inner: unknown, at) => (String(at) === name ? changedAt(inner, rest, draw) : inner));
  return Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([key, inner]) => [
      key,
      key === name ? changedAt(inner, rest, draw) : inner,
    ]),
  );
};

const wholeFiles = filesOf(whole);

/** A value, or a bit, of a file is another. */
const flip = (draw: Draw): Mutation => {
  const at = draw(3) === 0 ? 2 + draw(wholeFiles.length - 2) : draw(2);
  const given = wholeFiles[at];
  if (given === undefined) throw new RangeError('There is such a file');
  const replaced = (text: string) => wholeFiles.map((file) => (file === given ? { ...file, text } : file));
  if (draw(4) === 0) {
    const bytes = Buffer.from(given.text);
    const place = draw(bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << draw(7));
    return {
      what: `bit of byte ${place}`,
      files: replaced(bytes.toString('latin1')),
      file: null,
      place: null,
    };
  }
  const value: unknown = JSON.parse(given.text);
  const all = paths(value);
  const path = all[draw(all.length)] ?? [];
  const [part = '', index = ''] = path;
  const isListed = part === 'entries' || part === 'checkpoints';
  return {
    what: `value of ${path.join('/')}`,
    files: replaced(canonicalJson(changedAt(value, path, draw))),
    file: part === 'keyId' ? null : given.name,
    place: isListed ? new RegExp(`^/${part}/${index}(/|$)`, 'u') : null,
  };
};

const withLedger = (change: Partial<SmallLedger['ledger']>): GivenFile[] =>
  filesOf({ ...whole, ledger: { ...whole.ledger, ...change } });
const withCheckpoints = (checkpoints: SmallLedger['checkpoints']['checkpoints']): GivenFile[] =>
  filesOf({ ...whole, checkpoints: { ...whole.checkpoints, checkpoints } });

const { entries, leafHashes } = whole.ledger;
const { checkpoints } = whole.checkpoints;
const entry = (at: number) => new RegExp(`^/entries/${at}$`, 'u');

/** An entry or checkpoint is gone. */
const remove = (draw: Draw): Mutation => {
  if (draw(3) === 0) {
    const at = draw(checkpoints.length);
    const isLast = at === checkpoints.length - 1;
    return {
      what: `checkpoint ${at} deleted`,
      files: withCheckpoints(without(checkpoints, at)),
      file: isLast ? 'ledger.json' : 'checkpoints.json',
      place: isLast ? null : new RegExp(`^/checkpoints/${at}$`, 'u'),
    };
  }
  const at = draw(entries.length);
  const hides = draw(2) === 0;
  return {
    what: `entry ${at} deleted${hides ? ' with its hash' : ''}`,
    files: withLedger({
      entries: without(entries, at),
      ...(hides ? { leafHashes: without(leafHashes, at) } : {}),
    }),
    file: 'ledger.json',
    place: hides ? /^\/entries\/\d+$/u : entry(at),
  };
};

/** Two entries or checkpoints have changed places. */
const reorder = (draw: Draw): Mutation => {
  const isEntries = draw(3) > 0;
  const length = isEntries ? entries.length : checkpoints.length;
  const one = draw(length - 1);
  const other = one + 1 + draw(length - one - 1);
  if (!isEntries)
    return {
      what: `checkpoints ${one} and ${other} swapped`,
      files: withCheckpoints(swapped(checkpoints, one, other)),
      file: 'checkpoints.json',
      place: new RegExp(`^/checkpoints/${one}(/|$)`, 'u'),
    };
  const hides = draw(2) === 0;
  return {
    what: `entries ${one} and ${other} swapped`,
    files: withLedger({
      entries: swapped(entries, one, other),
      ...(hides ? { leafHashes: swapped(leafHashes, one, other) } : {}),
    }),
    file: 'ledger.json',
    place: hides ? /^\/entries\/\d+$/u : entry(one),
  };
};

/** The end is cut off. */
const truncate = (draw: Draw): Mutation => {
  if (draw(4) === 0) {
    const length = draw(checkpoints.length);
    return {
      what: `cut to ${length} checkpoints`,
      files: withCheckpoints(checkpoints.slice(0, length)),
      file: 'ledger.json',
      place: null,
    };
  }
  const length = draw(entries.length);
  const hides = draw(2) === 0;
  return {
    what: `cut to ${length} entries`,
    files: withLedger({
      entries: entries.slice(0, length),
      ...(hides ? { leafHashes: leafHashes.slice(0, length) } : {}),
    }),
    file: 'ledger.json',
    place: entry(length),
  };
};

/** Whoever holds the key shows another history, signed anew, to some. */
const fork = (draw: Draw): Mutation => {
  const at = draw(entries.length);
  const other = smallLedger(keys, writeEntries(entries.length, at));
  const shown = draw(2) === 0;
  const files = filesOf(
    shown
      ? { ...whole, ledger: other.ledger }
      : { ...whole, checkpoints: other.checkpoints, ledger: other.ledger },
  );
  return {
    what: `history forked at ${at}`,
    files,
    file: shown ? 'ledger.json' : null,
    place: shown ? /^\/entries\/\d+$/u : /^\/(inclusion|entry)/u,
  };
};

const kinds = { flip, delete: remove, reorder, truncate, fork };

describe('a ledger with checkpoints and receipts', () => {
  it('holds as it is', () => {
    expect(checkFiles(wholeFiles, publicKey).broken).toBeNull();
    expect(checkFiles(wholeFiles, null).broken).toBeNull();
  });

  it('R7: every mutation is found and its first break named', () => {
    const draw = createDraw(2020);
    const missed: string[] = [];
    let count = 0;
    for (const [kind, mutate] of Object.entries(kinds))
      for (let turn = 0; turn < 200;) {
        const { what, files, file, place } = mutate(draw);
        if (files.every(({ text }, at) => text === wholeFiles[at]?.text)) continue;
        turn += 1;
        count += 1;
        const { broken } = checkFiles(files, publicKey);
        if (broken === null) missed.push(`${kind}: ${what} was not found`);
        else if ((file !== null && broken.file !== file) || (place !== null && !place.test(broken.place)))
          missed.push(`${kind}: ${what} was named ${broken.file} ${broken.place} ${broken.reason}`);
      }
    console.log(`R7: ${count} mutations, ${missed.length} missed`);
    expect(missed).toEqual([]);
    expect(count).toBe(1000);
  });
});
