import { createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { createSealer } from '../../../functions/platform/sealing.ts';
import { createLedgerKey } from '../../../functions/platform/signing.ts';

const client = new KMSClient({});

const createKey = async (kind: 'seal' | 'sign'): Promise<string> => {
  const { KeyMetadata } = await client.send(
    new CreateKeyCommand(
      kind === 'seal' ? {} : { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
    ),
  );
  if (KeyMetadata?.Arn === undefined) throw new Error('The emulator made no key');
  return KeyMetadata.Arn;
};

describe('a seal', () => {
  const sealer = createSealer(client);
  const context = { roundId: 'r1', proposalId: 'p1' };
  const value = { title: '산불 감시', priceInWon: 120_000_000, list: [1, null] };
  let keyArn = '';

  beforeAll(async () => {
    keyArn = await createKey('seal');
  });

  it('gives back what was sealed, and shows nothing of it', async () => {
    const sealed = await sealer.seal(keyArn, context, value);
    expect(await sealer.unseal(sealed, context)).toEqual(value);
    expect(sealed.keyArn).toBe(keyArn);
    const bytes = Object.values(sealed).map((part) => Buffer.from(part, 'base64').toString('latin1'));
    expect(bytes.join('\n')).not.toContain('priceInWon');
  });

  it('of the same value never looks the same', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => sealer.seal(keyArn, context, value)));
    for (const part of ['wrappedKey', 'nonce', 'ciphertext', 'tag'] as const)
      expect(one?.[part]).not.toBe(other?.[part]);
  });

  it('does not open for another proposal or round', async () => {
    const sealed = await sealer.seal(keyArn, context, value);
    await expect(sealer.unseal(sealed, { ...context, proposalId: 'p2' })).rejects.toThrow();
    await expect(sealer.unseal(sealed, { proposalId: 'p1' })).rejects.toThrow();
  });

  it('does not open when a byte of it was changed', async () => {
    const sealed = await sealer.seal(keyArn, context, value);
    for (const part of ['nonce', 'ciphertext', 'tag'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      await expect(sealer.unseal({ ...sealed, [part]: bytes.toString('base64') }, context)).rejects.toThrow();
    }
  });

  it('with parts of two does not open', async () => {
    const one = await sealer.seal(keyArn, context, value);
    const other = await sealer.seal(keyArn, context, { ...value, priceInWon: 1 });
    const { ciphertext, tag } = other;
    await expect(sealer.unseal({ ...one, ciphertext, tag }, context)).rejects.toThrow();
  });
});

describe('the ledger’s key', () => {
  it('signs so that plain Ed25519 verifies it with the published key', async () => {
    const key = createLedgerKey(await createKey('sign'), client);
    const text = '{"entity":"proposal/p1","to":"제출"}';
    const signature = Buffer.from(await key.sign(text), 'base64');
    const published = createPublicKey({
      key: Buffer.from(await key.publicKey(), 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(published.asymmetricKeyType).toBe('ed25519');
    expect(verify(null, Buffer.from(text), published, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${text} `), published, signature)).toBe(false);
  });

  it('that does not exist signs nothing', async () => {
    await expect(createLedgerKey(crypto.randomUUID(), client).sign('x')).rejects.toThrow();
  });
});
