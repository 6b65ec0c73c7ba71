import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, instant, pageOf, pageQuery, text } from '../../platform/schemas.ts';
import { clarificationStates } from '../rules/clarification.ts';

const servedBy = 'evaluation-api';
const ofProposal = v.strictObject({ proposalId: id });

/** A question about an opened proposal, with its answer. */
export const clarificationView = v.object({
  clarificationId: id,
  proposalId: id,
  challengeId: id,
  state: v.picklist(clarificationStates),
  question: v.string(),
  /** The pseudonym of the member who proposed it, for the agency alone. */
  proposedBy: v.nullable(v.string()),
  raisedAt: v.string(),
  askedAt: v.nullable(v.string()),
  deadline: v.nullable(v.string()),
  answer: v.nullable(v.string()),
  answeredAt: v.nullable(v.string()),
  /** Why staff do not put it to the supplier, who never learns of it. */
  declineReason: v.nullable(v.string()),
  declinedAt: v.nullable(v.string()),
  version: v.number(),
});

export const proposeClarification = endpoint({
  operation: 'proposeClarification',
  summary: 'Propose a question about a proposal, as a member of its panel; the supplier never learns who did',
  method: 'POST',
  path: '/opened-proposals/{proposalId}/clarification-proposals',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({ question: text(4000) }),
  answer: clarificationView,
});

export const askClarification = endpoint({
  operation: 'askClarification',
  summary: 'Put a question of the panel to the supplier of an opened proposal, with a deadline',
  method: 'POST',
  path: '/opened-proposals/{proposalId}/clarifications',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    question: text(4000),
    deadline: instant,
    /** The proposed question that this one puts, maybe in other words. */
    clarificationId: v.optional(id),
  }),
  answer: clarificationView,
});

export const declineClarification = endpoint({
  operation: 'declineClarification',
  summary: 'Decline to put a proposed question to the supplier, with a reason that the whole panel reads',
  method: 'POST',
  path: '/opened-proposals/{proposalId}/clarifications/{clarificationId}/decline',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id, clarificationId: id }),
  query: noQuery,
  body: v.strictObject({ reason: text(2000) }),
  answer: clarificationView,
});

export const answerClarification = endpoint({
  operation: 'answerClarification',
  summary: 'Answer a question of the panel in writing; the offer, its price and its scope stay as submitted',
  method: 'POST',
  path: '/proposals/{proposalId}/clarifications/{clarificationId}/answer',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id, clarificationId: id }),
  query: noQuery,
  body: v.strictObject({ text: text(8000), changesNoOffer: v.literal(true) }),
  answer: clarificationView,
});

export const listClarifications = endpoint({
  operation: 'listClarifications',
  summary:
    'The questions about an opened proposal and their answers, for its panel, its supplier and the agency',
  method: 'GET',
  path: '/proposals/{proposalId}/clarifications',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(clarificationView) }),
});

export const listProposedClarifications = endpoint({
  operation: 'listProposedClarifications',
  summary:
    'The questions that evaluators proposed in a round and staff have neither put to a supplier nor declined, for staff and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/proposed-clarifications',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(clarificationView),
});
