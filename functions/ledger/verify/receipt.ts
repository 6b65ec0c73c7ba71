import { createHmac } from 'node:crypto';
import { type KnownCheckpoint, readCheckpoint } from './checkpoint.ts';
import { canonical, type Entry, entryAt } from './entry.ts';
import { isSigned, type LedgerKey } from './note.ts';
import { Broken, bytesOfBase64, countAt, hashAt, hashesAt, isFields, objectAt, textAt } from './reading.ts';
import { leafHash, provesInclusion } from './tree.ts';

export const receiptFormat = 'first-buyer/receipt/1';

/** What a receipt proves of itself. */
export type Receipt = {
  readonly entry: Entry;
  readonly keyId: string;
  /** False where the personal data of the entry were deleted: nothing opens it any more. */
  readonly isOpened: boolean;
  /** Where the entry stands, from 0, and the checkpoint that says so; null before the round's opening. */
  readonly inclusion: { readonly index: number; readonly checkpoint: KnownCheckpoint } | null;
};

/**
 * Checks a receipt: the ledger's signature over the entry, the entry's hash, that the disclosure opens the entry's
 * `after`, and where it has one the proof that the entry stands in the tree of a signed checkpoint. Throws `Broken`.
 */
export const checkReceipt = (file: unknown, key: LedgerKey): Receipt => {
  const hasInclusion = isFields(file) && Object.hasOwn(file, 'inclusion');
  const fields = objectAt(file, '', [
    'format',
    'entry',
    'entryHash',
    'algorithm',
    'keyId',
    'signature',
    'note',
    'disclosure',
    ...(hasInclusion ? ['inclusion'] : []),
  ]);
  const entry = entryAt(fields['entry'], '/entry');
  if (textAt(fields['entryHash'], '/entryHash') !== entry.hash)
    throw new Broken('/entryHash', 'entry-hash-wrong');
  if (fields['algorithm'] !== 'Ed25519') throw new Broken('/algorithm', 'no-ed25519');
  if (fields['signature'] === null) throw new Broken('/signature', 'signature-to-follow');
  const signature = bytesOfBase64(textAt(fields['signature'], '/signature'));
  if (signature === null || !isSigned(entry.text, signature, key))
    throw new Broken('/signature', 'receipt-signature-wrong');
  if (fields['note'] !== null) throw new Broken('/note', 'note-though-signed');
  checkDisclosure(fields['disclosure'], entry);
  const { inclusion = null } = fields;
  return {
    entry,
    keyId: textAt(fields['keyId'], '/keyId'),
    isOpened: fields['disclosure'] !== null,
    inclusion: inclusion === null ? null : inclusionOf(inclusion, entry, key),
  };
};

const checkDisclosure = (value: unknown, entry: Entry): void => {
  if (value === null) return;
  const { key, after } = objectAt(value, '/disclosure', ['key', 'after']);
  const commitment = createHmac('sha256', hashAt(key, '/disclosure/key'))
    .update(canonical(after))
    .digest('hex');
  if (commitment !== entry.after) throw new Broken('/disclosure', 'disclosure-wrong');
};

const inclusionOf = (value: unknown, entry: Entry, key: LedgerKey): Receipt['inclusion'] => {
  const place = '/inclusion';
  const fields = objectAt(value, place, ['index', 'proof', 'checkpoint']);
  const index = countAt(fields['index'], `${place}/index`);
  const note = textAt(fields['checkpoint'], `${place}/checkpoint`);
  const checkpoint = readCheckpoint(note, entry.log, key, `${place}/checkpoint`);
  const proof = hashesAt(fields['proof'], `${place}/proof`);
  if (!provesInclusion(proof, { ...checkpoint, leaf: leafHash(entry.text), index }))
    throw new Broken(`${place}/proof`, 'inclusion-not-proved', { index });
  return { index, checkpoint };
};
