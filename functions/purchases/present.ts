import { describePinned } from '../attachments/rules.ts';
import type { Instant } from '../platform/instant.ts';
import {
  type Budget,
  type Delivery,
  effectivePurchase,
  type FirstUseApplication,
  type Inspection,
  type MoveUp,
  type Purchase,
} from './rules.ts';

/** A purchase as the API answers it at an instant; who of an organisation acted stays inside. */
export const presentPurchase = (stored: Purchase, version: number, at: Instant) => {
  const purchase = effectivePurchase(stored, at);
  const { contract, delivery, inspection, termination } = purchase;
  return {
    purchaseId: purchase.purchaseId,
    roundId: purchase.roundId,
    proposalId: purchase.proposalId,
    challengeId: purchase.challengeId,
    supplierId: purchase.supplierId,
    partnerIds: purchase.partnerIds,
    firstUserId: purchase.firstUserId,
    declines: purchase.declines.map(({ organisationId, ground, explanation, at: declinedAt }) => ({
      organisationId,
      ground,
      explanation,
      at: declinedAt,
    })),
    state: purchase.state,
    priceInWon: purchase.priceInWon,
    reservedAt: purchase.reservedAt,
    contract: contract && {
      terms: contract.terms,
      priceBreakdown: contract.priceBreakdown,
      trialLiability: contract.trialLiability,
      intellectualProperty: contract.intellectualProperty,
      deliveryDueAt: contract.deliveryDueAt,
      at: contract.at,
      documents: describePinned(contract.documents),
    },
    remedied: purchase.remedied.map((turn) => ({
      delivery: presentDelivery(turn.delivery),
      inspection: presentInspection(turn.inspection),
    })),
    delivery: delivery && presentDelivery(delivery),
    deliveryCount: purchase.deliveryCount,
    inspectionDeadline: purchase.inspectionDeadline,
    inspection: inspection && presentInspection(inspection),
    acceptedAt: purchase.acceptance?.at ?? null,
    acceptanceDocuments: describePinned(purchase.acceptance?.documents ?? []),
    paidAt: purchase.payment?.at ?? null,
    paymentDocuments: describePinned(purchase.payment?.documents ?? []),
    termination: termination && {
      reason: termination.reason,
      at: termination.at,
      documents: describePinned(termination.documents),
    },
    version,
  };
};

const presentDelivery = ({ deliveredOn, note, at, documents }: Delivery) => ({
  deliveredOn,
  note,
  at,
  documents: describePinned(documents),
});

const presentInspection = ({ result, deemed, findings, remedyDueAt, at, documents }: Inspection) => ({
  result,
  deemed,
  findings,
  remedyDueAt,
  at,
  documents: describePinned(documents),
});

/** A round's money as the API answers it. */
export const presentBudget = (roundId: string, budget: Budget & { readonly openPurchases: number }) => ({
  roundId,
  budgetInWon: budget.budgetInWon,
  availableInWon: budget.availableInWon,
  reservedInWon: budget.reservedInWon,
  committedInWon: budget.committedInWon,
  spentInWon: budget.spentInWon,
  openPurchases: budget.openPurchases,
});

/** What moves up in a round as the API answers it. */
export const presentMoveUp = (moveUp: MoveUp, version: number) => ({
  roundId: moveUp.roundId,
  state: moveUp.state,
  number: moveUp.number,
  freeInWon: moveUp.freeInWon,
  lines: moveUp.lines,
  preparedAt: moveUp.preparedAt,
  approvedAt: moveUp.approvedAt,
  movedUp: moveUp.movedUp,
  version,
});

/** An application to be first user as the API answers it. */
export const presentApplication = (application: FirstUseApplication, version: number) => ({
  challengeId: application.challengeId,
  organisationId: application.organisationId,
  commitment: application.commitment,
  appliedAt: application.appliedAt,
  version,
});
