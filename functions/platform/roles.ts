import { hasPassed, type Instant } from './instant.ts';

/** Kinds of organisation; each has roles of its own. */
export const organisationKinds = ['AGENCY', 'PUBLIC_BODY', 'SUPPLIER', 'INSTITUTE'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What a membership may let a person do (DOMAIN.md, «Who acts»). */
export const roles = [
  'administrator',
  'staff',
  'approver',
  'auditor',
  'buyer',
  'author',
  'signatory',
  'evaluator',
] as const;
export type Role = (typeof roles)[number];

/** The roles that a kind of organisation can give its members; every kind has administrators. */
export const rolesOfKind: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  AGENCY: ['administrator', 'staff', 'approver', 'auditor'],
  PUBLIC_BODY: ['administrator', 'buyer'],
  SUPPLIER: ['administrator', 'author', 'signatory'],
  INSTITUTE: ['administrator', 'evaluator'],
};

type StandingIn = { readonly roles: readonly Role[]; readonly from: Instant; readonly until: Instant };

/** The roles of a member at `at`: whoever stands in for a colleague has that one's as well, while it lasts. */
export const rolesAt = (
  own: readonly Role[],
  deputy: StandingIn | undefined,
  at: Instant,
): readonly Role[] =>
  deputy !== undefined && hasPassed(deputy.from, at) && !hasPassed(deputy.until, at)
    ? [...own, ...deputy.roles]
    : own;
