import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { outcomeView } from '../first-use/schema.ts';
import { bilingual, id, instant, pageOf, pageQuery, text, won } from '../platform/schemas.ts';
import { designationStates, reviewResults } from './rules.ts';

const servedBy = 'designations-api';
const ofProposal = v.strictObject({ proposalId: id });

/** A designated solution as everybody sees it in the catalogue. */
export const designationView = v.object({
  proposalId: id,
  challengeId: id,
  roundId: id,
  supplierId: id,
  name: v.object({ ko: v.string(), en: v.string() }),
  state: v.picklist([...designationStates, 'EXPIRED']),
  designatedAt: v.nullable(v.string()),
  activeUntil: v.nullable(v.string()),
  version: v.number(),
});

/** The same for its supplier and the agency, with what led there. */
export const designationFileView = v.object({
  ...designationView.entries,
  inspection: v.nullable(v.object({ inspectedOn: v.string(), findings: v.string() })),
  resolution: v.nullable(v.string()),
  /** What reviews after a failed first use found, oldest first. */
  reviews: v.array(v.object({ at: v.string(), finding: v.string(), result: v.picklist(reviewResults) })),
  /** True while a failed first use calls for a review. */
  reviewDue: v.boolean(),
  cancellation: v.nullable(
    v.object({
      reason: v.string(),
      noticedAt: v.string(),
      commentUntil: v.string(),
      comment: v.nullable(v.string()),
    }),
  ),
});

/** The same with who of the agency acted, since another person decides. */
export const waitingDesignationView = v.object({
  ...designationFileView.entries,
  prepared: v.object({ accountId: v.string(), at: v.string() }),
  noticedBy: v.nullable(v.string()),
  /** An extension that awaits another person; null without one. */
  extension: v.nullable(
    v.object({
      until: v.string(),
      reason: v.string(),
      prepared: v.object({ accountId: v.string(), at: v.string() }),
    }),
  ),
});

export const buyingRequestView = v.object({
  requestId: id,
  proposalId: id,
  organisationId: id,
  quantity: v.number(),
  message: v.string(),
  requestedAt: v.string(),
});

/** The same with what the body is called that wants to buy; null where it is not on record any more. */
export const namedBuyingRequestView = v.object({
  ...buyingRequestView.entries,
  organisationName: v.nullable(v.object({ ko: v.string(), en: v.string() })),
});

export const prepareDesignation = endpoint({
  operation: 'prepareDesignation',
  summary: 'Prepare the designation of a solution that passed, once every objection is settled',
  method: 'POST',
  path: '/proposals/{proposalId}/designation',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    name: bilingual(200),
    /** May be left out where the policy of the round does not need it. */
    inspection: v.nullish(
      v.strictObject({ inspectedOn: v.pipe(v.string(), v.isoDate()), findings: text(8000) }),
      null,
    ),
    /** The same. */
    resolution: v.nullish(text(4000), null),
  }),
  answer: designationFileView,
});

export const changeDesignation = endpoint({
  operation: 'changeDesignation',
  summary:
    'Designate what was prepared or take it back, prepare, drop or approve its extension, review it, give notice of its cancellation, comment on that, drop it, or cancel',
  method: 'POST',
  path: '/proposals/{proposalId}/designation/changes',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.variant('action', [
    v.strictObject({ action: v.literal('designate') }),
    v.strictObject({ action: v.literal('withdraw-preparation'), reason: text(4000) }),
    v.strictObject({ action: v.literal('review'), finding: text(4000), result: v.picklist(reviewResults) }),
    v.strictObject({ action: v.literal('prepare-extension'), until: instant, reason: text(4000) }),
    v.strictObject({ action: v.literal('drop-extension'), reason: text(4000) }),
    v.strictObject({ action: v.literal('extend') }),
    v.strictObject({ action: v.literal('notice-cancellation'), reason: text(4000) }),
    v.strictObject({ action: v.literal('comment'), comment: text(8000) }),
    v.strictObject({ action: v.literal('drop-cancellation'), reason: text(4000) }),
    v.strictObject({ action: v.literal('cancel') }),
  ]),
  answer: designationFileView,
});

export const readDesignation = endpoint({
  operation: 'readDesignation',
  summary: 'A designation with what led there, for its supplier, staff, approvers and auditors',
  method: 'GET',
  path: '/proposals/{proposalId}/designation',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: designationFileView,
});

export const listDesignations = endpoint({
  operation: 'listDesignations',
  summary: 'The catalogue of designated solutions, for everybody',
  method: 'GET',
  path: '/designations',
  servedBy,
  access: 'public',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(designationView),
});

export const listWaitingDesignations = endpoint({
  operation: 'listWaitingDesignations',
  summary:
    'What awaits the agency: designations that are prepared, then those to be extended, to be reviewed or whose cancellation was noticed, for staff, approvers and auditors',
  method: 'GET',
  path: '/waiting-designations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: pageQuery,
  body: noBody,
  answer: pageOf(waitingDesignationView),
});

export const requestToBuy = endpoint({
  operation: 'requestToBuy',
  summary: 'A public body requests to buy a designated solution; its supplier is told',
  method: 'POST',
  path: '/designations/{proposalId}/requests',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    organisationId: id,
    quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
    message: text(4000),
  }),
  answer: buyingRequestView,
});

export const recordRepurchase = endpoint({
  operation: 'recordRepurchase',
  summary: 'A public body records that it bought a designated solution, also one that had no first use',
  method: 'POST',
  path: '/designations/{proposalId}/repurchases',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ organisationId: id, amount: won, day: v.pipe(v.string(), v.isoDate()) }),
  answer: v.object({ proposalId: id, ...outcomeView.entries }),
});

export const listBuyingRequests = endpoint({
  operation: 'listBuyingRequests',
  summary: 'The requests to buy a designated solution, for its supplier, staff, approvers and auditors',
  method: 'GET',
  path: '/designations/{proposalId}/requests',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: pageQuery,
  body: noBody,
  answer: pageOf(namedBuyingRequestView),
});
