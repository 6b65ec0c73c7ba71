import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import type { Endpoint } from '../../functions/platform/endpoint.ts';

/** A refusal or fault as the API answered it. */
export type ProblemAnswer = {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly details: unknown;
};

/** What an operation answered, parsed by the schema that describes it. */
export type OperationAnswer<E extends Endpoint> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: v.InferOutput<E['answer']>;
      readonly headers: Headers;
    }
  | ProblemAnswer;

/** The parts of a request; what the operation does not take is left out. */
export type OperationInput<E extends Endpoint> = {
  readonly parameters?: v.InferInput<E['parameters']>;
  readonly query?: v.InferInput<E['query']>;
  readonly body?: v.InferInput<E['body']>;
  readonly idempotencyKey?: string;
  /** The version that a write stands on, for `If-Match`. */
  readonly version?: number;
};

/** A person (or nobody) who talks to the API. */
export type ApiClient = ReturnType<typeof createApiClient>;

const problemSchema = v.object({
  code: v.optional(v.string(), 'unknown'),
  detail: v.optional(v.string(), ''),
  details: v.optional(v.unknown()),
});

const attempts = 8;

/** Thrown by `must` when the API refuses what should go well. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** The body of an answer; throws `UnexpectedAnswer` with the API's own words where it is a refusal. */
export const bodyOf = <E extends Endpoint>(
  { operation }: E,
  outcome: OperationAnswer<E>,
): v.InferOutput<E['answer']> => {
  if (outcome.ok) return outcome.body;
  throw new UnexpectedAnswer(
    `${operation} answered ${outcome.status} ${outcome.code}: ${outcome.detail} ${JSON.stringify(outcome.details)}`,
  );
};

/**
 * Talks to the API at `apiUrl` as the holder of `token`. A write is sent again under its key when the gateway is
 * busy or the connection breaks, so that it has one effect.
 */
export const createApiClient = (apiUrl: string, token: string | null) => {
  const call = async <E extends Endpoint>(
    endpoint: E,
    input: OperationInput<E> = {},
  ): Promise<OperationAnswer<E>> => {
    const request = requestOf(apiUrl, endpoint, input, token);
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(request.url, request.init).catch((error: unknown) => {
        if (attempt === attempts) throw error;
        return null;
      });
      const isBusy = response === null || response.status === 429 || response.status >= 500;
      if (isBusy && attempt < attempts) {
        await wait(Math.min(2000, 50 * 2 ** attempt) * (0.5 + Math.random()));
        continue;
      }
      if (response === null) throw new UnexpectedAnswer(`${endpoint.operation}: no answer`);
      return answerOf(endpoint, response);
    }
  };
  return {
    call,

    /** Calls and answers the body; throws `UnexpectedAnswer` with the API's own words when it refuses. */
    async must<E extends Endpoint>(
      endpoint: E,
      input: OperationInput<E> = {},
    ): Promise<v.InferOutput<E['answer']>> {
      return bodyOf(endpoint, await call(endpoint, input));
    },

    /** Every row of a paged list. */
    async all<E extends Endpoint, Row>(
      endpoint: E,
      input: OperationInput<E>,
      rowsOf: (page: v.InferOutput<E['answer']>) => { rows: readonly Row[]; cursor: string | null },
    ): Promise<readonly Row[]> {
      const rows: Row[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, unknown> = {
          ...asRecord(input.query),
          ...(cursor === null ? {} : { cursor }),
        };
        const page = rowsOf(await this.must(endpoint, { ...input, query }));
        rows.push(...page.rows);
        cursor = page.cursor;
      } while (cursor !== null);
      return rows;
    },
  };
};

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const requestOf = <E extends Endpoint>(
  apiUrl: string,
  endpoint: E,
  input: OperationInput<E>,
  token: string | null,
) => {
  const parameters = asRecord(input.parameters);
  const path = endpoint.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    encodeURIComponent(String(parameters[name])),
  );
  const query = new URLSearchParams(
    Object.entries(asRecord(input.query)).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const isWrite = endpoint.method !== 'GET';
  return {
    url: `${apiUrl}${path}${query === '' ? '' : `?${query}`}`,
    init: {
      method: endpoint.method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(input.version === undefined ? {} : { 'if-match': `"${input.version}"` }),
        ...(isWrite ? { 'idempotency-key': input.idempotencyKey ?? randomUUID() } : {}),
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    },
  };
};

const answerOf = async <E extends Endpoint>(endpoint: E, response: Response): Promise<OperationAnswer<E>> => {
  const isText = response.ok && endpoint.mediaType !== undefined;
  const body: unknown = isText ? await response.text() : await response.json().catch(() => null);
  if (!response.ok) {
    const problem = v.safeParse(problemSchema, body);
    return {
      ok: false,
      status: response.status,
      ...(problem.success ? problem.output : { code: 'unknown', detail: '' }),
      details: problem.success ? problem.output.details : body,
    };
  }
  const parsed = v.safeParse(endpoint.answer, body);
  if (!parsed.success)
    throw new UnexpectedAnswer(
      `${endpoint.operation} answered what its description does not say: ${v.summarize(parsed.issues)}`,
    );
  return { ok: true, status: response.status, body: parsed.output, headers: response.headers };
};
