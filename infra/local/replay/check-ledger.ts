import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import type * as v from 'valibot';
import type { leafSchema } from '../../../functions/ledger/schema.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import type { Receipt } from './proposals.ts';

type Leaf = v.InferOutput<typeof leafSchema>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Checks the entries of a log as a reader can: each entity's entries count from 1 without a gap and name the hash of
 * the one before, and each state begins where the last one ended. Answers the first fault, or null.
 */
export const faultOfLedger = (entries: readonly Leaf[]): string | null => {
  const byEntity = new Map<string, Leaf[]>();
  for (const entry of entries) byEntity.set(entry.entity, [...(byEntity.get(entry.entity) ?? []), entry]);
  for (const [entity, own] of byEntity) {
    let previous: Leaf | null = null;
    for (const entry of own.toSorted((left, right) => left.sequence - right.sequence)) {
      const expected: number = (previous?.sequence ?? 0) + 1;
      if (entry.sequence !== expected) return `${entity}: entry ${expected} is missing or doubled`;
      const hash = previous === null ? null : sha256(canonicalJson(previous));
      if (entry.previous !== hash)
        return `${entity}: entry ${entry.sequence} does not follow from the one before`;
      if (entry.from !== (previous?.to ?? null))
        return `${entity}: entry ${entry.sequence} leaves a state it was not in`;
      previous = entry;
    }
  }
  return null;
};

/**
 * Checks a receipt against the public key and, where one is given, the ledger's export: the signature, the hash, what
 * the disclosure opens, and that the entry stands in the ledger. Answers the fault, or null.
 */
export const faultOfReceipt = (
  receipt: Receipt,
  publicKey: string,
  hashesOfLedger: ReadonlySet<string>,
): string | null => {
  const written = canonicalJson(receipt.entry);
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(receipt.signature ?? '', 'base64');
  if (!verify(null, Buffer.from(written), key, signature)) return 'the signature is not the ledger’s';
  if (sha256(written) !== receipt.entryHash) return 'the hash is not that of the entry';
  const { disclosure } = receipt;
  if (disclosure === null) return 'the receipt opens nothing';
  const commitment = createHmac('sha256', Buffer.from(disclosure.key, 'hex'))
    .update(canonicalJson(disclosure.after))
    .digest('hex');
  if (commitment !== receipt.entry.after) return 'what was submitted is not what the entry commits to';
  return hashesOfLedger.has(receipt.entryHash) ? null : 'the entry does not stand in the ledger';
};

/** The hashes of all entries. */
export const hashesOf = (entries: readonly Leaf[]): ReadonlySet<string> =>
  new Set(entries.map((entry) => sha256(canonicalJson(entry))));
