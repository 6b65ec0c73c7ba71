import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../platform/endpoint.ts';
import { bilingual, id, instant, pageOf, pageQuery, text } from '../platform/schemas.ts';
import { designationStates } from './rules.ts';

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
  inspection: v.object({ inspectedOn: v.string(), findings: v.string() }),
  resolution: v.string(),
  cancellation: v.nullable(
    v.object({
      reason: v.string(),
      noticedAt: v.string(),
      commentUntil: v.string(),
      comment: v.nullable(v.string()),
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
    inspection: v.strictObject({ inspectedOn: v.pipe(v.string(), v.isoDate()), findings: text(8000) }),
    resolution: text(4000),
  }),
  answer: designationFileView,
});

export const changeDesignation = endpoint({
  operation: 'changeDesignation',
  summary:
    'Designate what was prepared, extend it, give notice of its cancellation, comment on that, drop it, or cancel',
  method: 'POST',
  path: '/proposals/{proposalId}/designation/changes',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.variant('action', [
    v.strictObject({ action: v.literal('designate') }),
    v.strictObject({ action: v.literal('extend'), until: instant, reason: text(4000) }),
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

export const listBuyingRequests = endpoint({
  operation: 'listBuyingRequests',
  summary: 'The requests to buy a designated solution, for its supplier, staff and auditors',
  method: 'GET',
  path: '/designations/{proposalId}/requests',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: pageQuery,
  body: noBody,
  answer: pageOf(buyingRequestView),
});
