import * as v from 'valibot';
import type { Actor } from './ledger.ts';
import { type Refusal, refuse } from './refusal.ts';
import { organisationKinds, type Role, roles } from './roles.ts';
import type { Row, TableKey } from './table.ts';

const accountSchema = v.object({
  memberships: v.record(
    v.string(),
    v.object({ kind: v.picklist(organisationKinds), roles: v.array(v.picklist(roles)) }),
  ),
});

/** A signed-in person with the memberships that the table holds at this request. */
export type Account = { readonly accountId: string } & v.InferOutput<typeof accountSchema>;

/** Where a person's memberships are kept: one row, so that one read tells all rights. */
export const accountKey = (accountId: string): TableKey => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });

/** Parses an account's row; a person without one has no memberships. */
export const parseAccount = (accountId: string, row: Row | null): Account => ({
  accountId,
  memberships: row === null ? {} : v.parse(accountSchema, row).memberships,
});

/** A person who acts by one membership. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;

/**
 * The membership by which `account` may act in one of `wanted` roles; for `organisationId` where the thing belongs
 * to one. Refuses with `not-permitted`; a thing of another organisation is `not-found`, so that nobody learns that
 * it exists.
 */
export const actAs = (
  account: Account,
  wanted: readonly Role[],
  organisationId?: string,
): PersonActor | Refusal => {
  if (organisationId !== undefined && account.memberships[organisationId] === undefined)
    return refuse('not-found');
  for (const [id, membership] of Object.entries(account.memberships)) {
    if (organisationId !== undefined && id !== organisationId) continue;
    const role = wanted.find((candidate) => membership.roles.includes(candidate));
    if (role !== undefined) return { kind: 'person', accountId: account.accountId, organisationId: id, role };
  }
  return refuse('not-permitted', { roles: wanted });
};

/** True if the account holds one of the roles in any organisation. */
export const holds = (account: Account, ...wanted: readonly Role[]): boolean =>
  Object.values(account.memberships).some((membership) =>
    wanted.some((role) => membership.roles.includes(role)),
  );
