import { answer, type Implementation, implement } from '../platform/http.ts';
import { readSigningKey } from './schema.ts';

/** The public key of receipts; asked once for the life of the function. */
export const createReadSigningKey = (
  key: { publicKey(): Promise<string> },
  keyId: string,
): Implementation => {
  let publicKey: Promise<string> | null = null;
  return implement(readSigningKey, async () => {
    publicKey ??= key.publicKey().catch((error: unknown) => {
      publicKey = null;
      throw error;
    });
    return answer(200, { algorithm: 'Ed25519', keyId, publicKey: await publicKey });
  });
};
