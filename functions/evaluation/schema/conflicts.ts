import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../../platform/endpoint.ts';
import { id, pageOf, pageQuery, text } from '../../platform/schemas.ts';

const servedBy = 'evaluation-api';

const bilingualView = v.object({ ko: v.string(), en: v.string() });

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

export const listOwnConflicts = endpoint({
  operation: 'listOwnConflicts',
  summary: 'The conflicts of interest that whoever asks has declared in a round',
  method: 'GET',
  path: '/rounds/{roundId}/own-conflicts-of-interest',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(declaredConflictView) }),
});

export const declareForRound = endpoint({
  operation: 'declareForRound',
  summary:
    'Declare once for an opened round, as staff, approver or inspector, the challenges with a stake, or none; before anything of it is read',
  method: 'POST',
  path: '/rounds/{roundId}/declaration',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: v.strictObject({
    /** Empty for whoever is clear of conflict. */
    conflicts: v.pipe(v.array(v.strictObject({ challengeId: id, reason: text(2000) })), v.maxLength(40)),
  }),
  answer: v.object({ roundId: id, challengeIds: v.array(id), declaredAt: v.string() }),
});

export const readRoundDeclaration = endpoint({
  operation: 'readRoundDeclaration',
  summary:
    'Whether whoever asks has declared for an opened round, with its challenges and, for the agency, who proposed to them',
  method: 'GET',
  path: '/rounds/{roundId}/declaration',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({
    roundId: id,
    declaredAt: v.nullable(v.string()),
    challenges: v.array(
      v.object({ challengeId: id, title: bilingualView, suppliers: v.array(bilingualView) }),
    ),
  }),
});

export const listRoundDeclarations = endpoint({
  operation: 'listRoundDeclarations',
  summary: 'Who has declared for a round and in which challenges they have a stake, for auditors',
  method: 'GET',
  path: '/rounds/{roundId}/declarations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: noBody,
  answer: v.object({
    rows: v.array(
      v.object({ accountId: id, organisationId: id, challengeIds: v.array(id), declaredAt: v.string() }),
    ),
  }),
});
