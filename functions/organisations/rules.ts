import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import { type OrganisationKind, type Role, rolesOfKind } from '../platform/roles.ts';
import type { Transition } from '../platform/transition.ts';
import { refuseOrganisation } from './refusals.ts';
import { deputiesOf, type Deputy } from './rules/deputies.ts';

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
  /** Account id → the roles of a membership that the person has not accepted: no right and no conflict follows. */
  readonly offers: Readonly<Record<string, readonly Role[]>>;
  /** Account id → how whoever invited the member calls them. */
  readonly names: Readonly<Record<string, string>>;
  /** Account id of the deputy → for whom and how long; one that has ended gives no right and goes with the next. */
  readonly deputies: Readonly<Record<string, Deputy>>;
  /** SHA-256 of a code → what whoever knows the code may become. */
  readonly invitations: Readonly<Record<string, Invitation>>;
  /** By what staff confirmed the claim; null before, and for the agency. */
  readonly evidence: Evidence | null;
  /** Why staff refused the claim, for its claimant to read; null before, and for what is confirmed. */
  readonly refusedBecause: string | null;
};

/** A membership for somebody whose account is not known yet: nothing follows from it before it is used. */
export type Invitation = {
  /** How the one who invites calls the one who is invited. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Account id of the administrator who invites, and who may not use it. */
  readonly invitedBy: string;
  /** Exclusive. */
  readonly expiresAt: Instant;
};

/** What shows that a person speaks for the organisation: a right check digit does not. */
export type Evidence = {
  /** A document that was seen, or a code that went to the registered address and came back. */
  readonly method: 'document' | 'code';
  /** Which document, or which address. */
  readonly checked: string;
};

export type OrganisationAction =
  | 'found'
  | 'claim'
  | 'confirm'
  | 'refuse'
  | 'appoint'
  | 'offer'
  | 'withdraw-offer'
  | 'appoint-deputy'
  | 'end-deputy'
  | 'invite'
  | 'withdraw-invitation'
  | 'join'
  | 'accept'
  | 'decline'
  | 'leave'
  | 'recover';

/** Every arrow of an organisation. */
export const organisationTransitions = [
  { action: 'found', from: null, to: 'CONFIRMED', by: [], guard: 'checkBusinessNumber' },
  { action: 'claim', from: null, to: 'CLAIMED', by: [], guard: 'checkBusinessNumber' },
  { action: 'confirm', from: 'CLAIMED', to: 'CONFIRMED', by: ['staff'], guard: null },
  { action: 'refuse', from: 'CLAIMED', to: 'REFUSED', by: ['staff'], guard: null },
  { action: 'appoint', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'appoint' },
  { action: 'offer', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'appoint' },
  { action: 'withdraw-offer', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'appoint' },
  {
    action: 'appoint-deputy',
    from: 'CONFIRMED',
    to: 'CONFIRMED',
    by: ['administrator'],
    guard: 'appointDeputy',
  },
  { action: 'end-deputy', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'endDeputy' },
  { action: 'invite', from: 'CONFIRMED', to: 'CONFIRMED', by: ['administrator'], guard: 'invite' },
  {
    action: 'withdraw-invitation',
    from: 'CONFIRMED',
    to: 'CONFIRMED',
    by: ['administrator'],
    guard: 'withdrawInvitation',
  },
  { action: 'join', from: 'CONFIRMED', to: 'CONFIRMED', by: [], guard: 'join' },
  { action: 'accept', from: 'CONFIRMED', to: 'CONFIRMED', by: [], guard: 'acceptOffer' },
  { action: 'decline', from: 'CONFIRMED', to: 'CONFIRMED', by: [], guard: 'endMembership' },
  { action: 'leave', from: 'CONFIRMED', to: 'CONFIRMED', by: [], guard: 'endMembership' },
  { action: 'recover', from: 'CONFIRMED', to: 'CONFIRMED', by: ['approver'], guard: 'recoverPeople' },
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

/** Who belongs to an organisation, or is asked to. */
export type Membership = Pick<Organisation, 'members' | 'offers'>;

/** What an appointment comes to: the arrow that it takes, and the people after it. */
export type Appointment = Membership & { readonly action: 'appoint' | 'offer' | 'withdraw-offer' };

/** So many claims and recoveries of one person await staff at once; what is decided counts no more. */
export const maximumPendingClaims = 5;

/** A recovery ends the membership of them all and tells each of it, in one transaction of at most 100 writes. */
const maximumPeople = 45;

/**
 * What happens when an administrator gives `accountId` the roles `wanted` (none: the membership or the offer ends).
 * A member's roles change at once. Whoever is none gets an offer: nobody becomes a member, with the conflicts of
 * interest that follow, without wanting to. To the agency there are invitations alone: an offer would be taken by whoever
 * has the password of its account. Refuses that (`invitation-needed`), roles that this kind of organisation does not have,
 * leaving it without an administrator, too many people, and ending what there is not.
 */
export const appoint = (
  organisation: Organisation,
  accountId: string,
  wanted: readonly Role[],
): Appointment | Refusal => {
  const checked = checkRoles(organisation.kind, wanted);
  if (isRefusal(checked)) return checked;
  const roles = [...new Set(wanted)].sort();
  const { members, offers } = organisation;
  if (members[accountId] !== undefined) {
    const changed = withRoles(members, accountId, roles);
    if (!isGoverned(changed)) return refuseOrganisation('last-administrator');
    return { action: 'appoint', members: changed, offers };
  }
  if (roles.length === 0) {
    if (offers[accountId] === undefined) return refuseOrganisation('no-such-membership');
    return { action: 'withdraw-offer', members, offers: withRoles(offers, accountId, []) };
  }
  if (organisation.kind === 'AGENCY') return refuseOrganisation('invitation-needed');
  const offered = withRoles(offers, accountId, roles);
  const { [accountId]: _, ...otherOffers } = offers;
  const full = checkRoom({ ...organisation, offers: otherOffers });
  if (full !== null) return full;
  return { action: 'offer', members, offers: offered };
};

/** Refuses one more where an organisation has as many people, offers and invitations as it can have. */
export const checkRoom = ({
  members,
  offers,
  invitations,
}: Pick<Organisation, 'members' | 'offers' | 'invitations'>): Refusal | null => {
  const people = [members, offers, invitations].reduce((sum, held) => sum + Object.keys(held).length, 0);
  return people < maximumPeople ? null : refuseOrganisation('too-many-people', { maximum: maximumPeople });
};

/**
 * The organisation with other people; who is a member no more has no name in it, stands in for nobody, and nobody
 * for them.
 */
export const withPeople = (organisation: Organisation, { members, offers }: Membership): Organisation => ({
  ...organisation,
  members,
  offers,
  names: ofMembers(organisation.names, members),
  deputies: deputiesOf(members, organisation),
});

const ofMembers = <T>(
  told: Readonly<Record<string, T>>,
  members: Organisation['members'],
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(told).filter(([accountId]) => members[accountId] !== undefined));

/**
 * The people after `accountId` accepted what is offered; refuses where nothing is, and an offer of the agency, which one
 * made before it was joined by invitation alone would be.
 */
export const acceptOffer = (
  { kind, members, offers }: Pick<Organisation, 'kind'> & Membership,
  accountId: string,
): Membership | Refusal => {
  const roles = offers[accountId];
  if (roles === undefined) return refuseOrganisation('no-offer');
  if (kind === 'AGENCY') return refuseOrganisation('invitation-needed');
  return { members: withRoles(members, accountId, roles), offers: withRoles(offers, accountId, []) };
};

/** The people after `accountId` left, or declined the offer; refuses to leave nobody who administers. */
export const endMembership = (
  { members, offers }: Membership,
  accountId: string,
): (Membership & { readonly action: 'leave' | 'decline' }) | Refusal => {
  if (members[accountId] === undefined)
    return offers[accountId] === undefined
      ? refuseOrganisation('no-such-membership')
      : { action: 'decline', members, offers: withRoles(offers, accountId, []) };
  const remaining = withRoles(members, accountId, []);
  if (!isGoverned(remaining)) return refuseOrganisation('last-administrator');
  return { action: 'leave', members: remaining, offers };
};

/** The people with the roles of one of them set; no roles take the person out. */
const withRoles = (
  people: Organisation['members'],
  accountId: string,
  roles: readonly Role[],
): Organisation['members'] => {
  const { [accountId]: _, ...others } = people;
  return roles.length === 0 ? others : { ...others, [accountId]: roles };
};

const isGoverned = (members: Organisation['members']): boolean =>
  Object.values(members).some((held) => held.includes('administrator'));

/** Refuses roles that this kind of organisation cannot give. */
export const checkRoles = (kind: OrganisationKind, wanted: readonly Role[]): readonly Role[] | Refusal => {
  const foreign = wanted.filter((role) => !rolesOfKind[kind].includes(role));
  return foreign.length === 0
    ? wanted
    : refuseOrganisation('role-not-of-this-kind', { roles: foreign, possible: rolesOfKind[kind] });
};
