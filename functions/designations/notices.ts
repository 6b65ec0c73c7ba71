import { type Notice, toProposersOf } from '../platform/notice.ts';
import type { BuyingRequest, Designation } from './rules.ts';

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

/** Tells the supplier that a public body wants to buy. */
export const buyingRequested = (request: BuyingRequest, challengeId: string): Notice => ({
  noticeId: `designation/${request.proposalId}/request/${request.requestId}`,
  kind: 'buying-requested',
  audience: toProposersOf(request.supplierId),
  roundId: request.roundId,
  proposalId: request.proposalId,
  facts: { challengeId, organisationId: request.organisationId },
});
