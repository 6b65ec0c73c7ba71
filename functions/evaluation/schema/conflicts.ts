import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../../platform/endpoint.ts';
import { id, pageOf, pageQuery, text } from '../../platform/schemas.ts';

const servedBy = 'evaluation-api';

/** A declared conflict of interest, as its declarer and auditors see it. */
export const declaredConflictView = v.object({
  roundId: id,
  challengeId: id,
  accountId: id,
  organisationId: id,
  reason: v.string(),
  declaredAt: v.string(),
});

export const declareOwnConflict = endpoint({
  operation: 'declareOwnConflict',
  summary:
    'Declare, as staff, approver or inspector, a conflict of interest in a challenge; from then on colleagues act on it',
  method: 'POST',
  path: '/conflicts-of-interest',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: noParameters,
  query: noQuery,
  body: v.strictObject({ challengeId: id, reason: text(2000) }),
  answer: declaredConflictView,
});

export const listDeclaredConflicts = endpoint({
  operation: 'listDeclaredConflicts',
  summary: 'The conflicts of interest that staff, approvers and inspectors declared in a round, for auditors',
  method: 'GET',
  path: '/rounds/{roundId}/conflicts-of-interest',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: pageQuery,
  body: noBody,
  answer: pageOf(declaredConflictView),
});
