import { addSeconds, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition } from '../../platform/transition.ts';
import { refusePurchase } from '../refusals.ts';
import {
  type Act,
  type AgreedTerms,
  effectivePurchase,
  isInspectionOverdue,
  type Purchase,
  purchaseTransitions,
} from './purchase.ts';

/** What an act makes of a purchase: its next form and the action that the ledger names. */
export type Step = {
  readonly action: (typeof purchaseTransitions)[number]['action'];
  readonly after: Purchase;
};

/** Who acts, the instant at which the gateway took the request, and the files that go along. */
export type By = Pick<Act, 'accountId' | 'at'> & Partial<Pick<Act, 'documents'>>;

const actBy = ({ accountId, at, documents = [] }: By): Act => ({ at, accountId, documents });

/** What an approved decision funds, with the two sides and the limits that hold for the price. */
export type Funded = Pick<
  Purchase,
  | 'purchaseId'
  | 'roundId'
  | 'proposalId'
  | 'challengeId'
  | 'supplierId'
  | 'partnerIds'
  | 'firstUserId'
  | 'priceInWon'
>;

/** Refuses a price above the challenge's ceiling or the policy's highest price (DOMAIN.md, invariant 8). */
export const checkPrice = (
  priceInWon: number,
  limits: { readonly priceCeilingInWon: number; readonly maximumPriceInWon: number },
): Refusal | null => {
  const limitInWon = Math.min(limits.priceCeilingInWon, limits.maximumPriceInWon);
  return priceInWon <= limitInWon ? null : refusePurchase('price-over-ceiling', { priceInWon, limitInWon });
};

/** The purchase that an approved decision begins. */
export const reservedPurchase = (funded: Funded, at: Instant): Purchase => ({
  state: 'BUDGET_RESERVED',
  ...funded,
  declines: [],
  reservedAt: at,
  contract: null,
  remedied: [],
  delivery: null,
  deliveryCount: 0,
  inspectionDeadline: null,
  inspection: null,
  acceptance: null,
  payment: null,
  termination: null,
});

/** Refuses a delivery date that is not ahead. */
export const checkDeliveryDueAhead = (deliveryDueAt: Instant, at: Instant): Refusal | null =>
  deliveryDueAt > at ? null : refusePurchase('delivery-due-not-ahead', { deliveryDueAt, at });

/** Refuses a delivery date that is not ahead, and a breakdown that does not sum up to the price. */
export const checkTerms = (
  { roundId, priceInWon }: Pick<Purchase, 'roundId' | 'priceInWon'>,
  { priceBreakdown, deliveryDueAt }: Pick<AgreedTerms, 'priceBreakdown' | 'deliveryDueAt'>,
  at: Instant,
): Refusal | null => {
  const sumInWon = priceBreakdown.reduce((sum, { amountInWon }) => sum + amountInWon, 0);
  return sumInWon === priceInWon
    ? checkDeliveryDueAhead(deliveryDueAt, at)
    : refusePurchase('breakdown-not-the-price', { sumInWon, priceInWon, roundId });
};

/** Staff conclude the contract. */
export const contractPurchase = (purchase: Purchase, asked: AgreedTerms, by: By): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'contract', purchase.state);
  if (isRefusal(row)) return row;
  return (
    checkTerms(purchase, asked, by.at) ?? {
      action: row.action,
      after: { ...purchase, state: row.to, contract: { ...asked, ...actBy(by) } },
    }
  );
};

/** Korea is nine hours ahead of UTC all year. */
const agencyOffsetInSeconds = 9 * 3600;

/** The calendar day of the agency at an instant, `YYYY-MM-DD`. */
export const agencyDay = (at: Instant): string => addSeconds(at, agencyOffsetInSeconds).slice(0, 10);

/** Refuses a day of delivery that has not come yet. */
export const checkDeliveryDay = (deliveredOn: string, at: Instant): Refusal | null => {
  const today = agencyDay(at);
  return deliveredOn <= today ? null : refusePurchase('delivery-day-ahead', { deliveredOn, today });
};

/**
 * The supplier records a delivery, the first or a remedy's. The time for the inspection runs from the gateway's
 * instant, not from the day that the supplier names, so that a late record shortens nobody's inspection.
 */
export const deliverPurchase = (
  purchase: Purchase,
  asked: { readonly deliveredOn: string; readonly note: string },
  inspectionInSeconds: number,
  by: By,
): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'deliver', purchase.state);
  if (isRefusal(row)) return row;
  return (
    checkDeliveryDay(asked.deliveredOn, by.at) ?? {
      action: row.action,
      after: {
        ...purchase,
        state: row.to,
        remedied: [...purchase.remedied, ...turnOf(purchase)],
        delivery: { ...asked, ...actBy(by) },
        deliveryCount: purchase.deliveryCount + 1,
        inspectionDeadline: addSeconds(by.at, inspectionInSeconds),
      },
    }
  );
};

/** The delivery that is delivered anew, with the inspection that asked for it; none before the first. */
const turnOf = ({ delivery, inspection }: Purchase): Purchase['remedied'] =>
  delivery === null || inspection === null ? [] : [{ delivery, inspection }];

/** Refuses an inspection from its deadline on: by then it counts as passed. */
export const checkInspectionOpen = (purchase: Purchase, at: Instant): Refusal | null =>
  isInspectionOverdue(purchase, at) ? inspectionDeemedPassed(purchase) : null;

/** The refusal of an inspection that came too late. */
export const inspectionDeemedPassed = (
  purchase: Pick<Purchase, 'roundId' | 'purchaseId' | 'inspectionDeadline'>,
): Refusal =>
  refusePurchase('inspection-deemed-passed', {
    roundId: purchase.roundId,
    purchaseId: purchase.purchaseId,
    inspectionDeadline: purchase.inspectionDeadline,
  });

export type Findings =
  | { readonly result: 'passed'; readonly findings: string }
  | { readonly result: 'remedy'; readonly findings: string; readonly remedyDueAt: Instant };

/** The first user inspects: the delivery passes, or the supplier must remedy it and deliver again. */
export const inspectPurchase = (purchase: Purchase, asked: Findings, by: By): Step | Refusal => {
  const action = asked.result === 'passed' ? 'pass-inspection' : 'require-remedy';
  const row = findTransition(purchaseTransitions, action, purchase.state);
  if (isRefusal(row)) return row;
  const late = checkInspectionOpen(purchase, by.at);
  if (late !== null) return late;
  const remedyDueAt = asked.result === 'remedy' ? asked.remedyDueAt : null;
  if (remedyDueAt !== null && remedyDueAt <= by.at)
    return refusePurchase('remedy-due-not-ahead', { remedyDueAt, at: by.at });
  return {
    action: row.action,
    after: {
      ...purchase,
      state: row.to,
      inspection: {
        result: asked.result,
        deemed: false,
        findings: asked.findings,
        remedyDueAt,
        ...actBy(by),
      },
    },
  };
};

/** The system stores what the clock has made true; null while nothing is due. */
export const deemPassed = (purchase: Purchase, at: Instant): Step | null =>
  isInspectionOverdue(purchase, at)
    ? { action: 'deem-passed', after: effectivePurchase(purchase, at) }
    : null;

/** Refuses what only a passed inspection of the last delivery permits (DOMAIN.md, invariant 8). */
export const checkInspectionPassed = (purchase: Purchase): Refusal | null =>
  purchase.inspection?.result === 'passed'
    ? null
    : refusePurchase('inspection-not-passed', {
        roundId: purchase.roundId,
        purchaseId: purchase.purchaseId,
      });

/** The first user accepts what passed; from then on it is in use. */
export const acceptPurchase = (purchase: Purchase, by: By): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'accept', purchase.state);
  if (isRefusal(row)) return row;
  return (
    checkInspectionPassed(purchase) ?? {
      action: row.action,
      after: { ...purchase, state: row.to, acceptance: actBy(by) },
    }
  );
};

/** Staff pay the price of an accepted purchase. */
export const payPurchase = (purchase: Purchase, by: By): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'pay', purchase.state);
  if (isRefusal(row)) return row;
  return (
    checkInspectionPassed(purchase) ?? {
      action: row.action,
      after: { ...purchase, state: row.to, payment: actBy(by) },
    }
  );
};

/** Staff end the purchase; its money is free again, once. */
export const terminatePurchase = (purchase: Purchase, reason: string, by: By): Step | Refusal => {
  const row = findTransition(purchaseTransitions, 'terminate', purchase.state);
  if (isRefusal(row)) return row;
  return {
    action: row.action,
    after: { ...purchase, state: row.to, termination: { ...actBy(by), reason } },
  };
};
