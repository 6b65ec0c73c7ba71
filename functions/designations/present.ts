import type { Instant } from '../platform/instant.ts';
import { type BuyingRequest, type Designation, effectiveDesignationState, isReviewDue } from './rules.ts';

/** A designation as everybody sees it at an instant. */
export const presentDesignation = (designation: Designation, version: number, at: Instant) => ({
  proposalId: designation.proposalId,
  challengeId: designation.challengeId,
  roundId: designation.roundId,
  supplierId: designation.supplierId,
  name: designation.name,
  state: effectiveDesignationState(designation, at),
  designatedAt: designation.designated?.at ?? null,
  activeUntil: designation.activeUntil,
  version,
});

/** A designation with when the failure of its first use was published; null without one. */
export type Judged = { readonly designation: Designation; readonly failedAt: Instant | null };

/** The same for its supplier and the agency; who of the agency acted stays inside. */
export const presentFile = ({ designation, failedAt }: Judged, version: number, at: Instant) => {
  const { cancellation, inspection, resolution, reviews } = designation;
  return {
    ...presentDesignation(designation, version, at),
    inspection,
    resolution,
    reviews: reviews.map(({ at: reviewedAt, finding, result }) => ({ at: reviewedAt, finding, result })),
    reviewDue: isReviewDue(designation, failedAt, at),
    cancellation: cancellation && {
      reason: cancellation.reason,
      noticedAt: cancellation.noticed.at,
      commentUntil: cancellation.commentUntil,
      comment: cancellation.comment,
    },
  };
};

/** The same for those who decide upon what others of the agency did. */
export const presentWaiting = (judged: Judged, version: number, at: Instant) => ({
  ...presentFile(judged, version, at),
  prepared: judged.designation.prepared,
  noticedBy: judged.designation.cancellation?.noticed.accountId ?? null,
  extension: judged.designation.extension,
});

/** A request to buy as the API answers it. */
export const presentRequest = (request: BuyingRequest) => ({
  requestId: request.requestId,
  proposalId: request.proposalId,
  organisationId: request.organisationId,
  quantity: request.quantity,
  message: request.message,
  requestedAt: request.requestedAt,
});
