import { CannotCheck, checkFiles, type Findings } from './check-files.ts';
import { openDossierArchive } from './read-dossier-archive.ts';
import { checkCheckpoints, publicKeyAt } from './verify/checkpoint.ts';
import {
  checkAttachments,
  checkDrawIsEntered,
  checkEntries,
  checkPaths,
  type Dossier,
  manifestNotePath,
  manifestPath,
  readManifest,
} from './verify/dossier.ts';
import { checkLedger } from './verify/ledger.ts';
import { ledgerKeyOf } from './verify/note.ts';
import { Broken, jsonAt } from './verify/reading.ts';

const checkpointsPath = 'ledger/checkpoints.json';
const ledgerPath = 'ledger/ledger.json';
const entriesPath = 'ledger/entries.json';
const drawRecordPath = 'panel/draw-record.json';
const attachmentsForm =
  /^(?:proposals\/[^/]+(?:\/supplement)?|(?:objections|purchases)\/[^/]+)\/attachments\.json$/u;

/** What `checkFiles` knows by itself. */
const knownForms = [
  /^ledger\/(?:checkpoints|ledger)\.json$/u,
  /^proposals\/[^/]+\/receipts\/[^/]+\.json$/u,
  /^decision\/(?:[^/]+\/)?(?:score-sheet|list)\.json$/u,
  /^round\.json$/u,
  /^panel\/draw-record\.json$/u,
];

/**
 * Checks the dossier at `filePath` by itself: the signature of its manifest; that the archive is to the byte the one of
 * the manifest's files; the ledger, its checkpoints and the receipts in it; that the challenge's entries stand in that
 * ledger and open to what they commit to; that enclosed documents are those that were submitted; that the draw
 * is the one that was entered and comes out again; and that the list follows from the score sheet (DOMAIN.md, invariants
 * 7 and 13). `publicKey` is the published one; without it that of the checkpoints in the dossier is taken. `name` is how
 * the archive is called in what is found.
 */
export const checkDossier = async (
  name: string,
  filePath: string,
  publicKey: string | null,
): Promise<Findings> => {
  const held: string[] = [];
  let current = name;
  /** Runs a check of a file in the dossier, so that what is thrown is known to be of this file. */
  const within = <T>(path: string, check: () => T): T => {
    current = `${name} › ${path}`;
    const found = check();
    current = name;
    return found;
  };
  try {
    const archive = await openDossierArchive(filePath);
    try {
      const records = await archive.records();
      const textAt = (path: string): string => utf8At(records.get(path), path);
      const valueAt = (path: string): unknown => jsonAt(textAt(path), '');
      const spki = publicKey ?? publicKeyAt(within(checkpointsPath, () => valueAt(checkpointsPath)));
      const key = within(checkpointsPath, () => ledgerKeyOf(spki, ''));
      const dossier = within(manifestPath, () =>
        readManifest(textAt(manifestPath), textAt(manifestNotePath), key),
      );
      checkPaths(dossier, archive.paths);
      await archive.checkBytes(dossier);
      held.push(described(name, dossier, publicKey === null ? key.fingerprint : null));

      const checkpoints = within(checkpointsPath, () => checkCheckpoints(valueAt(checkpointsPath), key));
      const ledger = within(ledgerPath, () => checkLedger(valueAt(ledgerPath), key, checkpoints));
      const shown = within(entriesPath, () => checkEntries(valueAt(entriesPath), ledger, dossier));
      held.push(
        `${name}: ${shown.count} entries of the challenge and of what belongs to it, each proved to stand in the log; ${shown.opened} opened`,
      );
      if (records.has(drawRecordPath)) {
        const isOpened = within(drawRecordPath, () =>
          checkDrawIsEntered(valueAt(drawRecordPath), valueAt(entriesPath), ledger),
        );
        if (isOpened) held.push(`${name}: the record of the draw is the one that the ledger’s entry names`);
      }
      const documents = dossier.files
        .filter(({ path }) => attachmentsForm.test(path))
        .map(({ path }) => within(path, () => checkAttachments(valueAt(path), dossier)));
      held.push(
        `${name}: ${documents.reduce((sum, count) => sum + count, 0)} documents enclosed, as they were pinned`,
      );
      const known = dossier.files.filter(({ path }) => knownForms.some((form) => form.test(path)));
      const rest = checkFiles(
        known.map(({ path }) => ({ name: `${name} › ${path}`, text: textAt(path) })),
        spki,
      );
      return { held: [...held, ...rest.held], broken: rest.broken };
    } finally {
      archive.close();
    }
  } catch (error) {
    // A list without its sheet: in a dossier nothing else can be given.
    if (error instanceof CannotCheck)
      return { held, broken: { file: name, place: '', reason: `is not whole: ${error.message}` } };
    if (!(error instanceof Broken)) throw error;
    return { held, broken: { file: current, place: error.place, reason: error.message } };
  }
};

const utf8At = (bytes: Buffer | undefined, path: string): string => {
  if (bytes === undefined) throw new Broken(path, 'is missing');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Broken('', 'is no UTF-8 text');
  }
};

const described = (
  name: string,
  { challengeId, log, at, files }: Dossier,
  fingerprint: string | null,
): string =>
  `${name}: ${files.length} files of challenge ${challengeId} of ${log} as of ${at}, signed, each with its SHA-256${
    fingerprint === null
      ? ''
      : `; the key is the one that it names, with SHA-256 ${fingerprint}: compare it with the one that the agency publishes`
  }`;
