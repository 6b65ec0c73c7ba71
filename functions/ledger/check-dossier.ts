import { breakIn, CannotCheck, checkFiles, type Findings, type Held } from './check-files.ts';
import { openDossierArchive } from './read-dossier-archive.ts';
import { checkCheckpoints, publicKeyAt } from './verify/checkpoint.ts';
import {
  checkAgencyEntries,
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
const agencyPath = 'ledger/agency.json';
const drawRecordPath = 'panel/draw-record.json';
const attachmentsForm =
  /^(?:proposals\/[^/]+(?:\/supplement)?|(?:objections|purchases)\/[^/]+)\/attachments\.json$/u;

/** What `checkFiles` knows by itself. */
const knownForms = [
  /^ledger\/(?:checkpoints|ledger)\.json$/u,
  /^proposals\/[^/]+\/receipts\/[^/]+\.json$/u,
  /^decision\/(?:[^/]+\/)?(?:score-sheet|list)\.json$/u,
  /^round\.json$/u,
  /^panel\/draw-(?:record|supplements)\.json$/u,
];

/**
 * Checks the dossier at `filePath` by itself: the signature of its manifest; that the archive is to the byte the one of
 * the manifest's files; the ledger, its checkpoints and the receipts in it; that the challenge's entries stand in that
 * ledger, and those of its designations in the agency's log, and open to what they commit to; that enclosed documents are those that were submitted; that the draw
 * is the one that was entered and comes out again; and that the list follows from the score sheet (DOMAIN.md, invariants
 * 7 and 13). `publicKey` is the published one; without it that of the checkpoints in the dossier is taken. `name` is how
 * the archive is called in what is found.
 */
export const checkDossier = async (
  name: string,
  filePath: string,
  publicKey: string | null,
): Promise<Findings> => {
  const held: Held[] = [];
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
      held.push({ file: name, said: described(dossier, publicKey === null ? key.fingerprint : null) });

      const checkpoints = within(checkpointsPath, () => checkCheckpoints(valueAt(checkpointsPath), key));
      const ledger = within(ledgerPath, () => checkLedger(valueAt(ledgerPath), key, checkpoints));
      const shown = within(entriesPath, () => checkEntries(valueAt(entriesPath), ledger, dossier));
      held.push({ file: name, said: [['dossier-entries', shown]] });
      if (records.has(agencyPath)) {
        const ofAgency = within(agencyPath, () => checkAgencyEntries(valueAt(agencyPath), key));
        held.push({ file: name, said: [['dossier-agency', ofAgency]] });
      }
      if (records.has(drawRecordPath)) {
        const isOpened = within(drawRecordPath, () =>
          checkDrawIsEntered(valueAt(drawRecordPath), valueAt(entriesPath), ledger),
        );
        if (isOpened) held.push({ file: name, said: [['dossier-draw']] });
      }
      const documents = dossier.files
        .filter(({ path }) => attachmentsForm.test(path))
        .map(({ path }) => within(path, () => checkAttachments(valueAt(path), dossier)));
      const count = documents.reduce((sum, one) => sum + one, 0);
      held.push({ file: name, said: [['dossier-documents', { count }]] });
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
      return { held, broken: breakIn(name, new Broken('', 'dossier-not-whole', { why: error.message })) };
    if (!(error instanceof Broken)) throw error;
    return { held, broken: breakIn(current, error) };
  }
};

const utf8At = (bytes: Buffer | undefined, path: string): string => {
  if (bytes === undefined) throw new Broken(path, 'missing');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Broken('', 'no-utf8');
  }
};

const described = ({ challengeId, log, at, files }: Dossier, fingerprint: string | null): Held['said'] => [
  ['dossier', { count: files.length, challengeId, log, at }],
  ...(fingerprint === null ? [] : [['dossier-key', { fingerprint }] as const]),
];
