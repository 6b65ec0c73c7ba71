import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import { canonicalJson } from './canonical-json.ts';
import type { Endpoint } from './endpoint.ts';
import { type Idempotency, requestDigest } from './idempotency.ts';
import type { Account } from './identity.ts';
import { type Instant, instantOf } from './instant.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { repeatedName } from './repeated-name.ts';

/** What a handler receives: everything parsed, the person's rights as the table holds them now. */
export type Request<P = unknown, Q = unknown, B = unknown> = {
  /** The instant at which the gateway took the request: the one that deadlines are judged by. */
  readonly receivedAt: Instant;
  readonly requestId: string;
  readonly parameters: P;
  readonly query: Q;
  readonly body: B;
  /** The caller; on a public operation an account without memberships. */
  readonly account: Account;
  readonly idempotency: Idempotency | null;
  /** The version named in `If-Match`, null where none is named. */
  readonly expectedVersion: number | null;
};

/** A request to the operation `E`. */
export type RequestOf<E extends Endpoint> = Request<
  v.InferOutput<E['parameters']>,
  v.InferOutput<E['query']>,
  v.InferOutput<E['body']>
>;

const maximumBodyBytes = 256 * 1024;
const idempotencyKeyForm = /^[\x21-\x7e]{1,200}$/u;

/** Reads what the gateway handed over, but for the person's rights. */
export const rawRequestOf = (
  event: APIGatewayProxyEventV2,
  accountId: string | null,
): Omit<Request, 'account'> | Refusal => {
  const carried = bodyOf(event);
  if (isRefusal(carried)) return carried;
  const { body } = carried;
  const { method, path } = event.requestContext.http;
  const key = event.headers['idempotency-key'];
  if (key !== undefined && !idempotencyKeyForm.test(key))
    return invalid('/headers/idempotency-key', 'Expected 1 to 200 printable ASCII characters');
  const ifMatch = event.headers['if-match'];
  const expectedVersion = ifMatch === undefined ? null : /^"(\d{1,15})"$/u.exec(ifMatch.trim())?.[1];
  if (expectedVersion === undefined) return invalid('/headers/if-match', 'Expected an ETag such as "3"');
  return {
    receivedAt: instantOf(event.requestContext.timeEpoch),
    requestId: event.requestContext.requestId,
    parameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body,
    idempotency:
      key === undefined || accountId === null || method === 'GET'
        ? null
        : { accountId, key, requestSha256: requestDigest(method, path, body) },
    expectedVersion: expectedVersion === null ? null : Number(expectedVersion),
  };
};

/** What a request carries; in a shell of its own, so that no body is taken for a refusal that it looks like. */
type Carried = { readonly body: unknown };

const bodyOf = (event: APIGatewayProxyEventV2): Carried | Refusal => {
  if (event.body === undefined || event.body === '') return { body: null };
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBodyBytes) return refuse('body-too-large', { bytes: bytes.length });
  if (!/^application\/json\s*(?:;|$)/iu.test(event.headers['content-type'] ?? '')) return refuse('not-json');
  const text = bytes.toString('utf8');
  try {
    const body: unknown = JSON.parse(text);
    // Half a surrogate pair or a number beyond all bounds is written nowhere, as canonical JSON has no form for it.
    canonicalJson(body);
    const repeated = repeatedName(text);
    if (repeated === null) return { body };
    const shown = JSON.stringify(repeated.slice(0, 100));
    return invalid('/body', `The name ${shown} stands twice in one object`);
  } catch {
    return invalid('/body', 'This is not JSON that everybody reads alike (RFC 7493)');
  }
};

const invalid = (place: string, reason: string): Refusal =>
  refuse('invalid-request', { problems: [{ place, reason }] });

/** Parses parameters, query and body by the operation's schemas; names every place that does not fit. */
export const parseInput = <P extends v.GenericSchema, Q extends v.GenericSchema, B extends v.GenericSchema>(
  endpoint: Endpoint<P, Q, B>,
  request: Request,
): RequestOf<Endpoint<P, Q, B>> | Refusal => {
  const parameters = v.safeParse(endpoint.parameters, request.parameters);
  // An id that cannot exist is a thing that does not exist.
  if (!parameters.success) return refuse('not-found');
  const query = v.safeParse(endpoint.query, request.query);
  const body = v.safeParse(endpoint.body, request.body);
  if (query.success && body.success)
    return { ...request, parameters: parameters.output, query: query.output, body: body.output };
  const problems = [...problemsOf('/query', query.issues ?? []), ...problemsOf('/body', body.issues ?? [])];
  return refuse('invalid-request', { problems: problems.slice(0, 50) });
};

const problemsOf = (
  root: string,
  issues: readonly v.BaseIssue<unknown>[],
): readonly { place: string; reason: string }[] =>
  issues.map((issue) => ({
    place: [root, ...(issue.path ?? []).map(({ key }) => escapePointer(String(key)))].join('/'),
    reason: issue.message,
  }));

/** RFC 6901. */
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
