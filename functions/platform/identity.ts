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
export type Account = {
  readonly accountId: string;
  /** Whether this sign-in is of an account with a second factor; nobody acts for the agency without one. */
  readonly hasSecondFactor: boolean;
} & v.InferOutput<typeof accountSchema>;

/** The claim that the sign-in adds to the access token of an account with a second factor. */
export const secondFactorClaim = 'second_factor';

/** Who calls where nobody signed in. */
export const publicAccount: Account = { accountId: 'public', hasSecondFactor: false, memberships: {} };

/** Where a person's memberships are kept: one row, so that one read tells all rights. */
export const accountKey = (accountId: string): TableKey => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });

/** Parses an account's row; a person without one has no memberships. */
export const parseAccount = (accountId: string, hasSecondFactor: boolean, row: Row | null): Account => ({
  accountId,
  hasSecondFactor,
  memberships: row === null ? {} : v.parse(accountSchema, row).memberships,
});

/** A person who acts by one membership. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;

/**
 * The membership by which `account` may act in one of `wanted` roles; for `organisationId` where the thing belongs
 * to one. Refuses with `not-permitted`, or `second-factor-required` where only that is missing; a thing of another
 * organisation is `not-found`, so that nobody learns that it exists.
 */
export const actAs = (
  account: Account,
  wanted: readonly Role[],
  organisationId?: string,
): PersonActor | Refusal => {
  if (organisationId !== undefined && account.memberships[organisationId] === undefined)
    return refuse('not-found');
  let lacksSecondFactor = false;
  for (const [id, membership] of Object.entries(account.memberships)) {
    if (organisationId !== undefined && id !== organisationId) continue;
    const role = wanted.find((candidate) => membership.roles.includes(candidate));
    if (role === undefined) continue;
    if (mayUse(account, membership))
      return { kind: 'person', accountId: account.accountId, organisationId: id, role };
    lacksSecondFactor = true;
  }
  return lacksSecondFactor ? refuse('second-factor-required') : refuse('not-permitted', { roles: wanted });
};

/** The agency reads and decides what others stake their companies on: a password alone is not enough for it. */
const mayUse = (account: Account, { kind }: Account['memberships'][string]): boolean =>
  kind !== 'AGENCY' || account.hasSecondFactor;

/** True if the account holds one of the roles in any organisation; in the agency only with a second factor. */
export const holds = (account: Account, ...wanted: readonly Role[]): boolean =>
  Object.values(account.memberships).some(
    (membership) => mayUse(account, membership) && wanted.some((role) => membership.roles.includes(role)),
  );
