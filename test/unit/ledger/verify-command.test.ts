import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tilesOf } from '../../../functions/ledger/verify/tiles.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import {
  parseScoreSheetText,
  rankSheetToCanonicalJson,
  isSheetFault,
} from '../../../functions/decisions/rules.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';
import { smallCall, smallDraw } from '../../support/small-draw.ts';
import { filesOf, newKeys, smallLedger, spkiOf } from '../../support/small-ledger.ts';

const command = join(import.meta.dirname, '../../../functions/ledger/verify.command.ts');
const keys = newKeys();
const whole = smallLedger(keys);
const receipt = whole.receipts[0];
const sheet = JSON.stringify(plainSheet({ proposals: [proposal('P1')], scorecards: cards('P1', 850) }));

const listOf = (text: string): string => {
  const parsed = parseScoreSheetText(text);
  if (isSheetFault(parsed)) throw new Error(parsed.reason);
  return rankSheetToCanonicalJson(parsed);
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-buyer-verify-'));
  mkdirSync(join(folder, 'receipts'));
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  for (const { name, text } of filesOf(whole)) write(name, text);
  const tiles = tilesOf(whole.ledger.entries.map((entry) => canonicalJson(entry)));
  for (const [path, bytes] of tiles) {
    mkdirSync(dirname(join(folder, 'tiles', path)), { recursive: true });
    writeFileSync(join(folder, 'tiles', path), bytes);
  }
  write('tiles/checkpoint', whole.checkpoints.checkpoints.at(-1)?.note ?? '');
  const { inclusion: _, ...early } = receipt ?? {};
  write('early.json', canonicalJson(early));
  write('unsigned.json', canonicalJson({ ...early, signature: null }));
  write('deleted.json', canonicalJson({ ...receipt, disclosure: null }));
  write('changed.json', canonicalJson({ ...receipt, disclosure: { key: '0'.repeat(64), after: {} } }));
  write('key.txt', `${spkiOf(keys)}\n`);
  write('key.pem', keys.publicKey.export({ format: 'pem', type: 'spki' }).toString());
  write('key.json', JSON.stringify({ algorithm: 'Ed25519', publicKey: spkiOf(keys) }));
  write('other.pem', newKeys().publicKey.export({ format: 'pem', type: 'spki' }).toString());
  write('sheet.json', sheet);
  write('list.json', listOf(sheet));
  write('other-list.json', listOf(sheet).replace('"rank":1', '"rank":2'));
  write('draw.json', JSON.stringify(smallDraw()));
  write('round.json', JSON.stringify(smallCall()));
  write('other-round.json', JSON.stringify(smallCall('0'.repeat(64))));
  write('strange.json', '{"format":"first-buyer/receipt/9"}');
  write('broken.json', '{');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const verify = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
};

describe('verify', () => {
  it('checks all that a round leaves and says what it checked', () => {
    const { status, said } = verify(
      'checkpoints.json',
      'ledger.json',
      'receipts/0.json',
      'receipts/1.json',
      'sheet.json',
      'list.json',
    );
    expect(status).toBe(0);
    for (const part of [
      'names the key with SHA-256',
      '13 checkpoints of round/7, signed and without a gap; 7 sealed ones opened; the log only grew, to 45 entries',
      '45 entries of round/7',
      '2 receipts: signed; 2 show what was submitted; 2 prove that the log has them; 2 found in the ledger’s export',
      'list.json: to the byte what the rules make of sheet.json',
      'All of it holds.',
    ])
      expect(said).toContain(part);
  });

  it.each([
    [['--key', 'key.txt', 'early.json']],
    [['--key', 'key.pem', 'ledger.json']],
    [['--key', 'key.json', 'receipts/0.json', 'early.json']],
    [['ledger.json', 'early.json', 'checkpoints.json']],
    [['--key', 'key.pem', 'tiles', 'receipts/0.json']],
    [['--key', 'key.pem', 'deleted.json']],
    [['sheet.json']],
    [['draw.json', 'round.json']],
    [['--help']],
  ])('%j holds', (args) => {
    expect(verify(...args)).toMatchObject({ status: 0 });
  });

  it.each([
    [
      ['--key', 'other.pem', 'checkpoints.json'],
      'checkpoints.json: /checkpoints/0/note is signed by another key',
    ],
    [['--key', 'other.pem', 'early.json'], 'early.json: /signature is not the ledger’s signature'],
    [['--key', 'key.pem', 'unsigned.json'], 'unsigned.json: /signature was still to follow'],
    [['checkpoints.json', 'changed.json'], 'changed.json: /disclosure is not what the entry commits to'],
    [['sheet.json', 'other-list.json'], 'other-list.json: (the file as a whole) is not the list'],
    [['--key', 'key.pem', 'tiles/tile'], 'tiles/tile: checkpoint is missing'],
    [['draw.json', 'other-round.json'], 'draw.json: /drawSecret is not the secret whose hash'],
    [['strange.json'], 'strange.json: /format'],
    [['broken.json'], 'broken.json: (the file as a whole) is no JSON'],
  ])('%j does not, and the fault is named', (args, fault) => {
    const { status, said } = verify(...args);
    expect(status).toBe(1);
    expect(said).toContain(`✗ ${fault}`);
  });

  it.each([[[]], [['missing.json']], [['early.json']], [['list.json']], [['--quick', 'early.json']]])(
    '%j cannot be checked as it was given',
    (args) => {
      expect(verify(...args).status).toBe(2);
    },
  );
});
