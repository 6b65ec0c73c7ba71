import { originOf } from '../verify/checkpoint.ts';
import { type Dossier, dossierText, manifestText } from '../verify/dossier.ts';
import { ledgerKeyOf, writeNote } from '../verify/note.ts';
import type { LedgerSigner } from './checkpoints.ts';

export {
  byPath,
  type Dossier,
  dossierAgencyFormat,
  dossierAttachmentsFormat,
  dossierEntriesFormat,
  type DossierFile,
  type DossierOf,
  manifestNotePath,
  manifestPath,
} from '../verify/dossier.ts';
export { leafHash } from '../verify/tree.ts';

/** The manifest of a dossier with the ledger's signature; the key service signs the text with its hash, at most 4 KiB. */
export const signManifest = async (
  signer: LedgerSigner,
  dossier: Dossier,
): Promise<{ readonly manifest: string; readonly note: string }> => {
  const manifest = manifestText(dossier);
  const text = dossierText(dossier, manifest);
  const { raw } = ledgerKeyOf(await signer.publicKey(), 'signing-key');
  const signature = Buffer.from(await signer.sign(text), 'base64');
  return { manifest, note: writeNote(text, originOf(dossier.log), raw, signature) };
};
