import type { Instant } from '../../platform/instant.ts';
import { type Refusal, refuse } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import { type Evidence, founderRoles, type Membership, type Organisation } from '../rules.ts';

/**
 * A claim on an organisation that is confirmed already: its only administrator is gone, or the wrong person claimed
 * its number. Staff prepare what becomes of it, an approver decides (DOMAIN.md, invariant 11).
 */
export type RecoveryState = 'CLAIMED' | 'PREPARED' | 'CONFIRMED' | 'REFUSED';

export type Recovery = {
  readonly state: RecoveryState;
  readonly recoveryId: string;
  readonly organisationId: string;
  /** Why the person claims it, in their own words. */
  readonly claim: string;
  readonly claimedBy: string;
  readonly claimedAt: Instant;
  /** What staff prepared: whether those who are members now stay, what was checked, and who prepared it. */
  readonly prepared: PreparedRecovery | null;
  /** Why it was refused, for its claimant to read; null otherwise. */
  readonly refusedBecause: string | null;
};

export type PreparedRecovery = {
  readonly members: 'keep' | 'end';
  readonly evidence: Evidence;
  readonly preparedBy: string;
};

export type RecoveryAction = 'claim' | 'prepare' | 'refuse' | 'approve' | 'reject';

/** Every arrow of a recovery. */
export const recoveryTransitions = [
  { action: 'claim', from: null, to: 'CLAIMED', by: [], guard: null },
  { action: 'prepare', from: 'CLAIMED', to: 'PREPARED', by: ['staff'], guard: 'checkUninvolved' },
  { action: 'refuse', from: 'CLAIMED', to: 'REFUSED', by: ['staff'], guard: 'checkUninvolved' },
  { action: 'approve', from: 'PREPARED', to: 'CONFIRMED', by: ['approver'], guard: 'checkUninvolved' },
  { action: 'reject', from: 'PREPARED', to: 'REFUSED', by: ['approver'], guard: 'checkUninvolved' },
] as const satisfies readonly Transition<RecoveryState, RecoveryAction, Role>[];

/**
 * Refuses with `same-person` who claimed the recovery, who prepared it, and who belongs to the organisation or is
 * asked to: none of them decides on it.
 */
export const checkUninvolved = (
  { claimedBy, prepared }: Recovery,
  { members, offers }: Membership,
  accountId: string,
): Refusal | null => {
  const isInvolved =
    claimedBy === accountId ||
    prepared?.preparedBy === accountId ||
    members[accountId] !== undefined ||
    offers[accountId] !== undefined;
  return isInvolved ? refuse('same-person') : null;
};

/** The people after the recovery, and everybody whose account it changes. Offers of the old administration lapse. */
export const recoverPeople = (
  { kind, members, offers }: Organisation,
  claimedBy: string,
  oldMembers: PreparedRecovery['members'],
): Membership & { readonly changed: readonly string[] } => ({
  members: { ...(oldMembers === 'keep' ? members : {}), [claimedBy]: founderRoles(kind) },
  offers: {},
  changed: [
    ...new Set([claimedBy, ...Object.keys(offers), ...(oldMembers === 'end' ? Object.keys(members) : [])]),
  ],
});
