import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { canonicalJson } from './canonical-json.ts';

/**
 * A value that only the round's key opens: AES-256-GCM under a data key of its own, which KMS wrapped. All in
 * base64. KMS refuses to unwrap it before the instant in the key's policy (DOMAIN.md, invariant 2).
 */
export type Sealed = {
  readonly keyArn: string;
  readonly wrappedKey: string;
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
};

/** Names what is sealed (round and proposal); another context does not open it. */
export type SealContext = Readonly<Record<string, string>>;

export type Sealer = ReturnType<typeof createSealer>;

const algorithm = 'aes-256-gcm';

/** Seals and unseals JSON values. Throws the key service's `AccessDeniedException` where its policy refuses. */
export const createSealer = (client = new KMSClient({})) => ({
  async seal(keyArn: string, context: SealContext, value: unknown): Promise<Sealed> {
    const { Plaintext, CiphertextBlob } = await client.send(
      new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: { ...context } }),
    );
    if (Plaintext === undefined || CiphertextBlob === undefined)
      throw new Error('The key service answered no key');
    const nonce = randomBytes(12);
    const cipher = createCipheriv(algorithm, Plaintext, nonce);
    cipher.setAAD(Buffer.from(canonicalJson(context)));
    const ciphertext = Buffer.concat([cipher.update(canonicalJson(value), 'utf8'), cipher.final()]);
    return {
      keyArn,
      wrappedKey: Buffer.from(CiphertextBlob).toString('base64'),
      nonce: nonce.toString('base64'),
      ciphertext: ciphertext.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    };
  },

  async unseal(sealed: Sealed, context: SealContext): Promise<unknown> {
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: sealed.keyArn,
        CiphertextBlob: Buffer.from(sealed.wrappedKey, 'base64'),
        EncryptionContext: { ...context },
      }),
    );
    if (Plaintext === undefined) throw new Error('The key service answered no key');
    const decipher = createDecipheriv(algorithm, Plaintext, Buffer.from(sealed.nonce, 'base64'));
    decipher.setAAD(Buffer.from(canonicalJson(context)));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    const opened = Buffer.concat([
      decipher.update(Buffer.from(sealed.ciphertext, 'base64')),
      decipher.final(),
    ]);
    const value: unknown = JSON.parse(opened.toString('utf8'));
    return value;
  },
});
