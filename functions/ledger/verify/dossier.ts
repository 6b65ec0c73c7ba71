import { createHmac } from 'node:crypto';
import { originOf, readCheckpoint } from './checkpoint.ts';
import { canonical, createChainCheck, type Entry, entryAt, nameOf, sha256Hex } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { type LedgerKey, readNote } from './note.ts';
import { Broken, countAt, hashAt, hashesAt, isFields, jsonAt, listAt, objectAt, textAt } from './reading.ts';
import { leafHash, provesInclusion, type TreeHead } from './tree.ts';

export const dossierFormat = 'first-buyer/dossier/1';
export const dossierEntriesFormat = 'first-buyer/dossier-entries/1';
export const dossierAgencyFormat = 'first-buyer/dossier-agency/1';
export const dossierAttachmentsFormat = 'first-buyer/dossier-attachments/1';

/** The two files that stand before all others and are not in the manifest, as they are it. */
export const manifestPath = 'manifest.json';
export const manifestNotePath = 'manifest.note';

/** A file as the manifest names it. */
export type DossierFile = { readonly path: string; readonly sizeInBytes: number; readonly sha256: string };

/** Of which challenge a dossier is, and of which moment: that of the checkpoint that its ledger ends with. */
export type DossierOf = { readonly log: string; readonly challengeId: string; readonly at: string };

/** What a manifest proves. `files` are in the order of their paths. */
export type Dossier = DossierOf & { readonly files: readonly DossierFile[] };

/** Orders paths by code unit, as the archive has them. */
export const byPath = (one: Pick<DossierFile, 'path'>, other: Pick<DossierFile, 'path'>): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : 0;

/** The text of a manifest. */
export const manifestText = ({ log, challengeId, at, files }: Dossier): string =>
  canonical({ format: dossierFormat, log, challengeId, at, files: [...files].sort(byPath) });

/** What the ledger signs of a dossier. Its first line tells it from a checkpoint of the same log. */
export const dossierText = ({ log, challengeId, at }: DossierOf, manifest: string): string =>
  `${dossierFormat}\n${originOf(log)}\nchallenge ${challengeId}\nat ${at}\n${sha256Hex(manifest)}\n`;

/** Reads a manifest that the ledger signed; its files each once, in order. Throws `Broken`. */
export const readManifest = (manifest: string, note: string, key: LedgerKey): Dossier => {
  const fields = objectAt(jsonAt(manifest, ''), '', ['format', 'log', 'challengeId', 'at', 'files']);
  if (fields['format'] !== dossierFormat) throw new Broken('/format', 'no-format', { format: dossierFormat });
  if (canonical(fields) !== manifest) throw new Broken('', 'not-canonical');
  const of = {
    log: textAt(fields['log'], '/log'),
    challengeId: textAt(fields['challengeId'], '/challengeId'),
    at: textAt(fields['at'], '/at'),
  };
  if (readNote(note, originOf(of.log), key, 'the note') !== dossierText(of, manifest))
    throw new Broken('', 'manifest-unsigned');
  const files = listAt(fields['files'], '/files').map((file, index) => fileAt(file, `/files/${index}`));
  const unordered = files.findIndex((file, index) => {
    const before = files[index - 1];
    return before !== undefined && byPath(before, file) >= 0;
  });
  if (unordered >= 0) throw new Broken(`/files/${unordered}/path`, 'paths-unordered');
  return { ...of, files };
};

const fileAt = (value: unknown, place: string): DossierFile => {
  const { path, sizeInBytes, sha256 } = objectAt(value, place, ['path', 'sizeInBytes', 'sha256']);
  return {
    path: textAt(path, `${place}/path`),
    sizeInBytes: countAt(sizeInBytes, `${place}/sizeInBytes`),
    sha256: hashAt(sha256, `${place}/sha256`).toString('hex'),
  };
};

/** Compares what lies in the archive, in its order, with the manifest: nothing missing, moved, doubled or added. */
export const checkPaths = ({ files }: Dossier, present: readonly string[]): void => {
  const wanted = [manifestPath, manifestNotePath, ...files.map(({ path }) => path)];
  const missing = wanted.find((path) => !present.includes(path));
  if (missing !== undefined) throw new Broken(missing, 'missing');
  const surplus = present.find((path, at) => !wanted.includes(path) || present.indexOf(path) !== at);
  if (surplus !== undefined) throw new Broken(surplus, 'not-in-manifest');
  const moved = present.findIndex((path, at) => path !== wanted[at]);
  if (moved >= 0) throw new Broken(present[moved] ?? '', 'moved');
};

/** How many entries of the challenge's things are shown, and how many of them are opened. */
export type ShownEntries = { readonly count: number; readonly opened: number };

/**
 * Checks the entries that concern the challenge: that each stands in the ledger's tree by its proof, that what opens it
 * is what it commits to, and that of no thing an entry is left out. Throws `Broken`.
 */
export const checkEntries = (file: unknown, ledger: Ledger, { challengeId }: DossierOf): ShownEntries => {
  const fields = objectAt(file, '', ['format', 'log', 'entries']);
  if (fields['format'] !== dossierEntriesFormat)
    throw new Broken('/format', 'no-format', { format: dossierEntriesFormat });
  if (fields['log'] !== ledger.log) throw new Broken('/log', 'log-wrong', { log: ledger.log });
  const shown = new Map<string, Set<number>>();
  const counted = checkShown(fields['entries'], ledger.checkpoint, (leaf, { index, place }) => {
    if (ledger.entries[index]?.hash !== leaf.hash)
      throw new Broken(place, 'not-at-place', { index, ...nameOf(leaf) });
    shown.set(leaf.entity, (shown.get(leaf.entity) ?? new Set()).add(index));
  });
  if (!shown.has(`challenge/${challengeId}`)) throw new Broken('/entries', 'none-of-challenge');
  for (const [index, entry] of ledger.entries.entries())
    if (shown.has(entry.entity) && shown.get(entry.entity)?.has(index) !== true)
      throw new Broken('/entries', 'entry-left-out', { index, ...nameOf(entry) });
  return counted;
};

const agencyLog = 'agency';

/**
 * Checks the entries of the agency's log that concern the challenge's designations: that each stands in the tree of a
 * signed checkpoint of that log, that what opens it is what it commits to, and that of no thing one between or before
 * them is left out. Throws `Broken`.
 */
export const checkAgencyEntries = (file: unknown, key: LedgerKey): ShownEntries => {
  const fields = objectAt(file, '', ['format', 'log', 'checkpoint', 'entries']);
  if (fields['format'] !== dossierAgencyFormat)
    throw new Broken('/format', 'no-format', { format: dossierAgencyFormat });
  if (fields['log'] !== agencyLog) throw new Broken('/log', 'log-wrong', { log: agencyLog });
  const note = textAt(fields['checkpoint'], '/checkpoint');
  const checkpoint = readCheckpoint(note, agencyLog, key, '/checkpoint');
  const follows = createChainCheck();
  return checkShown(fields['entries'], checkpoint, (leaf, { place }) => {
    follows(leaf, place);
  });
};

/** Where an entry is said to stand in its log, and in the file. */
type Place = { readonly index: number; readonly place: string };

/**
 * Checks entries of a log that are shown in its order: what `check` says of each, that it is proved to stand in the tree, and
 * that what opens it is what it commits to.
 */
const checkShown = (
  value: unknown,
  head: TreeHead,
  check: (leaf: Entry, where: Place) => void,
): ShownEntries => {
  let [last, opened] = [-1, 0];
  const values = listAt(value, '/entries');
  for (const [at, one] of values.entries()) {
    const place = `/entries/${at}`;
    const {
      index: written,
      entry,
      proof,
      disclosure,
    } = objectAt(one, place, ['index', 'entry', 'proof', 'disclosure']);
    const index = countAt(written, `${place}/index`);
    if (index <= last) throw new Broken(`${place}/index`, 'entries-unordered');
    last = index;
    const leaf = entryAt(entry, `${place}/entry`);
    check(leaf, { index, place: `${place}/entry` });
    const claim = { ...head, leaf: leafHash(leaf.text), index };
    if (!provesInclusion(hashesAt(proof, `${place}/proof`), claim))
      throw new Broken(`${place}/proof`, 'inclusion-not-proved', { index });
    if (disclosure !== null) {
      checkDisclosure(disclosure, leaf, entry, `${place}/disclosure`);
      opened += 1;
    }
  }
  return { count: values.length, opened };
};

const opening = ['actor', 'reason', 'after'] as const;

const checkDisclosure = (
  value: unknown,
  { entity, sequence }: Entry,
  entry: unknown,
  place: string,
): void => {
  const fields = objectAt(value, place, ['secret', ...opening]);
  const secret = hashAt(fields['secret'], `${place}/secret`);
  for (const name of opening) {
    const content = fields[name];
    const expected = content === null && name === 'reason' ? null : commitmentOf(secret, name, content);
    if (!isFields(entry) || entry[name] !== expected)
      throw new Broken(`${place}/${name}`, 'content-wrong', { entity, sequence });
  }
};

/** HMAC-SHA-256 under the field's own key over the canonical JSON of the value. */
const commitmentOf = (secret: Buffer, field: string, value: unknown): string =>
  createHmac('sha256', createHmac('sha256', secret).update(field).digest())
    .update(canonical(value))
    .digest('hex');

/**
 * Checks that the record of a draw is the one whose hash its entry, among checked ones, commits to. False where that is
 * not told: nothing opens the entry any more, or it came after the ledger's last checkpoint. Throws `Broken`.
 */
export const checkDrawIsEntered = (
  record: unknown,
  entries: unknown,
  ledger: { readonly entries: readonly Pick<Entry, 'entity'>[] },
): boolean => {
  const entity = `draw/${isFields(record) ? textAt(record['roundId'], '/roundId') : ''}`;
  const shown = isFields(entries) ? listAt(entries['entries'], '/entries') : [];
  const ofDraw = shown.filter(isFields).find(({ entry }) => isFields(entry) && entry['entity'] === entity);
  if (ofDraw === undefined && ledger.entries.some((entry) => entry.entity === entity))
    throw new Broken('', 'draw-not-shown');
  const disclosure = ofDraw?.['disclosure'] ?? null;
  if (disclosure === null) return false;
  const after = isFields(disclosure) ? disclosure['after'] : null;
  if (!isFields(after) || after['recordSha256'] !== sha256Hex(canonical(record)))
    throw new Broken('', 'draw-not-entered');
  return true;
};

/**
 * Checks a list of attachments against the dossier: what is said to lie in it is, to the size and the hash that the act
 * which took it along has pinned. Answers how many. Throws `Broken`.
 */
export const checkAttachments = (file: unknown, { files }: Dossier): number => {
  const { format, attachments } = objectAt(file, '', ['format', 'owner', 'attachments']);
  if (format !== dossierAttachmentsFormat)
    throw new Broken('/format', 'no-format', { format: dossierAttachmentsFormat });
  const enclosed = listAt(attachments, '/attachments').map((value, at) => {
    const place = `/attachments/${at}`;
    const { path, sizeInBytes, sha256 } = attachmentAt(value, place);
    if (path === null) return 0;
    const found = files.find((candidate) => candidate.path === path);
    if (found === undefined) throw new Broken(`${place}/path`, 'not-in-dossier');
    if (found.sizeInBytes !== sizeInBytes || found.sha256 !== sha256)
      throw new Broken(place, 'document-changed');
    return 1;
  });
  return enclosed.filter((count) => count > 0).length;
};

const attachmentAt = (value: unknown, place: string) =>
  objectAt(value, place, [
    'attachmentId',
    'fileName',
    'contentType',
    'sizeInBytes',
    'sha256',
    'versionId',
    'state',
    'finding',
    'path',
  ]);
