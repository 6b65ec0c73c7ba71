import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Broken, bytesOfBase64 } from './reading.ts';

/**
 * Signed notes of C2SP (https://c2sp.org/signed-note): a text that ends with a newline, an empty line, and a line for
 * each signature: an em dash, the key's name, and in base64 the key's id (4 bytes) with the signature.
 */
export type SignedNote = { readonly text: string; readonly signature: Buffer };

const ed25519Algorithm = Uint8Array.of(1);

/** The ledger's public key. */
export type LedgerKey = {
  readonly key: KeyObject;
  /** The 32 bytes of Ed25519. */
  readonly raw: Buffer;
  /** SHA-256 of the SubjectPublicKeyInfo (DER), in lower-case hexadecimal: what people compare. */
  readonly fingerprint: string;
};

/** Reads an Ed25519 key from SubjectPublicKeyInfo (DER) in base64. */
export const ledgerKeyOf = (publicKey: string, place: string): LedgerKey => {
  const der = bytesOfBase64(publicKey);
  if (der === null) throw new Broken(place, 'no-base64');
  let key: KeyObject;
  try {
    key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new Broken(place, 'no-key');
  }
  if (key.asymmetricKeyType !== 'ed25519' || !key.export({ format: 'der', type: 'spki' }).equals(der))
    throw new Broken(place, 'key-of-another-kind');
  return { key, raw: der.subarray(-32), fingerprint: createHash('sha256').update(der).digest('hex') };
};

/** The first 4 bytes of SHA-256 over the key's name, a newline, the algorithm's byte and the raw key. */
export const noteKeyId = (name: string, rawKey: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(ed25519Algorithm).update(rawKey).digest().subarray(0, 4);

/** Puts a text (which ends with a newline) and its Ed25519 signature together. */
export const writeNote = (text: string, name: string, rawKey: Uint8Array, signature: Uint8Array): string =>
  `${text}\n— ${name} ${Buffer.concat([noteKeyId(name, rawKey), signature]).toString('base64')}\n`;

/** Whether it is the key's Ed25519 signature over the text. */
export const isSigned = (text: string, signature: Uint8Array, { key }: LedgerKey): boolean =>
  signature.length === 64 && verify(null, Buffer.from(text), key, signature);

/** Reads a note with the one signature that is the ledger's, under the name of its log. Answers the text. */
export const readNote = (note: string, name: string, key: LedgerKey, place: string): string => {
  const [, text = '', signer = '', written = ''] = /^([^]*\n)\n— (\S+) (\S+)\n$/u.exec(note) ?? [];
  if (text === '') throw new Broken(place, 'no-note');
  if (signer !== name) throw new Broken(place, 'signed-for-another', { signer, name });
  const bytes = bytesOfBase64(written);
  if (bytes === null) throw new Broken(place, 'signature-no-base64');
  if (!bytes.subarray(0, 4).equals(noteKeyId(name, key.raw)))
    throw new Broken(place, 'signed-by-another-key');
  if (!isSigned(text, bytes.subarray(4), key)) throw new Broken(place, 'signature-wrong');
  return text;
};
