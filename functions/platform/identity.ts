import * as v from 'valibot';
import type { Instant } from './instant.ts';
import type { Actor } from './ledger.ts';
import { type Refusal, refuse } from './refusal.ts';
import { organisationKinds, type Role, roles, rolesAt } from './roles.ts';
import type { Row, TableKey } from './table.ts';

const accountSchema = v.object({
  memberships: v.record(
    v.string(),
    v.object({
      kind: v.picklist(organisationKinds),
      roles: v.array(v.picklist(roles)),
      deputy: v.optional(
        v.object({ roles: v.array(v.picklist(roles)), from: v.string(), until: v.string() }),
      ),
    }),
  ),
});
type StoredMembership = v.InferOutput<typeof accountSchema>['memberships'][string];

/** A signed-in person with the memberships that the table holds at this request. */
export type Account = {
  readonly accountId: string;
  /** Whether this sign-in is of an account with a second factor; nobody acts for the agency without one. */
  readonly hasSecondFactor: boolean;
  /** What the person may act by now, so that a look at it is a look at rights and conflicts alike. */
  readonly memberships: Memberships;
  /** Memberships of the agency in a sign-in without a second factor: they give no right. */
  readonly withheld: Memberships;
};

type Membership = Pick<StoredMembership, 'kind'> & { readonly roles: readonly Role[] };
type Memberships = Readonly<Record<string, Membership>>;

/** The claim that the sign-in adds to the access token of an account with a second factor. */
export const secondFactorClaim = 'second_factor';

/** Who calls where nobody signed in. */
export const publicAccount: Account = {
  accountId: 'public',
  hasSecondFactor: false,
  memberships: {},
  withheld: {},
};

/** Where a person's memberships are kept: one row, so that one read tells all rights. */
export const accountKey = (accountId: string): TableKey => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });

/** Parses an account's row as it holds at `at`; a person without one has no memberships. */
export const parseAccount = (
  accountId: string,
  hasSecondFactor: boolean,
  row: Row | null,
  at: Instant,
): Account => {
  const stored = Object.entries(row === null ? {} : v.parse(accountSchema, row).memberships);
  const held = stored.map(
    ([organisationId, membership]) => [organisationId, membershipAt(membership, at)] as const,
  );
  // The agency reads and decides what others stake their companies on: a password alone is not enough for it.
  const isUsable = ([, { kind }]: (typeof held)[number]): boolean => kind !== 'AGENCY' || hasSecondFactor;
  return {
    accountId,
    hasSecondFactor,
    memberships: Object.fromEntries(held.filter(isUsable)),
    withheld: Object.fromEntries(held.filter((membership) => !isUsable(membership))),
  };
};

const membershipAt = ({ kind, roles: own, deputy }: StoredMembership, at: Instant): Membership => ({
  kind,
  roles: rolesAt(own, deputy, at),
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
  const { accountId, memberships, withheld } = account;
  const isOf = (held: Memberships): boolean =>
    organisationId === undefined || held[organisationId] !== undefined;
  if (!isOf(memberships) && !isOf(withheld)) return refuse('not-found');
  for (const [id, membership] of Object.entries(memberships)) {
    if (organisationId !== undefined && id !== organisationId) continue;
    const role = wanted.find((candidate) => membership.roles.includes(candidate));
    if (role !== undefined) return { kind: 'person', accountId, organisationId: id, role };
  }
  const isMissing = Object.entries(withheld).some(
    ([id, { roles: held }]) =>
      (organisationId === undefined || id === organisationId) && wanted.some((role) => held.includes(role)),
  );
  return isMissing ? refuse('second-factor-required') : refuse('not-permitted', { roles: wanted });
};

/** True if the account holds one of the roles in any organisation; in the agency only with a second factor. */
export const holds = (account: Pick<Account, 'memberships'>, ...wanted: readonly Role[]): boolean =>
  Object.values(account.memberships).some((membership) =>
    wanted.some((role) => membership.roles.includes(role)),
  );
