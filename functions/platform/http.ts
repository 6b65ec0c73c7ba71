import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as v from 'valibot';
import type { Endpoint } from './endpoint.ts';
import { type Answer, type Idempotency, idempotencyKey, recordedAnswer } from './idempotency.ts';
import { type Account, accountKey, parseAccount, publicAccount, secondFactorClaim } from './identity.ts';
import { type Instant, instantOf } from './instant.ts';
import { framesOf, log } from './log.ts';
import { faultProblem, type Problem, preferredLanguage, problemOf } from './problem.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { recordRefusal } from './refusal-log.ts';
import { parseInput, rawRequestOf, type Request, type RequestOf } from './request.ts';
import { InvalidCursor, type Table } from './table.ts';

/** An operation with the handler that answers it. */
export type Implementation = {
  readonly endpoint: Endpoint;
  readonly act: (request: Request) => Promise<Answer | Refusal>;
};

/** Binds a handler to its operation; the handler sees the types that the schemas give. */
export const implement = <P extends v.GenericSchema, Q extends v.GenericSchema, B extends v.GenericSchema>(
  endpoint: Endpoint<P, Q, B>,
  act: (request: RequestOf<Endpoint<P, Q, B>>) => Promise<Answer | Refusal>,
): Implementation => ({
  endpoint,
  act: async (request) => {
    const parsed = parseInput(endpoint, request);
    return isRefusal(parsed) ? parsed : act(parsed);
  },
});

/** A status with a body; `version` becomes the ETag. */
export const answer = (status: Answer['status'], body: unknown, version?: number): Answer => ({
  status,
  body,
  ...(version === undefined ? {} : { headers: { etag: `"${version}"` } }),
});

/** The Lambda handler of a function that serves these operations. */
export const serve = (implementations: readonly Implementation[], table: Table) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError(answerFault)
    .handler(
      httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
        routes: implementations.map((implementation) => ({
          method: implementation.endpoint.method,
          path: implementation.endpoint.path,
          handler: (event: APIGatewayProxyEventV2) => answerRequest(event, implementation, table),
        })),
        notFoundResponse: () => presentProblem(problemOf(refuse('not-found'), 'en', 'unrouted')),
      }),
    );

const answerFault: middy.MiddlewareFn<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> = (
  request,
) => {
  const { event, error } = request;
  const requestId = event.requestContext.requestId;
  const language = preferredLanguage(event.headers['accept-language']);
  if (error instanceof InvalidCursor) {
    const refusal = refuse('invalid-request', {
      problems: [{ place: '/query/cursor', reason: error.message }],
    });
    request.response = presentProblem(problemOf(refusal, language, requestId));
    return;
  }
  log('ERROR', 'fault', { requestId, routeKey: event.routeKey, name: error?.name, frames: framesOf(error) });
  request.response = presentProblem(faultProblem(language, requestId));
};

const answerRequest = async (
  event: APIGatewayProxyEventV2,
  { endpoint, act }: Implementation,
  table: Table,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const language = preferredLanguage(event.headers['accept-language']);
  const requestId = event.requestContext.requestId;
  const outcome = await decide(event, { endpoint, act }, table);
  if (!isRefusal(outcome)) return presentAnswer(outcome, endpoint);
  if (outcome.concernsFairness === true)
    await recordRefusal(table, {
      at: instantOf(event.requestContext.timeEpoch),
      requestId,
      accountId: callerOf(event)?.accountId ?? publicAccount.accountId,
      operation: endpoint.operation,
      parameters: event.pathParameters ?? {},
      refusal: outcome,
    });
  return presentProblem(problemOf(outcome, language, requestId));
};

const decide = async (
  event: APIGatewayProxyEventV2,
  { endpoint, act }: Implementation,
  table: Table,
): Promise<Answer | Refusal> => {
  const caller = callerOf(event);
  if (endpoint.access === 'signed-in' && caller === null) return refuse('not-signed-in');
  const raw = rawRequestOf(event, caller?.accountId ?? null);
  if (isRefusal(raw)) return raw;
  if (caller === null) return act({ ...raw, account: publicAccount });

  // A lost answer is the rule on a deadline's night: nobody shall have to guess whether to send it again.
  if (endpoint.method !== 'GET' && raw.idempotency === null) return refuse('idempotency-key-required');
  return raw.idempotency === null
    ? act({ ...raw, account: await readAccount(table, caller, raw.receivedAt) })
    : decideOnce({ ...raw, idempotency: raw.idempotency }, caller, act, table);
};

const readAccount = async (
  table: Table,
  { accountId, hasSecondFactor }: Caller,
  at: Instant,
): Promise<Account> => {
  const [row = null] = await table.getMany([accountKey(accountId)]);
  return parseAccount(accountId, hasSecondFactor, row, at);
};

/** Acts, unless an answer is kept under the request's key: then that one is the answer. */
const decideOnce = async (
  raw: Omit<Request, 'account'> & { readonly idempotency: Idempotency },
  { accountId, hasSecondFactor }: Caller,
  act: Implementation['act'],
  table: Table,
): Promise<Answer | Refusal> => {
  const { idempotency } = raw;
  const key = idempotencyKey(accountId, idempotency.key);
  const [accountRow = null, kept = null] = await table.getMany([accountKey(accountId), key]);
  if (kept !== null) return recordedAnswer(idempotency, kept);
  const outcome = await act({
    ...raw,
    account: parseAccount(accountId, hasSecondFactor, accountRow, raw.receivedAt),
  });
  if (!isRefusal(outcome)) return outcome;
  // The same request may have been written by a twin of this call after we looked: then its answer is ours.
  const written = await table.get(key);
  return written === null ? outcome : recordedAnswer(idempotency, written);
};

type Caller = { readonly accountId: string; readonly hasSecondFactor: boolean };

/** The authoriser's claims; it alone decides whether a token is good. Only access tokens are for acting with. */
const callerOf = (event: APIGatewayProxyEventV2): Caller | null => {
  const context: unknown = event.requestContext;
  const claims = field(field(field(context, 'authorizer'), 'jwt'), 'claims');
  const subject = field(claims, 'sub');
  if (typeof subject !== 'string' || field(claims, 'token_use') !== 'access') return null;
  return { accountId: subject, hasSecondFactor: field(claims, secondFactorClaim) === 'totp' };
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const presentAnswer = (
  { status, headers, body }: Answer,
  { mediaType, operation }: Endpoint,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: {
    'content-type': `${mediaType ?? 'application/json'}; charset=utf-8`,
    'cache-control': 'no-store',
    ...headers,
  },
  body: mediaType === undefined ? JSON.stringify(body) : textOf(body, operation),
});

const textOf = (body: unknown, operation: string): string => {
  if (typeof body !== 'string') throw new TypeError(`${operation} answers a text`);
  return body;
};

const presentProblem = (problem: Problem): APIGatewayProxyStructuredResultV2 => ({
  statusCode: problem.status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(problem),
});
