import * as v from 'valibot';
import { endpoint, noQuery } from '../../platform/endpoint.ts';
import { id, sha256 } from '../../platform/schemas.ts';

export const giveUndertaking = endpoint({
  operation: 'giveUndertaking',
  summary:
    'Undertake confidentiality for a round, as somebody of its pool; `sha256` is of the text that was shown, as listEvaluations gives it',
  method: 'POST',
  path: '/rounds/{roundId}/undertaking',
  servedBy: 'evaluation-api',
  access: 'signed-in',
  status: 201,
  parameters: v.strictObject({ roundId: id }),
  query: noQuery,
  body: v.strictObject({ sha256, undertakesConfidentiality: v.literal(true) }),
  answer: v.object({ roundId: id, version: v.string(), sha256, givenAt: v.string() }),
});
