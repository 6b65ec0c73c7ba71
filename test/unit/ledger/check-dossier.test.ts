import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { checkDossier } from '../../../functions/ledger/check-dossier.ts';
import { sentenceOf } from '../../../functions/ledger/check-files.ts';
import {
  agencyFile,
  attachmentsFile,
  dossierFiles,
  enclosedPath,
  entriesFile,
  type Files,
  signedFiles,
  zipOf,
} from '../../support/small-dossier.ts';
import { newKeys, spkiOf } from '../../support/small-ledger.ts';

const keys = newKeys();
const whole = dossierFiles(keys);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-buyer-dossier-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const written = (bytes: Uint8Array): string => {
  const path = join(folder, 'dossier.zip');
  writeFileSync(path, bytes);
  return path;
};

/** What is found in an archive whose manifest the ledger signed over these very files. */
const found = async (files: Files, signers = keys) =>
  checkDossier('dossier.zip', written(await zipOf(await signedFiles(signers, files))), spkiOf(keys));

const changed = (path: string, bytes: Uint8Array): Files => new Map([...whole, [path, bytes]]);
const without = (path: string): Files => new Map([...whole].filter(([other]) => other !== path));
type Tail<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;
const text = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const place = (file: string, where: string, reason: string) => ({
  broken: expect.objectContaining({
    file: `dossier.zip › ${file}`,
    place: where,
    reason: expect.stringContaining(reason),
  }),
});

describe('a dossier that the ledger signed', () => {
  it('is checked with all that lies in it, and says so', async () => {
    const { held, broken } = await found(whole);
    expect(broken).toBeNull();
    for (const part of [
      '9 files of challenge c1 of round/7 as of 2020-04-01T12:00:00.000Z, signed',
      '5 entries of the challenge and of what belongs to it, each proved to stand in the log; 5 opened',
      '1 documents enclosed, as they were pinned',
      '45 entries of round/7',
      '1 receipts: signed',
      'list.json: to the byte what the rules make of',
    ])
      expect(held.map(sentenceOf).join('\n')).toContain(part);
  });

  it.each<[string, Files, object]>([
    [
      'an entry of another log’s place',
      changed(
        'ledger/entries.json',
        entriesFile((shown) => shown.map((one) => ({ ...one, index: one.index + 1 }))),
      ),
      place('ledger/entries.json', '/entries/0/entry', 'does not stand at 3 in the ledger'),
    ],
    [
      'a proof of another entry',
      changed(
        'ledger/entries.json',
        entriesFile((shown) => shown.map((one) => ({ ...one, proof: shown[0]?.proof }))),
      ),
      place('ledger/entries.json', '/entries/1/proof', 'does not prove'),
    ],
    [
      'a disclosure that opens to something else',
      changed(
        'ledger/entries.json',
        entriesFile((shown) =>
          shown.map((one) => ({ ...one, disclosure: { ...one.disclosure, after: {} } })),
        ),
      ),
      place('ledger/entries.json', '/entries/0/disclosure/after', 'is not what the entry commits to'),
    ],
    [
      'another actor',
      changed(
        'ledger/entries.json',
        entriesFile((shown) =>
          shown.map((one) => ({ ...one, disclosure: { ...one.disclosure, actor: { kind: 'account' } } })),
        ),
      ),
      place('ledger/entries.json', '/entries/0/disclosure/actor', 'is not what the entry commits to'),
    ],
    [
      'an invented reason',
      changed(
        'ledger/entries.json',
        entriesFile((shown) =>
          shown.map((one) => ({ ...one, disclosure: { ...one.disclosure, reason: 'because' } })),
        ),
      ),
      place('ledger/entries.json', '/entries/0/disclosure/reason', 'is not what the entry commits to'),
    ],
    [
      'an entry of a proposal that is left out',
      changed(
        'ledger/entries.json',
        entriesFile((shown) => shown.slice(0, -1)),
      ),
      place('ledger/entries.json', '/entries', 'leave one out that the ledger has at'),
    ],
    [
      'entries without those of the challenge',
      changed(
        'ledger/entries.json',
        entriesFile((shown) => shown.slice(1)),
      ),
      place('ledger/entries.json', '/entries', 'have none of the challenge'),
    ],
    [
      'entries in another order',
      changed(
        'ledger/entries.json',
        entriesFile((shown) => shown.toReversed()),
      ),
      place('ledger/entries.json', '/entries/1/index', 'is not in the order'),
    ],
    [
      'a document of other bytes than the submission pinned',
      changed(enclosedPath, Buffer.from('%PDF-1.7 of another one')),
      place('proposals/p1/attachments.json', '/attachments/0', 'has other bytes'),
    ],
    [
      'a document that is named but not there',
      changed('proposals/p1/attachments.json', attachmentsFile({ path: 'proposals/p1/attachments/a2.pdf' })),
      place('proposals/p1/attachments.json', '/attachments/0/path', 'is not in the dossier'),
    ],
    [
      'a list that does not follow from the sheet',
      changed('decision/list.json', text({ ruleVersion: '2020.1', list: [] })),
      place('decision/list.json', '', 'is not the list'),
    ],
    [
      'a list without its sheet',
      without('decision/score-sheet.json'),
      { broken: { file: 'dossier.zip', place: '', reason: expect.stringContaining('is not whole') } },
    ],
    [
      'no ledger',
      without('ledger/ledger.json'),
      place('ledger/ledger.json', 'ledger/ledger.json', 'is missing'),
    ],
  ])('is not believed with %s', async (_, files, expected) => {
    expect(await found(files)).toMatchObject(expected);
  });

  it('is not believed when another key signed it', async () => {
    const others = newKeys();
    expect(await found(dossierFiles(others), others)).toMatchObject(
      place('manifest.json', 'the note', 'is signed by another key'),
    );
  });

  it('is not believed with the note of other files', async () => {
    const signed = await signedFiles(keys, whole);
    const other = await signedFiles(keys, without('challenge/challenge.json'));
    const mixed = new Map([...signed, ['manifest.note', other.get('manifest.note') ?? Buffer.of()]]);
    const path = written(await zipOf(mixed));
    expect(await checkDossier('dossier.zip', path, spkiOf(keys))).toMatchObject(
      place('manifest.json', '', 'is not what the ledger signed'),
    );
  });

  it('is not unpacked when it is compressed', async () => {
    const signed = await signedFiles(keys, whole);
    const path = written(zipSync(Object.fromEntries(signed), { level: 9 }));
    expect(await checkDossier('dossier.zip', path, null)).toMatchObject({
      broken: { file: 'dossier.zip', reason: expect.stringContaining('is compressed') },
    });
  });
});

describe('verify', () => {
  const command = join(import.meta.dirname, '../../../functions/ledger/verify.command.ts');
  const verify = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: `${stdout}${stderr}` };
  };

  it('checks a dossier by the key that it names or that is given, and tells a broken and a missing one', async () => {
    writeFileSync(join(folder, 'key.txt'), spkiOf(keys));
    const bytes = await zipOf(await signedFiles(keys, whole));
    written(bytes);
    const byItself = verify('dossier.zip');
    expect(byItself).toMatchObject({ status: 0 });
    expect(byItself.said).toContain('compare it with the one that the agency publishes');
    expect(verify('--key', 'key.txt', 'dossier.zip')).toMatchObject({ status: 0 });
    bytes[bytes.indexOf('드론')] = 0;
    written(bytes);
    const broken = verify('dossier.zip');
    expect(broken.status).toBe(1);
    expect(broken.said).toContain('✗ dossier.zip: challenge/challenge.json is not the file of the manifest');
    expect(verify('missing.zip').status).toBe(2);
  });
});

describe('the entries of the agency’s log', () => {
  const path = 'ledger/agency.json';
  const agency = (...how: Tail<Parameters<typeof agencyFile>>) =>
    found(changed(path, agencyFile(keys, ...how)));

  it('are proved to stand in it, opened, and each a chain', async () => {
    const { held, broken } = await agency();
    expect(broken).toBeNull();
    expect(held.map(sentenceOf)).toContainEqual(
      expect.stringMatching(
        /[1-9] entries of the agency’s log about its designations, each proved to stand in it; [1-9] opened$/u,
      ),
    );
  });

  it('are no others, of no other log, and with none left out between or before', async () => {
    expect(await agency((shown) => shown.slice(1))).toMatchObject(place(path, '/entries/0/entry', 'belongs'));
    expect(await agency((shown) => [...shown.slice(0, 1), ...shown])).toMatchObject(
      place(path, '/entries/1/index', 'order'),
    );
    expect(await agency((shown) => shown.map((one) => ({ ...one, index: one.index + 1 })))).toMatchObject(
      place(path, '/entries/0/proof', 'does not prove'),
    );
    expect(
      await agency((shown) =>
        shown.map((one) => ({ ...one, disclosure: { ...one.disclosure, after: { state: 'ELSE' } } })),
      ),
    ).toMatchObject(place(path, '/entries/0/disclosure/after', ''));
    expect(await agency(undefined, { log: 'round/7' })).toMatchObject(place(path, '/log', ''));
    expect(await agency(undefined, { format: 'first-buyer/ledger/1' })).toMatchObject(
      place(path, '/format', 'dossier-agency/1'),
    );
    expect(await agency(undefined, { checkpoint: 'a note' })).toMatchObject(place(path, '/checkpoint', ''));
    const others = await found(changed(path, agencyFile(newKeys())));
    expect(others).toMatchObject(place(path, '/checkpoint', 'another key'));
  });
});
