import type { CommittedEntry } from '../../platform/commit.ts';
import { disclosureKey, entryHash, type LedgerEntry } from '../../platform/ledger.ts';

const signatureFollows = {
  en: 'Your submission stands. The signature follows: read the receipts of the proposal again.',
  ko: '접수는 완료되었습니다. 서명은 곧 추가되니 제안서의 접수증을 다시 확인해 주세요.',
} as const;

/** What opens an entry's `after`: its secret, and what it was a commitment to. */
export type Opened = { readonly secret: string; readonly after: unknown };

/**
 * The receipt of an entry: the signed entry itself, and the key that opens its `after`, so that its holder alone can
 * show what it is about (DOMAIN.md, invariant 13). The signature is over the canonical JSON of the entry. Without
 * `opened`, where the personal data were deleted, the entry stands and opens no more.
 */
export const receiptOf = (
  leaf: LedgerEntry,
  signature: string | null,
  opened: Opened | null,
  keyId: string,
) => ({
  format: 'first-buyer/receipt/1' as const,
  entry: leaf,
  entryHash: entryHash(leaf),
  algorithm: 'Ed25519' as const,
  keyId,
  signature,
  note: signature === null ? signatureFollows : null,
  disclosure: opened && { key: disclosureKey(opened.secret, 'after'), after: opened.after },
});

/** The receipt of an entry that is being committed. */
export const receiptOfCommitted = (
  { leaf, secret, signature }: CommittedEntry,
  after: unknown,
  keyId: string,
) => receiptOf(leaf, signature, { secret, after }, keyId);
