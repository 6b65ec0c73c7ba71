import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from 'buffer/';

/*
 * What the offline check takes of `node:crypto`, for a browser, so that the same check runs in both. It stands in for that
 * module when the portal is built (vite.config.ts); whatever else a check would ask for fails the build.
 */

type Bytes = string | Uint8Array;
const bytesOf = (data: Bytes): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

type Running = { update(data: Uint8Array): unknown; digest(): Uint8Array };
const running = (state: Running) => ({
  update(data: Bytes) {
    state.update(bytesOf(data));
    return running(state);
  },
  digest(encoding?: 'hex') {
    const digest = Buffer.from(state.digest());
    return encoding === undefined ? digest : digest.toString(encoding);
  },
});

const only = (algorithm: string): void => {
  if (algorithm !== 'sha256') throw new Error(`${algorithm} is not at hand here`);
};

export const createHash = (algorithm: string) => {
  only(algorithm);
  return running(sha256.create());
};

export const createHmac = (algorithm: string, key: Uint8Array) => {
  only(algorithm);
  return running(hmac.create(sha256, key));
};

export const hash = (algorithm: string, data: Bytes): string => {
  only(algorithm);
  return Buffer.from(sha256(bytesOf(data))).toString('hex');
};

/** The 12 bytes before the key in a SubjectPublicKeyInfo of Ed25519 (RFC 8410). */
const ed25519Prefix = '302a300506032b6570032100';

export const createPublicKey = ({ key }: { readonly key: Uint8Array }) => {
  const der = Buffer.from(key);
  if (der.length !== 44 || der.toString('hex', 0, 12) !== ed25519Prefix)
    throw new Error('Another kind of key');
  return { asymmetricKeyType: 'ed25519', export: () => der };
};

/** As OpenSSL checks it: RFC 8032 without ZIP 215's leniency. */
export const verify = (
  _algorithm: null,
  data: Uint8Array,
  key: ReturnType<typeof createPublicKey>,
  signature: Uint8Array,
): boolean => {
  try {
    return ed25519.verify(signature, data, key.export().subarray(12), { zip215: false });
  } catch {
    return false;
  }
};
