import { sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkFiles, sentenceOf } from '../../../functions/ledger/check-files.ts';
import { checkpointText, originOf } from '../../../functions/ledger/verify/checkpoint.ts';
import { writeNote } from '../../../functions/ledger/verify/note.ts';
import { tilesOf } from '../../../functions/ledger/verify/tiles.ts';
import { leafHash, rootOf } from '../../../functions/ledger/verify/tree.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { filesOf, newKeys, smallLedger, smallLog, spkiOf, writeEntries } from '../../support/small-ledger.ts';

const keys = newKeys();
const whole = smallLedger(keys);
const checkpoint = Buffer.from(whole.checkpoints.checkpoints.at(-1)?.note ?? '');
const leaves = whole.ledger.entries.map((entry) => canonicalJson(entry));

const folderOf = (change?: (files: Map<string, Buffer>) => void) => {
  const files = new Map([...tilesOf(leaves), ['checkpoint', checkpoint]] as const);
  change?.(files);
  return [{ name: 'tiles', files }];
};

const hashes = 'tile/0/000.p/45';
const bundle = 'tile/entries/000.p/45';
const given = (path: string) => Buffer.from(tilesOf(leaves).get(path) ?? '');
const checkpointsOnly = filesOf(whole).filter(({ name }) => name === 'checkpoints.json');
const brokenBy = (change: (files: Map<string, Buffer>) => void) =>
  checkFiles(checkpointsOnly, spkiOf(keys), folderOf(change)).broken;

describe('a folder of tiles', () => {
  it('holds by itself and with the checkpoints', () => {
    expect(checkFiles([], spkiOf(keys), folderOf()).broken).toBeNull();
    const { held, broken } = checkFiles(checkpointsOnly, null, folderOf());
    expect(broken).toBeNull();
    expect(held.map(sentenceOf).at(-1)).toBe(
      'tiles: 45 entries of round/7, each entity’s chained, their tree that of its checkpoint and 13 beside it, and every tile what they make',
    );
  });

  it('names the first entry that was changed', () => {
    const changed = given(bundle);
    const at = changed.indexOf('"action":"submit"') + 10;
    changed.write('resubm', at);
    expect(brokenBy((files) => files.set(bundle, changed))).toMatchObject({
      file: 'tiles',
      place: '/entries/1',
      reason: 'is not the entry that the signed checkpoint has at this place',
    });
  });

  it('names the first hash that was changed', () => {
    const changed = given(hashes);
    changed.writeUInt8(changed.readUInt8(32 * 7) ^ 1, 32 * 7);
    expect(brokenBy((files) => files.set(hashes, changed))?.place).toBe('/leafHashes/7');
  });

  it.each([
    ['a missing checkpoint', (files: Map<string, Buffer>) => files.delete('checkpoint'), 'checkpoint'],
    [
      'a file too many',
      (files: Map<string, Buffer>) => files.set('tile/1/000.p/1', Buffer.alloc(32)),
      'tile/1/000.p/1',
    ],
    ['no hashes', (files: Map<string, Buffer>) => files.delete(hashes), '/leafHashes/0'],
    ['no entries', (files: Map<string, Buffer>) => files.delete(bundle), '/entries/0'],
    ['half a hash', (files: Map<string, Buffer>) => files.set(hashes, given(hashes).subarray(0, 40)), hashes],
    [
      'half an entry',
      (files: Map<string, Buffer>) => files.set(bundle, given(bundle).subarray(0, 40)),
      bundle,
    ],
    [
      'half a length',
      (files: Map<string, Buffer>) => files.set(bundle, Buffer.concat([given(bundle), Buffer.alloc(1)])),
      bundle,
    ],
    [
      'a tile under another name',
      (files: Map<string, Buffer>) => files.delete(hashes) && files.set('tile/0/000', given(hashes)),
      hashes,
    ],
  ])('%s is named', (_, change, place) => {
    expect(brokenBy((files) => void change(files))).toMatchObject({ file: 'tiles', place });
  });

  it('of several tiles is read in their order, and a wrong tile of a higher level is named', () => {
    const many = writeEntries(600).map(({ leaf }) => canonicalJson(leaf));
    const head = { size: many.length, root: rootOf(many.map((leaf) => leafHash(leaf))) };
    const text = checkpointText(smallLog, { number: 1, at: '2020-04-01T00:00:00.000Z' }, head);
    const raw = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const note = writeNote(text, originOf(smallLog), raw, sign(null, Buffer.from(text), keys.privateKey));
    const files = new Map([['checkpoint', Buffer.from(note)], ...[...tilesOf(many)].reverse()] as const);
    const check = () => checkFiles([], spkiOf(keys), [{ name: 'tiles', files }]).broken;
    expect(check()).toBeNull();
    files.set('tile/1/000.p/2', Buffer.alloc(64));
    expect(check()?.place).toBe('tile/1/000.p/2');
  });
});
