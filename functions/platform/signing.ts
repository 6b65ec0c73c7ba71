import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** Signs UTF-8 text; answers the Ed25519 signature in base64. */
export type EntrySigner = (text: string) => Promise<string>;

/** The ledger's key in KMS: `ED25519_SHA_512` over the raw message is plain Ed25519 (RFC 8032). */
export const createLedgerKey = (keyId: string, client = new KMSClient({})) => ({
  sign: (async (text) => {
    const answer = await client.send(
      new SignCommand({
        KeyId: keyId,
        Message: Buffer.from(text),
        MessageType: 'RAW',
        SigningAlgorithm: 'ED25519_SHA_512',
      }),
    );
    if (answer.Signature === undefined) throw new Error('The key service answered no signature');
    return Buffer.from(answer.Signature).toString('base64');
  }) satisfies EntrySigner,

  /** The public key as SubjectPublicKeyInfo (DER) in base64. */
  async publicKey(): Promise<string> {
    const answer = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (answer.PublicKey === undefined) throw new Error('The key service answered no public key');
    return Buffer.from(answer.PublicKey).toString('base64');
  },
});
