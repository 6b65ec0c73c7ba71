import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { secondFactorClaim } from '../../functions/platform/identity.ts';

/** A request as a test tells it. Without `accountId` nobody is signed in. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** A value to send as JSON, or text to send as it is; none where left out. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accountId?: string;
  /** Whether the sign-in was of an account with a second factor; it was if nothing else is said. */
  readonly hasSecondFactor?: boolean;
  /** What the token says it is for; `access` if nothing else is said. */
  readonly tokenUse?: string;
  /** A write without an Idempotency-Key, which is refused. */
  readonly isKeyless?: boolean;
  /** The gateway's instant; 2020-05-01 where left out. */
  readonly receivedAt?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
};

const bodyOf = (body: unknown): string | undefined =>
  body === undefined || typeof body === 'string' ? body : JSON.stringify(body);

/** An access token's claims, as far as the functions look at them. */
const claimsOf = ({ accountId, hasSecondFactor = true, tokenUse = 'access' }: HttpRequest) => ({
  sub: accountId,
  token_use: tokenUse,
  ...(hasSecondFactor ? { [secondFactorClaim]: 'totp' } : {}),
});

/** A signed-in person's write gets a key of its own where the test names none. */
const keyOf = ({ method, accountId, isKeyless = false }: HttpRequest) =>
  method === 'GET' || accountId === undefined || isKeyless ? {} : { 'idempotency-key': crypto.randomUUID() };

let requests = 0;

/** The event that the gateway makes of a request (HTTP API, payload format 2.0). */
export const httpEvent = (request: HttpRequest): APIGatewayProxyEventV2 => {
  const { method, path, accountId } = request;
  const body = bodyOf(request.body);
  const receivedAt = request.receivedAt ?? '2020-05-01T00:00:00.000Z';
  requests += 1;
  const requestContext = {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: `request-${requests}-${crypto.randomUUID()}`,
    routeKey: `${method} ${path}`,
    stage: '$default',
    time: receivedAt,
    timeEpoch: Date.parse(receivedAt),
    ...(accountId === undefined
      ? {}
      : { authorizer: { principalId: '', jwt: { claims: claimsOf(request), scopes: [] } } }),
  };
  return {
    version: '2.0',
    routeKey: requestContext.routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(request.query).toString(),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...keyOf(request),
      ...Object.fromEntries(
        Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    },
    ...(request.pathParameters === undefined ? {} : { pathParameters: { ...request.pathParameters } }),
    ...(request.query === undefined ? {} : { queryStringParameters: { ...request.query } }),
    requestContext,
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
};

const contextFields = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:ap-northeast-2:000000000000:function:test',
  memoryLimitInMB: '256',
  awsRequestId: 'test',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 30_000,
};

/** The type has three callbacks more, which Lambda has long given up. */
const isContext = (fields: object): fields is Context => 'awsRequestId' in fields;

/** An answer of the API with its body read. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed JSON, to be looked into with matchers; another media type as its text. */
  readonly body: unknown;
};

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Calls a function of the API as the gateway does. */
export const callApi = async (handler: Handler, request: HttpRequest): Promise<HttpAnswer> => {
  if (!isContext(contextFields)) throw new Error('This is no context of Lambda');
  const result = await handler(httpEvent(request), contextFields);
  const headers = result.headers ?? {};
  const isJson = String(headers['content-type']).includes('json');
  const body: unknown =
    result.body === undefined || !isJson ? (result.body ?? null) : JSON.parse(result.body);
  return { status: result.statusCode ?? 200, headers, body };
};
