import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import { type OrganisationKind, type Role, rolesOfKind } from '../platform/roles.ts';
import type { Transition } from '../platform/transition.ts';
import { refuseOrganisation } from './refusals.ts';

/** A claimed organisation becomes one that may act when staff have confirmed the claim. */
export type OrganisationState = 'CLAIMED' | 'CONFIRMED' | 'REFUSED';

export type Organisation = {
  readonly state: OrganisationState;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly name: { readonly ko: string; readonly en: string };
  /** Ten digits without hyphens. */
  readonly businessNumber: string;
  /** Suppliers only: a domestic small or medium enterprise by its own declaration. */
  readonly isSmallOrMedium: boolean;
  readonly claimedBy: string;
  readonly claimedAt: Instant;
  /** Account id → roles. The claimant is no member before the confirmation. */
  readonly members: Readonly<Record<string, readonly Role[]>>;
};

export type OrganisationAction = 'found' | 'claim' | 'confirm' | 'refuse' | 'appoint';

/** Every arrow of an organisation. */
export const organisationTransitions = [
  { action: 'found', from: null, to: 'CONFIRMED', by: [], guard: 'checkBusinessNumber' },
  { action: 'claim', from: null, to: 'CLAIMED', by: [], guard: 'checkBusinessNumber' },
  { action: 'confirm', from: 'CLAIMED', to: 'CONFIRMED', by: ['staff'], guard: null },
  { action: 'refuse', from: 'CLAIMED', to: 'REFUSED', by: ['staff'], guard: null },
  { action: 'appoint', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'checkRoles' },
] as const satisfies readonly Transition<OrganisationState, OrganisationAction, Role>[];

const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

/**
 * The digits of a Korean business registration number, hyphens and spaces left out. Refuses with
 * `business-number-invalid` when it has not ten digits or the check digit is wrong (DOMAIN.md, «Open data»).
 */
export const checkBusinessNumber = (written: string): string | Refusal => {
  const digits = written.replaceAll(/[-\s]/gu, '');
  if (!/^\d{10}$/u.test(digits)) return refuseOrganisation('business-number-invalid');
  const value = Array.from(digits, Number);
  const sum = weights.reduce((total, weight, index) => total + weight * (value[index] ?? 0), 0);
  const check = (10 - ((sum + Math.floor(((value[8] ?? 0) * 5) / 10)) % 10)) % 10;
  return check === value[9] ? digits : refuseOrganisation('business-number-invalid');
};

/** The roles that the claimant gets at the confirmation: all that the kind of organisation has. */
export const founderRoles = (kind: OrganisationKind): readonly Role[] => rolesOfKind[kind];

/**
 * The members after `accountId` got `wanted` roles (none: the membership ends). Refuses roles that this kind of
 * organisation does not have, and leaving it without an administrator.
 */
export const appoint = (
  organisation: Organisation,
  accountId: string,
  wanted: readonly Role[],
): Organisation['members'] | Refusal => {
  const checked = checkRoles(organisation.kind, wanted);
  if (isRefusal(checked)) return checked;
  const { [accountId]: _, ...others } = organisation.members;
  const members = wanted.length === 0 ? others : { ...others, [accountId]: [...new Set(wanted)].sort() };
  const isGoverned = Object.values(members).some((held) => held.includes('administrator'));
  return isGoverned ? members : refuseOrganisation('last-administrator');
};

/** Refuses roles that this kind of organisation cannot give. */
export const checkRoles = (kind: OrganisationKind, wanted: readonly Role[]): readonly Role[] | Refusal => {
  const foreign = wanted.filter((role) => !rolesOfKind[kind].includes(role));
  return foreign.length === 0
    ? wanted
    : refuseOrganisation('role-not-of-this-kind', { roles: foreign, possible: rolesOfKind[kind] });
};
