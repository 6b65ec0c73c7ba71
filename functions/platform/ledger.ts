import { canonicalJson } from './canonical-json.ts';
import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { Instant } from './instant.ts';

/** Who acted: a person by a membership, a person without one yet, or the system by a named task. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly accountId: string;
      readonly organisationId: string;
      readonly role: string;
    }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'system'; readonly task: string };

/** The round's log, or the agency's for what belongs to no round. */
export type LogName = `round/${string}` | 'agency';

/**
 * A leaf of the log. What could name a person stands in it as a commitment only, so that personal data can be
 * deleted without breaking the log (DOMAIN.md, invariants 12 and 13).
 */
export type LedgerEntry = {
  readonly format: 'first-buyer/ledger-entry/1';
  readonly log: LogName;
  /** `<kind>/<id>`, such as `proposal/6f…`. */
  readonly entity: string;
  /** Counts the entity's entries from 1. */
  readonly sequence: number;
  /** `entryHash` of the entity's previous entry, null for the first. */
  readonly previous: string | null;
  readonly at: Instant;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly before: string | null;
  readonly after: string;
};

/** The fields of an entry that are commitments. */
export type CommittedField = 'actor' | 'reason' | 'before' | 'after';

/** What an entry says in the clear before its private parts are committed. */
export type LedgerFact = {
  readonly log: LogName;
  readonly entity: string;
  readonly sequence: number;
  readonly previous: string | null;
  readonly at: Instant;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

/** The key that opens one field of an entry; giving it away opens no other field. */
export const disclosureKey = (entrySecret: string, field: CommittedField): string =>
  hmacSha256Hex(entrySecret, field);

/** The commitment to a value under a field's key: HMAC-SHA-256 over its canonical JSON. */
export const commitTo = (fieldKey: string, value: unknown): string =>
  hmacSha256Hex(fieldKey, canonicalJson(value));

/** SHA-256 over the entry's canonical JSON; what the next entry of the entity names as `previous`. */
export const entryHash = (entry: LedgerEntry): string => sha256Hex(canonicalJson(entry));

/** Builds the entry of a fact. `entrySecret` is 64 random hexadecimal digits, kept beside the entry. */
export const entryOf = (fact: LedgerFact, entrySecret: string): LedgerEntry => {
  const commit = (field: CommittedField): string =>
    commitTo(disclosureKey(entrySecret, field), fact[field] ?? null);
  return {
    format: 'first-buyer/ledger-entry/1',
    log: fact.log,
    entity: fact.entity,
    sequence: fact.sequence,
    previous: fact.previous,
    at: fact.at,
    action: fact.action,
    from: fact.from,
    to: fact.to,
    actor: commit('actor'),
    reason: fact.reason === null ? null : commit('reason'),
    before: fact.before === null ? null : commit('before'),
    after: commit('after'),
  };
};
