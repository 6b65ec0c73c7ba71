import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import { refusePurchase } from '../refusals.ts';
import type { By, Step } from './acts.ts';
import { type Purchase, purchaseTransitions } from './purchase.ts';

/** The only grounds on which a body declines to be first user (DOMAIN.md, «First use»). */
export const declineGrounds = [
  'site-lost',
  'permit-refused',
  'organisation-dissolved',
  'need-ended-by-law',
  'safety-of-the-public',
] as const;
export type DeclineGround = (typeof declineGrounds)[number];

/** That a body declined to be first user, on record. */
export type Decline = {
  readonly organisationId: string;
  readonly ground: DeclineGround;
  readonly explanation: string;
  readonly at: Instant;
  readonly accountId: string;
};

/** A public body's wish to be first user of what is bought for a challenge, should its proposers decline. */
export type FirstUseApplication = {
  readonly state: 'APPLIED';
  readonly challengeId: string;
  readonly roundId: string;
  readonly organisationId: string;
  readonly commitment: string;
  readonly appliedAt: Instant;
};

export type FirstUseApplicationAction = 'apply-for-first-use';

/** A body applies once for a challenge. */
export const firstUseApplicationTransitions = [
  { action: 'apply-for-first-use', from: null, to: 'APPLIED', by: ['buyer'], guard: null },
] as const satisfies readonly Transition<FirstUseApplication['state'], FirstUseApplicationAction, Role>[];

/** Who may be first user, in order. */
export type FirstUserCandidates = {
  readonly buyerId: string;
  readonly coProposerIds: readonly string[];
  readonly applications: readonly Pick<FirstUseApplication, 'organisationId' | 'appliedAt'>[];
};

/**
 * The next first user after those who declined: the proposing buyer, its co-proposers in their order, then the bodies
 * that applied, the earliest first (invariant 9); null where nobody is left.
 */
export const nextFirstUser = (
  { buyerId, coProposerIds, applications }: FirstUserCandidates,
  declined: ReadonlySet<string>,
): string | null => {
  const applicants = applications.toSorted((left, right) =>
    `${left.appliedAt}#${left.organisationId}` < `${right.appliedAt}#${right.organisationId}` ? -1 : 1,
  );
  const inOrder = [buyerId, ...coProposerIds, ...applicants.map(({ organisationId }) => organisationId)];
  return inOrder.find((organisationId) => !declined.has(organisationId)) ?? null;
};

/** The first user declines on a listed ground, before the delivery; the next in order takes its place. */
export const declineFirstUse = (
  purchase: Purchase,
  asked: { readonly ground: DeclineGround; readonly explanation: string },
  candidates: FirstUserCandidates,
  { accountId, at }: By,
): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'decline-first-use', purchase.state);
  if (isRefusal(row)) return row;
  const decline: Decline = { organisationId: purchase.firstUserId, ...asked, at, accountId };
  const declines = [...purchase.declines, decline];
  // Neither a supplier nor its partner is an inspector, not even as a body that applied.
  const suppliers = [purchase.supplierId, ...purchase.partnerIds];
  const out = new Set([...suppliers, ...declines.map(({ organisationId }) => organisationId)]);
  const firstUserId = nextFirstUser(candidates, out);
  if (firstUserId === null)
    return refusePurchase('no-other-first-user', {
      purchaseId: purchase.purchaseId,
      roundId: purchase.roundId,
    });
  return { action: row.action, after: { ...purchase, state: row.to, firstUserId, declines } };
};
