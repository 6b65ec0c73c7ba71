import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../../platform/endpoint.ts';
import { id, sha256, text } from '../../platform/schemas.ts';

const servedBy = 'evaluation-api';

const standing = v.picklist(['ASSIGNED', 'CLEAR', 'RECUSED']);

const declaration = v.strictObject({
  conflict: v.boolean(),
  reason: v.optional(text(2000)),
});

const declared = v.object({
  challengeId: id,
  roundId: id,
  evaluatorId: id,
  standing,
  declaredAt: v.nullable(v.string()),
});

export const declareConflict = endpoint({
  operation: 'declareConflict',
  summary:
    'Declare a conflict of interest in a challenge, or that there is none; after the undertaking of confidentiality',
  method: 'POST',
  path: '/challenges/{challengeId}/panel/declaration',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ challengeId: id }),
  query: noQuery,
  body: declaration,
  answer: declared,
});

export const declareFreshConflict = endpoint({
  operation: 'declareFreshConflict',
  summary: 'The same for the fresh panel of a proposal whose objection was upheld',
  method: 'POST',
  path: '/proposals/{proposalId}/fresh-panel/declaration',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ proposalId: id }),
  query: noQuery,
  body: declaration,
  answer: declared,
});

const bilingualView = v.object({ ko: v.string(), en: v.string() });

/** A challenge that somebody evaluates, with what is to be scored. */
export const assignmentView = v.object({
  roundId: id,
  phase: v.string(),
  /** Until when this panel scores, exclusive: the round’s deadline, or the fresh panel’s own. */
  evaluationDeadline: v.nullable(v.string()),
  challengeId: id,
  /** The one proposal that is evaluated afresh after an upheld objection; null for a challenge's first panel. */
  freshFor: v.nullable(id),
  challengeTitle: bilingualView,
  buyerId: id,
  evaluatorId: id,
  standing,
  /** The text to undertake in this round, and when it was; null until it is. */
  undertaking: v.object({
    version: v.string(),
    text: bilingualView,
    sha256,
    givenAt: v.nullable(v.string()),
  }),
  /** Empty until the undertaking is given. */
  proposals: v.array(
    v.object({
      proposalId: id,
      supplierId: id,
      supplierName: v.nullable(bilingualView),
      partners: v.array(v.object({ organisationId: id, name: v.nullable(bilingualView) })),
      state: v.string(),
      scorecard: v.nullable(v.object({ state: v.string(), version: v.number() })),
    }),
  ),
});

export const listEvaluations = endpoint({
  operation: 'listEvaluations',
  summary: 'The caller’s panels over all rounds, with their proposals and the caller’s scorecards',
  method: 'GET',
  path: '/evaluations',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: noParameters,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(assignmentView) }),
});
