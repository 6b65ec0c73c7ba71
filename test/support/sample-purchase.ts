import { beginFirstUse, type FirstUse, type Target } from '../../functions/first-use/rules.ts';
import type { Instant } from '../../functions/platform/instant.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import {
  acceptPurchase,
  contractPurchase,
  deemPassed,
  deliverPurchase,
  inspectPurchase,
  payPurchase,
  type Purchase,
  type PurchaseState,
  purchaseIdOf,
  reservedPurchase,
  terminatePurchase,
} from '../../functions/purchases/rules.ts';

/** Fourteen days. */
export const inspectionInSeconds = 14 * 86_400;

export const reservedAt: Instant = '2020-08-03T01:00:00.000Z';
export const contractedAt: Instant = '2020-08-10T01:00:00.000Z';
export const deliveredAt: Instant = '2020-09-01T01:00:00.000Z';
/** Fourteen days after the delivery, to the millisecond. */
export const inspectionDeadline: Instant = '2020-09-15T01:00:00.000Z';
export const inspectedAt: Instant = '2020-09-10T01:00:00.000Z';
export const acceptedAt: Instant = '2020-09-16T01:00:00.000Z';
export const paidAt: Instant = '2020-09-20T01:00:00.000Z';

const people = {
  staff: { accountId: 'account-staff' },
  supplier: { accountId: 'account-supplier' },
  buyer: { accountId: 'account-buyer' },
};

const proposalId = '3b241101-e2bb-4255-8caf-4136c566a962';

/** A purchase of 120,000,000 won whose budget is reserved. */
export const reserved: Purchase = reservedPurchase(
  {
    purchaseId: purchaseIdOf(proposalId),
    roundId: 'round-1',
    proposalId,
    challengeId: 'challenge-1',
    supplierId: 'organisation-supplier',
    partnerIds: ['organisation-partner'],
    firstUserId: 'organisation-buyer',
    priceInWon: 120_000_000,
  },
  reservedAt,
);

/** The terms of a contract at a price. */
export const agreedTerms = (priceInWon: number, deliveryDueAt: Instant) => ({
  terms: 'Deliver one drone station',
  priceBreakdown: [
    { item: 'Drone station', amountInWon: priceInWon - 1000 },
    { item: 'Training', amountInWon: 1000 },
  ],
  trialLiability: 'The supplier answers for damage by the product, the first user for its use',
  intellectualProperty: 'What the trial measures belongs to both',
  deliveryDueAt,
});

/** The purchase after an act that must be allowed. */
const after = (step: ReturnType<typeof payPurchase> | null): Purchase => {
  if (step === null || isRefusal(step)) throw new Error(`Expected a step, not ${JSON.stringify(step)}`);
  return step.after;
};

export const contracted = after(
  contractPurchase(reserved, agreedTerms(reserved.priceInWon, '2020-09-05T00:00:00.000Z'), {
    ...people.staff,
    at: contractedAt,
  }),
);
export const delivered = after(
  deliverPurchase(contracted, { deliveredOn: '2020-09-01', note: 'At the gate' }, inspectionInSeconds, {
    ...people.supplier,
    at: deliveredAt,
  }),
);
export const toRemedy = after(
  inspectPurchase(
    delivered,
    { result: 'remedy', findings: 'A rotor is cracked', remedyDueAt: '2020-09-20T00:00:00.000Z' },
    { ...people.buyer, at: inspectedAt },
  ),
);
export const inspected = after(
  inspectPurchase(
    delivered,
    { result: 'passed', findings: 'It flies' },
    { ...people.buyer, at: inspectedAt },
  ),
);
export const deemed = after(deemPassed(delivered, inspectionDeadline));
export const accepted = after(acceptPurchase(inspected, { ...people.buyer, at: acceptedAt }));
export const paid = after(payPurchase(accepted, { ...people.staff, at: paidAt }));
export const terminated = after(
  terminatePurchase(contracted, 'The supplier gave up', { ...people.staff, at: deliveredAt }),
);

/** One purchase in each state. */
export const purchaseIn: Readonly<Record<PurchaseState, Purchase>> = {
  BUDGET_RESERVED: reserved,
  CONTRACTED: contracted,
  DELIVERED: delivered,
  REMEDY_REQUIRED: toRemedy,
  INSPECTED: inspected,
  ACCEPTED: accepted,
  PAID: paid,
  TERMINATED: terminated,
};

export const flightTime: Target = {
  name: { ko: '비행 시간', en: 'Flight time' },
  unit: 'min',
  comparison: 'at-least',
  value: 30,
};
export const response: Target = {
  name: { ko: '출동 시간', en: 'Response time' },
  unit: 's',
  comparison: 'at-most',
  value: 90,
};

/** The thirty days' trial of the accepted purchase. */
export const inUse: FirstUse = beginFirstUse(
  accepted,
  { trialInSeconds: 30 * 86_400, targets: [flightTime, response] },
  acceptedAt,
);
export const trialEndsAt: Instant = '2020-10-16T01:00:00.000Z';
