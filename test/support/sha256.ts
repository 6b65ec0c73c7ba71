import { createHash } from 'node:crypto';

/** The hash that a signer of requests asks for (AWS Signature Version 4). */
export class Sha256 {
  readonly #hash = createHash('sha256');
  update(chunk: string | Uint8Array): void {
    this.#hash.update(chunk);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}
