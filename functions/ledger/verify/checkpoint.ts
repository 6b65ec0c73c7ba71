import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type LedgerKey, readNote } from './note.ts';
import { Broken, bytesOfBase64, countAt, hashAt, hashesAt, listAt, objectAt, textAt } from './reading.ts';
import { type Hash, provesConsistency, type TreeHead } from './tree.ts';

/** The name of a log in its signed notes: the `origin` of C2SP, and the name of the key. */
export const originOf = (log: string): string => `first-buyer/${log}`;

export const checkpointsFormat = 'first-buyer/checkpoints/1';
const commitmentFormat = 'first-buyer/checkpoint-commitment/1';

/** Which checkpoint of its log it is, from 1, and when it was made. */
export type Numbered = { readonly number: number; readonly at: string };

/** What opens a commitment: `nonce` is 32 random bytes in hexadecimal. */
export type Opening = { readonly nonce: string; readonly root: string; readonly size: number };

/** A checkpoint as https://c2sp.org/tlog-checkpoint has it: origin, size, root; then, as extension, number and instant. */
export const checkpointText = (log: string, { number, at }: Numbered, { size, root }: TreeHead): string =>
  `${originOf(log)}\n${size}\n${root.toString('base64')}\nnumber ${number}\nat ${at}\n`;

/** What is published before the opening instead of a checkpoint: it tells neither root nor size. */
export const commitmentText = (log: string, { number, at }: Numbered, commitment: string): string =>
  `${commitmentFormat}\n${originOf(log)}\nnumber ${number}\nat ${at}\n${commitment}\n`;

/** SHA-256 over the canonical JSON of nonce, origin, root and size, in hexadecimal. */
export const commitmentOf = (log: string, { nonce, root, size }: Opening): string =>
  createHash('sha256')
    .update(canonicalize({ nonce, origin: originOf(log), root, size }) ?? '')
    .digest('hex');

/** A checkpoint of which signature and opening hold. */
export type KnownCheckpoint = Numbered & TreeHead & { readonly note: string };

/** Reads a signed checkpoint of a log. */
export const readCheckpoint = (note: string, log: string, key: LedgerKey, place: string): KnownCheckpoint => {
  const text = readNote(note, originOf(log), key, place);
  const [, origin, size = '', root = '', number = '', at = ''] =
    /^(.+)\n(0|[1-9]\d*)\n(.+)\nnumber ([1-9]\d*)\nat (.+)\n$/u.exec(text) ?? [];
  const bytes = bytesOfBase64(root);
  if (origin !== originOf(log) || bytes?.length !== 32) throw new Broken(place, 'no-checkpoint');
  return { number: Number(number), at, size: Number(size), root: bytes, note };
};

const readCommitment = (note: string, log: string, key: LedgerKey, place: string) => {
  const text = readNote(note, originOf(log), key, place);
  const [, format, origin, number = '', at = '', commitment = ''] =
    /^(.+)\n(.+)\nnumber ([1-9]\d*)\nat (.+)\n([0-9a-f]{64})\n$/u.exec(text) ?? [];
  if (format !== commitmentFormat || origin !== originOf(log)) throw new Broken(place, 'no-commitment');
  return { number: Number(number), at, commitment };
};

const openingAt = (value: unknown, place: string): Opening => {
  const { nonce, root, size } = objectAt(value, place, ['nonce', 'root', 'size']);
  return {
    nonce: hashAt(nonce, `${place}/nonce`).toString('hex'),
    root: hashAt(root, `${place}/root`).toString('hex'),
    size: countAt(size, `${place}/size`),
  };
};

/** What a file of checkpoints proves. */
export type Checkpoints = {
  readonly log: string;
  readonly keyId: string;
  /** Sealed ones that are not opened yet. */
  readonly sealedCount: number;
  readonly openedCount: number;
  /** Those with a size, from the first to the last. */
  readonly known: readonly KnownCheckpoint[];
};

/** The key that a file of checkpoints names. Whoever uses it compares its fingerprint with the published one. */
export const publicKeyAt = (file: unknown): string =>
  textAt(checkpointsFields(file)['publicKey'], '/publicKey');

const checkpointsFields = (file: unknown) =>
  objectAt(file, '', ['format', 'log', 'keyId', 'publicKey', 'checkpoints']);

/**
 * Checks a file of checkpoints: counted from 1 without a gap, in the order of time, each signed; each commitment opened
 * by what it is said to hide; and from each known tree to the next a proof that it only grew. Throws `Broken`.
 */
export const checkCheckpoints = (file: unknown, key: LedgerKey): Checkpoints => {
  const fields = checkpointsFields(file);
  const log = textAt(fields['log'], '/log');
  const known: KnownCheckpoint[] = [];
  let [before, sealedCount, openedCount]: [Numbered, number, number] = [{ number: 0, at: '' }, 0, 0];
  for (const [index, value] of listAt(fields['checkpoints'], '/checkpoints').entries()) {
    const place = `/checkpoints/${index}`;
    const { note, opening, consistency } = objectAt(value, place, ['note', 'opening', 'consistency']);
    const text = textAt(note, `${place}/note`);
    const isCommitment = text.startsWith(`${commitmentFormat}\n`);
    const read = isCommitment
      ? openedAt(text, opening, log, key, place)
      : readCheckpoint(text, log, key, `${place}/note`);
    if (!isCommitment && opening !== null) throw new Broken(`${place}/opening`, 'opens-unsealed');
    if (read.number !== before.number + 1)
      throw new Broken(place, 'checkpoint-gap', { number: read.number, expected: before.number + 1 });
    if (read.at < before.at) throw new Broken(place, 'checkpoint-too-early', { number: before.number });
    before = read;
    const proof = hashesAt(consistency, `${place}/consistency`);
    if (!isKnown(read)) {
      sealedCount += 1;
      if (proof.length > 0) throw new Broken(`${place}/consistency`, 'growth-of-sealed');
      continue;
    }
    if (sealedCount > 0) throw new Broken(place, 'open-after-sealed');
    checkGrowth(proof, known.at(-1), read, `${place}/consistency`);
    known.push(read);
    if (isCommitment) openedCount += 1;
  }
  return { log, keyId: textAt(fields['keyId'], '/keyId'), sealedCount, openedCount, known };
};

const isKnown = (checkpoint: Numbered | KnownCheckpoint): checkpoint is KnownCheckpoint =>
  'size' in checkpoint;

const checkGrowth = (
  proof: readonly Hash[],
  last: KnownCheckpoint | undefined,
  next: KnownCheckpoint,
  place: string,
): void => {
  if (last === undefined ? proof.length === 0 : provesConsistency(proof, last, next)) return;
  if (last === undefined) throw new Broken(place, 'growth-from-nothing');
  throw new Broken(place, 'growth-not-proved', { next: next.number, last: last.number });
};

const openedAt = (
  note: string,
  opening: unknown,
  log: string,
  key: LedgerKey,
  place: string,
): KnownCheckpoint | Numbered => {
  const { number, at, commitment } = readCommitment(note, log, key, `${place}/note`);
  if (opening === null) return { number, at };
  const opened = openingAt(opening, `${place}/opening`);
  if (commitmentOf(log, opened) !== commitment) throw new Broken(`${place}/opening`, 'opening-wrong');
  return { number, at, note, size: opened.size, root: Buffer.from(opened.root, 'hex') };
};
