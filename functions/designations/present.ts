import type { Instant } from '../platform/instant.ts';
import { type BuyingRequest, type Designation, effectiveDesignationState } from './rules.ts';

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

/** The same for its supplier and the agency; who of the agency acted stays inside. */
export const presentFile = (designation: Designation, version: number, at: Instant) => {
  const { cancellation, inspection, resolution } = designation;
  return {
    ...presentDesignation(designation, version, at),
    inspection,
    resolution,
    cancellation: cancellation && {
      reason: cancellation.reason,
      noticedAt: cancellation.noticed.at,
      commentUntil: cancellation.commentUntil,
      comment: cancellation.comment,
    },
  };
};

/** A request to buy as the API answers it. */
export const presentRequest = (request: BuyingRequest) => ({
  requestId: request.requestId,
  proposalId: request.proposalId,
  organisationId: request.organisationId,
  quantity: request.quantity,
  message: request.message,
  requestedAt: request.requestedAt,
});
