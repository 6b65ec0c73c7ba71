import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkDossier } from '../../../functions/ledger/check-dossier.ts';
import { dossierFiles, type Files, signedFiles, zipOf } from '../../support/small-dossier.ts';
import { newKeys, spkiOf } from '../../support/small-ledger.ts';

const keys = newKeys();
let folder = '';
let signed: Files = new Map();
let whole: Buffer = Buffer.alloc(0);
let tried = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-buyer-dossier-'));
  signed = await signedFiles(keys, dossierFiles(keys));
  whole = await zipOf(signed);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is found in an archive of these bytes; the published key is known. */
const check = async (bytes: Uint8Array) => {
  const path = join(folder, `${(tried += 1)}.zip`);
  writeFileSync(path, bytes);
  const { broken } = await checkDossier('dossier.zip', path, spkiOf(keys));
  rmSync(path);
  return broken;
};

const isFound = async (bytes: Uint8Array): Promise<boolean> => (await check(bytes)) !== null;

describe('a dossier', () => {
  it('holds, and is made of the same bytes again', async () => {
    expect(await check(whole)).toBeNull();
    expect((await zipOf(signed)).equals(whole)).toBe(true);
  });

  it('shows a byte that was changed anywhere, also between its files', async () => {
    const places = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(places, async ({ at, by }) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        return isFound(changed);
      }),
      { numRuns: 400 },
    );
  });

  it('shows every byte that was changed among the last, which tell where all others are', async () => {
    const directory = whole.lastIndexOf(Buffer.from('PK\u0001\u0002'));
    for (let at = directory; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect({ at, isFound: await isFound(changed) }).toEqual({ at, isFound: true });
    }
  });

  it('shows what was cut off, appended or put before it', async () => {
    for (const bytes of [
      whole.subarray(0, whole.length - 1),
      whole.subarray(1),
      Buffer.concat([whole, Buffer.of(0)]),
      Buffer.concat([Buffer.from('#'), whole]),
    ])
      expect(await isFound(bytes)).toBe(true);
  });

  it('names each file that was removed, added, renamed, doubled or moved', async () => {
    const files = [...signed];
    for (const [at, [path, bytes]] of files.entries()) {
      const others = files.filter((_, index) => index !== at);
      expect(await check(await zipOf(others))).not.toBeNull();
      const renamed = files.with(at, [`${path}x`, bytes]);
      expect(await check(await zipOf(renamed))).not.toBeNull();
      expect(await check(await zipOf([...files, [path, bytes]]))).not.toBeNull();
      expect(
        await check(await zipOf(at === 0 ? files.toReversed() : [[path, bytes], ...others])),
      ).not.toBeNull();
    }
    expect(await check(await zipOf([...files, ['zz.json', Buffer.from('{}')]]))).toMatchObject({
      file: 'dossier.zip',
      place: 'zz.json',
    });
  });
});
