import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import type { Endpoint } from '../../functions/platform/endpoint.ts';
import { operations } from '../../functions/public/operations.ts';
import { accountIdOf } from '../../infra/local/people.ts';
import { httpEvent } from './http-event.ts';
import { type Answered, faultsOfRepeating } from './repeated-write.ts';
import type { SharedStack } from './stack.ts';

/** What became of the repetitions of one write. */
export type Replayed = {
  readonly operation: string;
  readonly repetitions: number;
  /** What went wrong, in words; empty if all went well. */
  readonly faults: readonly string[];
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

const writes = operations.map(({ endpoint }) => endpoint).filter(({ method }) => method !== 'GET');

const operationOf = ({ method, path }: Request): Endpoint | undefined =>
  writes.find(
    (endpoint) =>
      endpoint.method === method &&
      new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path),
  );

const requestOf = (apiUrl: string, input: unknown, init: RequestInit | undefined): Request | null => {
  if (typeof input !== 'string' || !input.startsWith(apiUrl) || init?.method === undefined) return null;
  return {
    method: init.method,
    path: input.slice(apiUrl.length),
    headers: Object.fromEntries(new Headers(init.headers).entries()),
    body: typeof init.body === 'string' ? init.body : undefined,
  };
};

/**
 * Sends the first successful write of each operation again, as a client with a bad connection would: `repetitions` times
 * under its key, ten at a time, once more eleven minutes later, once with another body and once as `stranger`. Everything else
 * passes through. `stop` gives the ordinary `fetch` back.
 */
export const replayWrites = async (
  stack: SharedStack,
  stranger: { readonly token: string },
  repetitions: number,
) => {
  const { apiUrl, outputs, endpoint } = stack;
  const ordinary = globalThis.fetch;
  const done = new Map<string, Promise<Replayed>>();
  const database = new DynamoDBClient({ endpoint });
  const lambda = new LambdaClient({ endpoint });
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const functionNames = new Map(Functions.map((one) => [one.Description ?? '', one.FunctionName]));

  const send = async ({ method, path, headers, body }: Request): Promise<Answered> => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ordinary(`${apiUrl}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      // The gateway's own «too many», which a client answers by sending again.
      if (attempt < 20 && (answer.status === 429 || answer.status >= 500)) continue;
      return { status: answer.status, etag: answer.headers.get('etag'), text };
    }
  };

  /** Entries of the ledger by the person: what the person has changed. */
  const effectsOf = async (accountId: string): Promise<number> => {
    let count = 0;
    for await (const page of paginateScan(
      { client: database },
      {
        TableName: outputs['TableName'],
        ConsistentRead: true,
        FilterExpression: 'begins_with(sk, :entry) AND disclosure.actor.accountId = :account',
        ExpressionAttributeValues: { ':entry': { S: 'ENTRY#' }, ':account': { S: accountId } },
        Select: 'COUNT',
      },
    ))
      count += page.Count ?? 0;
    return count;
  };

  const elevenMinutesLater = async (
    { servedBy }: Endpoint,
    { method, path, headers, body }: Request,
    accountId: string,
  ): Promise<string> => {
    if (method !== 'POST' && method !== 'PUT' && method !== 'DELETE') throw new Error(method);
    const [plain = path] = path.split('?');
    const event = httpEvent({
      method,
      path: plain,
      headers: { 'Idempotency-Key': headers['idempotency-key'] ?? '' },
      accountId,
      receivedAt: new Date(Date.now() + 11 * 60_000).toISOString(),
      ...(body === undefined ? {} : { body }),
    });
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionNames.get(servedBy), Payload: JSON.stringify(event) }),
    );
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}');
    return typeof answer === 'object' && answer !== null ? String(Reflect.get(answer, 'body')) : '';
  };

  const replay = async (made: Endpoint, request: Request, first: Answered): Promise<Replayed> => {
    const accountId = accountIdOf((request.headers['authorization'] ?? '').replace('Bearer ', ''));
    const headers = { ...request.headers, 'content-type': 'application/json' };
    const body = JSON.stringify({ another: crypto.randomUUID() });
    const authorization = `Bearer ${stranger.token}`;
    const faults = await faultsOfRepeating(first, repetitions, {
      send: () => send(request),
      sendLater: () => elevenMinutesLater(made, request, accountId),
      sendAnotherBody: () => send({ ...request, headers, body }),
      sendAsStranger: () => send({ ...request, headers: { ...request.headers, authorization } }),
      effects: () => effectsOf(accountId),
    });
    return { operation: made.operation, repetitions, faults };
  };

  globalThis.fetch = async (input, init) => {
    const answer = await ordinary(input, init);
    const request = requestOf(apiUrl, input, init);
    const made = request === null ? undefined : operationOf(request);
    if (request === null || made === undefined || !answer.ok || done.has(made.operation)) return answer;
    const first = {
      status: answer.status,
      etag: answer.headers.get('etag'),
      text: await answer.clone().text(),
    };
    const replayed = replay(made, request, first);
    done.set(made.operation, replayed);
    await replayed;
    return answer;
  };

  return {
    stop: (): void => {
      globalThis.fetch = ordinary;
    },
    /** What became of every operation that was asked so far. */
    outcomes: (): Promise<readonly Replayed[]> => Promise.all(done.values()),
    /** The writes of the API that were not asked yet. */
    missing: (): readonly string[] =>
      writes.map(({ operation }) => operation).filter((operation) => !done.has(operation)),
  };
};
