import * as v from 'valibot';
import { documentIds, documentView } from '../attachments/schema.ts';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { instantOf } from '../platform/instant.ts';
import { id, instant, pageOf, pageQuery, text, won } from '../platform/schemas.ts';
import { declineGrounds, moveUpStates, purchaseStates } from './rules.ts';

const servedBy = 'purchases-api';

const nullableText = v.nullable(v.string());

/** What an act took along. */
const documents = v.array(documentView);

const takesDocuments = { attachmentIds: documentIds };
/** Of an act that says nothing but that it is done. */
const onlyDocuments = v.nullable(v.strictObject(takesDocuments));

const deliveryView = v.object({ deliveredOn: v.string(), note: v.string(), at: v.string(), documents });

const inspectionView = v.object({
  result: v.picklist(['passed', 'remedy']),
  deemed: v.boolean(),
  findings: nullableText,
  remedyDueAt: nullableText,
  at: v.string(),
  documents,
});

/** A purchase as its supplier, its first user and the agency see it; an overdue inspection shows as passed. */
export const purchaseView = v.object({
  purchaseId: id,
  roundId: id,
  proposalId: id,
  challengeId: id,
  supplierId: id,
  /** Who proposed together with the supplier. */
  partnerIds: v.array(id),
  firstUserId: id,
  declines: v.array(
    v.object({
      organisationId: id,
      ground: v.picklist(declineGrounds),
      explanation: v.string(),
      at: v.string(),
    }),
  ),
  state: v.picklist(purchaseStates),
  priceInWon: won,
  reservedAt: v.string(),
  contract: v.nullable(
    v.object({
      terms: v.string(),
      priceBreakdown: v.array(v.object({ item: v.string(), amountInWon: won })),
      trialLiability: v.string(),
      intellectualProperty: v.string(),
      deliveryDueAt: v.string(),
      at: v.string(),
      documents,
    }),
  ),
  /** Deliveries that did not pass, each with the inspection that asked for a remedy. */
  remedied: v.array(v.object({ delivery: deliveryView, inspection: inspectionView })),
  delivery: v.nullable(deliveryView),
  deliveryCount: v.number(),
  inspectionDeadline: nullableText,
  inspection: v.nullable(inspectionView),
  acceptedAt: nullableText,
  acceptanceDocuments: documents,
  paidAt: nullableText,
  paymentDocuments: documents,
  termination: v.nullable(v.object({ reason: v.string(), at: v.string(), documents })),
  version: v.number(),
});

/** A round's money: the four parts add up to the budget. */
export const budgetView = v.object({
  roundId: id,
  budgetInWon: won,
  availableInWon: won,
  reservedInWon: won,
  committedInWon: won,
  spentInWon: won,
  openPurchases: v.number(),
});

const purchaseParameters = v.strictObject({ purchaseId: id });
const roundParameters = v.strictObject({ roundId: id });

/** A day of the calendar that exists, `YYYY-MM-DD`. */
const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((written) => {
    // Asked even of a text that is no date, since the check before does not end the pipe.
    const midnight = Date.parse(`${written}T00:00:00.000Z`);
    return !Number.isNaN(midnight) && instantOf(midnight).startsWith(written);
  }, 'This day is not in the calendar'),
);

export const contractPurchase = endpoint({
  operation: 'contractPurchase',
  summary: 'Conclude the contract of a purchase: its money is committed',
  method: 'POST',
  path: '/purchases/{purchaseId}/contract',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({
    terms: text(8000),
    /** Sums up to the price. */
    priceBreakdown: v.pipe(
      v.array(v.strictObject({ item: text(200), amountInWon: won })),
      v.minLength(1),
      v.maxLength(200),
    ),
    /** Who answers for damage during the trial. */
    trialLiability: text(4000),
    intellectualProperty: text(4000),
    deliveryDueAt: instant,
    ...takesDocuments,
  }),
  answer: purchaseView,
});

export const recordDelivery = endpoint({
  operation: 'recordDelivery',
  summary: 'The supplier records the delivery, or that of a remedy; the time for the inspection begins',
  method: 'POST',
  path: '/purchases/{purchaseId}/delivery',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({ deliveredOn: day, note: text(4000), ...takesDocuments }),
  answer: purchaseView,
});

export const recordInspection = endpoint({
  operation: 'recordInspection',
  summary: 'The first user inspects the delivery: it passes, or the supplier must remedy it',
  method: 'POST',
  path: '/purchases/{purchaseId}/inspection',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.variant('result', [
    v.strictObject({ result: v.literal('passed'), findings: text(8000), ...takesDocuments }),
    v.strictObject({
      result: v.literal('remedy'),
      findings: text(8000),
      /** By when the supplier delivers again. */
      remedyDueAt: instant,
      ...takesDocuments,
    }),
  ]),
  answer: purchaseView,
});

export const acceptPurchase = endpoint({
  operation: 'acceptPurchase',
  summary: 'The first user accepts what passed the inspection; the trial begins',
  method: 'POST',
  path: '/purchases/{purchaseId}/acceptance',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: onlyDocuments,
  answer: purchaseView,
});

export const payPurchase = endpoint({
  operation: 'payPurchase',
  summary: 'Pay the price of an accepted purchase',
  method: 'POST',
  path: '/purchases/{purchaseId}/payment',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: onlyDocuments,
  answer: purchaseView,
});

export const terminatePurchase = endpoint({
  operation: 'terminatePurchase',
  summary: 'End a purchase that is not accepted yet; its money is free again',
  method: 'POST',
  path: '/purchases/{purchaseId}/termination',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({ reason: text(2000), ...takesDocuments }),
  answer: purchaseView,
});

export const readPurchase = endpoint({
  operation: 'readPurchase',
  summary: 'A purchase, for its supplier, its first user, staff, approvers and auditors',
  method: 'GET',
  path: '/purchases/{purchaseId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: noBody,
  answer: purchaseView,
});

export const listPurchases = endpoint({
  operation: 'listPurchases',
  summary: 'The purchases of a round: all for the agency, its own for an organisation',
  method: 'GET',
  path: '/rounds/{roundId}/purchases',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(purchaseView),
});

export const declineFirstUse = endpoint({
  operation: 'declineFirstUse',
  summary: 'Decline to be first user, on a listed ground and on record; the next in order takes the place',
  method: 'POST',
  path: '/purchases/{purchaseId}/first-user/decline',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: purchaseParameters,
  query: noQuery,
  body: v.strictObject({ ground: v.picklist(declineGrounds), explanation: text(4000) }),
  answer: purchaseView,
});

const applicationView = v.object({
  challengeId: id,
  organisationId: id,
  commitment: v.string(),
  appliedAt: v.string(),
  version: v.number(),
});

export const applyForFirstUse = endpoint({
  operation: 'applyForFirstUse',
  summary: 'Apply to be first user for a published challenge, should its proposers decline',
  method: 'POST',
  path: '/challenges/{challengeId}/first-use-applications',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: v.strictObject({ organisationId: id, commitment: text(4000) }),
  answer: applicationView,
});

export const listFirstUseApplications = endpoint({
  operation: 'listFirstUseApplications',
  summary:
    'Who applied to be first user for a published challenge: all for the agency, its own for an organisation',
  method: 'GET',
  path: '/challenges/{challengeId}/first-use-applications',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(applicationView) }),
});

const boughtLine = v.object({ proposalId: id, challengeId: id, priceInWon: won });

/** What moves up from a round's reserve; who prepared and approved it stays inside. */
export const moveUpView = v.object({
  roundId: id,
  state: v.picklist(moveUpStates),
  number: v.number(),
  freeInWon: won,
  lines: v.array(boughtLine),
  preparedAt: v.string(),
  approvedAt: nullableText,
  movedUp: v.array(boughtLine),
  version: v.number(),
});

export const prepareMoveUp = endpoint({
  operation: 'prepareMoveUp',
  summary: 'Walk the reserve again with returned money, and prepare what moves up',
  method: 'POST',
  path: '/rounds/{roundId}/reserve',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: moveUpView,
});

export const approveMoveUp = endpoint({
  operation: 'approveMoveUp',
  summary: 'Approve what moves up from the reserve, by another person than who prepared it',
  method: 'POST',
  path: '/rounds/{roundId}/reserve/approval',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: v.strictObject({ number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  answer: moveUpView,
});

export const readMoveUp = endpoint({
  operation: 'readMoveUp',
  summary:
    'What was prepared to move up from a round’s reserve, and what has, for staff, approvers and auditors; null before the first',
  method: 'GET',
  path: '/rounds/{roundId}/reserve',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: v.nullable(moveUpView),
});

export const readBudget = endpoint({
  operation: 'readBudget',
  summary: 'Where a round’s money is, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/budget',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: roundParameters,
  query: noQuery,
  body: noBody,
  answer: budgetView,
});
