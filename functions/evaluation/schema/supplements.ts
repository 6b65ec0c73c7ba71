import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, sha256 } from '../../platform/schemas.ts';
import { supplementSize } from '../rules/supplement.ts';
import { personToList } from './draw.ts';

const servedBy = 'evaluation-api';
const ofRound = v.strictObject({ roundId: id });

/** People who are proposed for the pool of a drawn round, or were approved; under which pseudonyms nobody is told. */
export const poolSupplementView = v.object({
  roundId: id,
  state: v.picklist(['PROPOSED', 'APPROVED']),
  number: v.number(),
  entries: v.array(
    v.object({ accountId: id, organisationId: id, name: v.nullable(v.string()), expertise: v.string() }),
  ),
  proposedAt: v.string(),
  approvedAt: v.nullable(v.string()),
  version: v.number(),
});

export const proposePoolSupplement = endpoint({
  operation: 'proposePoolSupplement',
  summary:
    'Propose further evaluators for the pool of a drawn round, to stand behind the drawn order of every panel',
  method: 'POST',
  path: '/rounds/{roundId}/pool-supplement',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({
    people: v.pipe(
      v.array(personToList),
      v.minLength(supplementSize.least),
      v.maxLength(supplementSize.most),
    ),
  }),
  answer: poolSupplementView,
});

export const approvePoolSupplement = endpoint({
  operation: 'approvePoolSupplement',
  summary:
    'Approve the further evaluators that are proposed, by another person of no pool; panels below their quorum are filled',
  method: 'POST',
  path: '/rounds/{roundId}/pool-supplement/approval',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: v.strictObject({ number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  answer: poolSupplementView,
});

export const readPoolSupplement = endpoint({
  operation: 'readPoolSupplement',
  summary:
    'Who was proposed last for the pool of a drawn round, null while nobody was, for staff, approvers and auditors',
  method: 'GET',
  path: '/rounds/{roundId}/pool-supplement',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: v.nullable(poolSupplementView),
});

/** What the approved supplements add to a draw. `functions/evaluation/rules/supplement.ts` says how they are ordered. */
export const drawSupplementsSchema = v.object({
  format: v.literal('first-buyer/draw-supplements/1'),
  roundId: v.string(),
  drawSha256: sha256,
  seed: sha256,
  supplements: v.array(
    v.object({
      number: v.number(),
      approvedAt: v.string(),
      candidates: v.array(v.object({ evaluatorId: v.string() })),
      challenges: v.array(v.object({ challengeId: v.string(), conflicted: v.array(v.string()) })),
      orders: v.array(v.object({ challengeId: v.string(), order: v.array(v.string()) })),
    }),
  ),
});

export const readDrawSupplements = endpoint({
  operation: 'readDrawSupplements',
  summary: 'What approved supplements of the pool add to the draw, from which anyone orders them again',
  method: 'GET',
  path: '/rounds/{roundId}/draw/supplements',
  servedBy,
  access: 'public',
  status: 200,
  parameters: ofRound,
  query: noQuery,
  body: noBody,
  answer: drawSupplementsSchema,
});
