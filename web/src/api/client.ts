import createFetchClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './description.ts';
import { noteServerTime } from './server-clock.ts';
import { ApiProblem, NoConnection, problemOf } from './problem.ts';

export type Api = ReturnType<typeof createApi>;

type Circumstances = {
  /** Where the API is, on this origin. */
  readonly baseUrl: string;
  /** The token of whoever is signed in, fresh; null for nobody. */
  readonly accessToken: () => Promise<string | null>;
  /** Told of a token that the API no longer takes. */
  readonly refuse: (token: string) => Promise<void>;
  /** Of the sentences in answers. */
  readonly language: () => string;
};

/**
 * The API as its description types it. Every call throws `ApiProblem` for a refusal and `NoConnection` where nothing came
 * back, so that `data` is there.
 */
export const createApi = ({ baseUrl, accessToken, refuse, language }: Circumstances) => {
  const client = createFetchClient<paths>({ baseUrl, fetch: fetchOrSay });
  const speak: Middleware = {
    async onRequest({ request }) {
      const token = await accessToken();
      if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
      request.headers.set('accept-language', language());
      return request;
    },
    async onResponse({ request, response }) {
      const sent = request.headers.get('authorization');
      if (response.status === 401 && sent !== null) await refuse(sent.slice('Bearer '.length));
      if (!response.ok) throw await problemOf(response);
      return response;
    },
  };
  client.use(speak);
  return client;
};

const fetchOrSay = async (request: Request): Promise<Response> => {
  const sentAt = Date.now();
  try {
    const answer = await fetch(request);
    noteServerTime(answer.headers.get('date'), sentAt, Date.now());
    return answer;
  } catch (cause) {
    throw new NoConnection('The connection was lost', { cause });
  }
};

/** What a call answers; every call that is no success has thrown. */
export const dataOf = async <T>(call: Promise<{ readonly data?: T }>): Promise<T> => {
  const { data } = await call;
  if (data === undefined) throw new Error('The answer has no body');
  return data;
};

/** Null for what is not there. Any other refusal is thrown. */
export const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
};

/** The headers of a write: one key for one intention, kept over its repetitions, and what it was decided upon. */
export const writeHeaders = (key: string, version?: number) => ({
  'Idempotency-Key': key,
  ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
});

/** Every row of a list, page after page; `page` asks with the query that it is given. */
export const allRows = async <Row>(
  page: (query: { cursor?: string }) => Promise<{ readonly rows: Row[]; readonly cursor: string | null }>,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const answer = await page(cursor === null ? {} : { cursor });
    rows.push(...answer.rows);
    cursor = answer.cursor;
  } while (cursor !== null);
  return rows;
};
