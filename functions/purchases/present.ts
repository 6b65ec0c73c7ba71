import type { Instant } from '../platform/instant.ts';
import { type Budget, effectivePurchase, type MoveUp, type Purchase } from './rules.ts';

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
    },
    delivery: delivery && { deliveredOn: delivery.deliveredOn, note: delivery.note, at: delivery.at },
    deliveryCount: purchase.deliveryCount,
    inspectionDeadline: purchase.inspectionDeadline,
    inspection: inspection && {
      result: inspection.result,
      deemed: inspection.deemed,
      findings: inspection.findings,
      remedyDueAt: inspection.remedyDueAt,
      at: inspection.at,
    },
    acceptedAt: purchase.acceptance?.at ?? null,
    paidAt: purchase.payment?.at ?? null,
    termination: termination && { reason: termination.reason, at: termination.at },
    version,
  };
};

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
