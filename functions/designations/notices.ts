import { addSeconds, type Instant } from '../platform/instant.ts';
import { type Notice, type NoticeAudience, toProposersOf } from '../platform/notice.ts';
import { type BuyingRequest, type Designation, type DesignationAction, isStanding } from './rules.ts';

/** The written notice that a designation is to be cancelled. */
export const cancellationNoticed = (designation: Designation): Notice => ({
  noticeId: `designation/${designation.proposalId}/cancellation/${designation.cancellation?.noticed.at ?? ''}`,
  kind: 'designation-cancellation-noticed',
  audience: toProposersOf(designation.supplierId),
  roundId: designation.roundId,
  proposalId: designation.proposalId,
  facts: {
    challengeId: designation.challengeId,
    commentUntil: designation.cancellation?.commentUntil ?? '',
  },
});

/** Tells the agency what a supplier says to a cancellation: with it another person may decide. */
export const cancellationCommented = (designation: Designation): Notice => ({
  noticeId: `designation/${designation.proposalId}/commented/${designation.cancellation?.noticed.at ?? ''}`,
  kind: 'designation-commented',
  audience: { kind: 'agency', roles: ['staff', 'approver'] },
  roundId: designation.roundId,
  proposalId: designation.proposalId,
  facts: { challengeId: designation.challengeId },
});

const changes = {
  designate: 'designated',
  extend: 'extended',
  review: 'reviewed',
  'drop-cancellation': 'kept',
  cancel: 'cancelled',
} as const satisfies Partial<Record<DesignationAction, string>>;

/** Tells the supplier what became of the designation of its product. */
export const designationChanged = (
  action: keyof typeof changes,
  designation: Designation,
  at: Instant,
): Notice => ({
  noticeId: `designation/${designation.proposalId}/${changes[action]}/${at}`,
  kind: 'designation-changed',
  audience: toProposersOf(designation.supplierId),
  roundId: designation.roundId,
  proposalId: designation.proposalId,
  facts: {
    challengeId: designation.challengeId,
    change: changes[action],
    activeUntil: designation.activeUntil ?? '',
  },
});

/** Tells the supplier that a public body wants to buy. */
export const buyingRequested = (request: BuyingRequest, challengeId: string): Notice => ({
  noticeId: `designation/${request.proposalId}/request/${request.requestId}`,
  kind: 'buying-requested',
  audience: toProposersOf(request.supplierId),
  roundId: request.roundId,
  proposalId: request.proposalId,
  facts: { challengeId, organisationId: request.organisationId },
});

/** So long after its end an expiry is still told: a sweep that stood still is not asked about years. */
const lateInSeconds = 30 * 86_400;

/**
 * The notices of an expiry that are due at an instant: ahead of it and at it, to the supplier and to each body that
 * asked to buy and has not bought. An extension makes them due again for its own end.
 */
export const expiryNotices = (
  designation: Designation,
  bodyIds: readonly string[],
  aheadInSeconds: number,
  at: Instant,
): readonly Notice[] => {
  const { activeUntil, proposalId, roundId, challengeId, supplierId } = designation;
  if (!isStanding(designation) || activeUntil === null) return [];
  if (at < addSeconds(activeUntil, -aheadInSeconds) || at >= addSeconds(activeUntil, lateInSeconds))
    return [];
  const kind = at < activeUntil ? 'designation-expiring' : 'designation-expired';
  const notice = (toldTo: 'supplier' | 'body', organisationId: string, audience: NoticeAudience): Notice => ({
    noticeId: `designation/${proposalId}/${kind}/${activeUntil}/${organisationId}`,
    kind,
    audience,
    roundId,
    proposalId,
    facts: { challengeId, activeUntil, toldTo },
  });
  return [
    notice('supplier', supplierId, toProposersOf(supplierId)),
    ...bodyIds.map((organisationId) =>
      notice('body', organisationId, { kind: 'organisation', organisationId, roles: ['buyer'] }),
    ),
  ];
};
