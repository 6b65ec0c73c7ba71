import * as v from 'valibot';
import { documentIds, documentView } from '../attachments/schema.ts';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, text } from '../platform/schemas.ts';
import { objectionOutcomes, objectionStates } from './rules.ts';

const servedBy = 'objections-api';

/** An objection as its supplier and the agency see it; who of them acted stays inside. */
export const objectionView = v.object({
  roundId: id,
  challengeId: id,
  proposalId: id,
  supplierId: id,
  state: v.picklist(objectionStates),
  text: v.string(),
  documents: v.array(documentView),
  filedAt: v.string(),
  decisionDeadline: v.string(),
  decision: v.nullable(v.object({ reasons: v.string(), at: v.string() })),
  version: v.number(),
});

const ofProposal = v.strictObject({ proposalId: id });

export const makeObjection = endpoint({
  operation: 'makeObjection',
  summary: 'Object to what was decided on a proposal of one’s own, within the standstill',
  method: 'POST',
  path: '/proposals/{proposalId}/objection',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ text: text(20_000), attachmentIds: documentIds }),
  answer: objectionView,
});

export const readObjection = endpoint({
  operation: 'readObjection',
  summary: 'The objection to the decision on a proposal, for its supplier, staff, approvers and auditors',
  method: 'GET',
  path: '/proposals/{proposalId}/objection',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: objectionView,
});

export const decideObjection = endpoint({
  operation: 'decideObjection',
  summary:
    'Decide an objection, with reasons, by an approver who took no part; upheld, the proposal is evaluated afresh',
  method: 'POST',
  path: '/proposals/{proposalId}/objection/decision',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ outcome: v.picklist(objectionOutcomes), reasons: text(20_000) }),
  answer: objectionView,
});

export const listObjections = endpoint({
  operation: 'listObjections',
  summary: 'The objections of a round and the purchases that they hold, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/objections',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(objectionView), heldProposalIds: v.array(id) }),
});
