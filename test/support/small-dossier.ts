import { sign } from 'node:crypto';
import { archiveOf } from '../../functions/platform/archive.ts';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import {
  isSheetFault,
  parseScoreSheetText,
  rankSheetToCanonicalJson,
} from '../../functions/decisions/rules.ts';
import { byPath, manifestNotePath, manifestPath, signManifest } from '../../functions/ledger/store.ts';
import { checkpointText } from '../../functions/ledger/verify/checkpoint.ts';
import { inclusionRanges, leafHash, rootOf, rootOfRange } from '../../functions/ledger/verify/tree.ts';
import type { LogName } from '../../functions/platform/ledger.ts';
import { cards, plainSheet, proposal } from './score-sheets.ts';
import { type Keys, signedNote, smallLedger, smallLog, spkiOf, writeEntries } from './small-ledger.ts';

/** The files of a dossier by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => encoded(canonicalJson(value));

export const enclosedPath = 'proposals/p1/attachments/a1.pdf';
export const enclosed = encoded('%PDF-1.7 of a proposal');

/** The list of attachments that encloses the one document, or what a test makes of it. */
export const attachmentsFile = (changed: Readonly<Record<string, unknown>> = {}): Uint8Array =>
  json({
    format: 'first-buyer/dossier-attachments/1',
    owner: { kind: 'proposal', id: 'p1' },
    attachments: [
      {
        attachmentId: 'a1',
        fileName: '제안서.pdf',
        contentType: 'application/pdf',
        sizeInBytes: enclosed.length,
        sha256: sha256Hex(enclosed),
        versionId: 'v1',
        state: 'VERIFIED',
        finding: null,
        path: enclosedPath,
        ...changed,
      },
    ],
  });

type ShownEntry = {
  readonly index: number;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly proof: readonly string[];
  readonly disclosure: Readonly<Record<string, unknown>> | null;
};

/** Those of a log that are about these things, with their proofs. */
const shownOf = (entities: readonly string[], log: LogName): readonly ShownEntry[] => {
  const written = writeEntries(45, null, log);
  const leaves = written.map(({ leaf }) => leafHash(canonicalJson(leaf)));
  return written.flatMap(({ leaf, secret, after }, index): readonly ShownEntry[] => {
    if (!entities.includes(leaf.entity)) return [];
    const proof = inclusionRanges(index, leaves.length).map((range) =>
      rootOfRange(leaves)(range).toString('hex'),
    );
    const actor = { kind: 'account', accountId: `a${index}` };
    const reason = index % 3 === 0 ? `because ${index}` : null;
    // The last one was forgotten.
    const disclosure = index > 40 ? null : { secret, actor, reason, after };
    return [{ index, entry: leaf, proof, disclosure }];
  });
};

type Shown = (shown: readonly ShownEntry[]) => readonly unknown[];

/** The entries of the challenge and of one proposal, or what a test makes of them. */
export const entriesFile = (change: Shown = (shown) => shown) =>
  json({
    format: 'first-buyer/dossier-entries/1',
    log: smallLog,
    entries: change(shownOf(['challenge/c1', 'proposal/p1'], smallLog)),
  });

/** The entries of one thing in the agency's log, by a checkpoint of that log, or what a test makes of the file. */
export const agencyFile = (
  keys: Keys,
  change: Shown = (shown) => shown,
  changed: Readonly<Record<string, unknown>> = {},
) => {
  const leaves = writeEntries(45, null, 'agency').map(({ leaf }) => leafHash(canonicalJson(leaf)));
  const head = { size: leaves.length, root: rootOf(leaves) };
  const at = { number: 3, at: '2020-04-01T12:00:00.000Z' };
  return json({
    format: 'first-buyer/dossier-agency/1',
    log: 'agency',
    checkpoint: signedNote(keys, checkpointText('agency', at, head), 'agency'),
    entries: change(shownOf(['proposal/p1'], 'agency')),
    ...changed,
  });
};

const listOf = (text: string): string => {
  const parsed = parseScoreSheetText(text);
  if (isSheetFault(parsed)) throw new Error(parsed.reason);
  return rankSheetToCanonicalJson(parsed);
};

/** The files of a small dossier: a ledger, its entries of one challenge, a receipt, a document, a sheet and its list. */
export const dossierFiles = (keys: Keys): Files => {
  const { checkpoints, ledger, receipts } = smallLedger(keys);
  const sheet = JSON.stringify(plainSheet({ proposals: [proposal('P1')], scorecards: cards('P1', 850) }));
  return new Map([
    ['ledger/checkpoints.json', json(checkpoints)],
    ['ledger/ledger.json', json(ledger)],
    ['ledger/entries.json', entriesFile()],
    ['proposals/p1/receipts/1.json', json(receipts[0])],
    ['proposals/p1/attachments.json', attachmentsFile()],
    [enclosedPath, enclosed],
    ['decision/score-sheet.json', encoded(sheet)],
    ['decision/list.json', encoded(listOf(sheet))],
    ['challenge/challenge.json', json({ challengeId: 'c1', title: { ko: '드론', en: 'Drone' } })],
  ]);
};

/** The bytes of an archive of just these files in this order. */
export const zipOf = async (files: Iterable<readonly [string, Uint8Array]>): Promise<Buffer> => {
  const stream = archiveOf(
    [...files].map(([path, bytes]) => ({
      path,
      sizeInBytes: bytes.length,
      read: () => bytes,
    })),
  );
  return Buffer.concat(await Array.fromAsync(stream));
};

/** The files with manifest and note before them, signed with these keys. */
export const signedFiles = async (keys: Keys, files: Files): Promise<Files> => {
  const sorted = [...files].map(([path, bytes]) => ({ path, bytes })).sort(byPath);
  const { manifest, note } = await signManifest(
    {
      sign: (text) => Promise.resolve(sign(null, Buffer.from(text), keys.privateKey).toString('base64')),
      publicKey: () => Promise.resolve(spkiOf(keys)),
    },
    {
      log: smallLog,
      challengeId: 'c1',
      at: '2020-04-01T12:00:00.000Z',
      files: sorted.map(({ path, bytes }) => ({ path, sizeInBytes: bytes.length, sha256: sha256Hex(bytes) })),
    },
  );
  return new Map([
    [manifestPath, encoded(manifest)],
    [manifestNotePath, encoded(note)],
    ...sorted.map(({ path, bytes }) => [path, bytes] as const),
  ]);
};
