import { describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';
import { endpoint, noBody, noParameters, noQuery } from '../../../functions/platform/endpoint.ts';
import { answer, implement, serve } from '../../../functions/platform/http.ts';
import { idempotencyRow, requestDigest } from '../../../functions/platform/idempotency.ts';
import { refuse } from '../../../functions/platform/refusal.ts';
import type { Request } from '../../../functions/platform/request.ts';
import { InvalidCursor, type Row, type Table } from '../../../functions/platform/table.ts';
import { fakeTable } from '../../support/fake-table.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';
import { linesLogged } from '../../support/logged.ts';

const accountId = '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const accountRow = {
  pk: `ACCOUNT#${accountId}`,
  sk: 'ACCOUNT',
  memberships: { firm: { kind: 'SUPPLIER', roles: ['author'] } },
};

const common = { servedBy: 'rounds-api', status: 200, query: noQuery, answer: v.unknown() } as const;

const readNews = endpoint({
  ...common,
  operation: 'readNews',
  summary: 'News for everybody',
  method: 'GET',
  path: '/news',
  access: 'public',
  parameters: noParameters,
  body: noBody,
});

const renameThing = endpoint({
  ...common,
  operation: 'renameThing',
  summary: 'Rename a thing',
  method: 'POST',
  path: '/things/{thingId}/name',
  access: 'signed-in',
  parameters: v.strictObject({ thingId: v.pipe(v.string(), v.regex(/^\d+$/u)) }),
  body: v.strictObject({ name: v.string() }),
});

const logged = linesLogged();

/** A function that serves both operations on a table that holds `rows`. */
const served = (
  act: (request: Request) => ReturnType<ReturnType<typeof implement>['act']>,
  { rows = [accountRow], ...given }: Partial<Table> & { readonly rows?: readonly Row[] } = {},
) => {
  const find = (key: { readonly pk: string; readonly sk: string }) =>
    rows.find(({ pk, sk }) => pk === key.pk && sk === key.sk) ?? null;
  const table = fakeTable({
    get: (key) => Promise.resolve(find(key)),
    getMany: (keys) => Promise.resolve(keys.map(find)),
    ...given,
  });
  return serve([implement(readNews, act), implement(renameThing, act)], table);
};

const rename: HttpRequest = {
  method: 'POST',
  path: '/things/7/name',
  accountId,
  body: { name: 'x' },
  receivedAt: '2020-05-31T14:59:59.999Z',
};

describe('a request', () => {
  it('reaches its handler parsed, with the caller’s memberships and the gateway’s instant', async () => {
    const seen: Request[] = [];
    const handler = served((request) => {
      seen.push(request);
      return Promise.resolve(answer(200, { ok: true }, 3));
    });
    expect(await callApi(handler, rename)).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        etag: '"3"',
      },
      body: { ok: true },
    });
    expect(seen).toMatchObject([
      {
        parameters: { thingId: '7' },
        body: { name: 'x' },
        account: { accountId, memberships: accountRow.memberships },
        receivedAt: '2020-05-31T14:59:59.999Z',
      },
    ]);
  });

  it('of somebody without an account row comes without memberships', async () => {
    const handler = served(({ account }) => Promise.resolve(answer(200, account)), { rows: [] });
    expect((await callApi(handler, rename)).body).toEqual({
      accountId,
      hasSecondFactor: true,
      memberships: {},
      withheld: {},
    });
  });

  it('of the public reads no account', async () => {
    const getMany = jest.fn<Table['getMany']>();
    const handler = served(({ account }) => Promise.resolve(answer(200, account)), { getMany });
    expect((await callApi(handler, { method: 'GET', path: '/news' })).body).toEqual({
      accountId: 'public',
      hasSecondFactor: false,
      memberships: {},
      withheld: {},
    });
    expect(getMany).not.toHaveBeenCalled();
  });
});

describe('a sign-in', () => {
  const who = served(({ account }) => Promise.resolve(answer(200, account)));

  it('counts a second factor only where the token says so', async () => {
    expect((await callApi(who, { ...rename, hasSecondFactor: false })).body).toMatchObject({
      hasSecondFactor: false,
    });
  });

  it('by a token that is not for acting with is none', async () => {
    expect(await callApi(who, { ...rename, tokenUse: 'id' })).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });
});

describe('a refusal', () => {
  const refusing = served(() => Promise.resolve(refuse('not-permitted', { roles: ['staff'] })));

  it('is a problem document in the caller’s language', async () => {
    const refused = await callApi(refusing, { ...rename, headers: { 'Accept-Language': 'ko-KR' } });
    expect(refused).toEqual({
      status: 403,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
      body: {
        type: 'urn:first-buyer:problem:not-permitted',
        title: 'Not permitted',
        status: 403,
        code: 'not-permitted',
        detail: refuse('not-permitted').ko,
        instance: expect.stringMatching(/^urn:first-buyer:request:request-/u),
        details: { roles: ['staff'] },
      },
    });
  });

  it.each<[string, Partial<HttpRequest>, number, string]>([
    ['an address that is not served', { path: '/nothing' }, 404, 'not-found'],
    ['a method that is not served', { method: 'DELETE' }, 404, 'not-found'],
    ['an id that cannot exist', { path: '/things/x/name' }, 404, 'not-found'],
    ['a body of the wrong form', { body: { name: 1 } }, 400, 'invalid-request'],
    ['an unknown field', { body: { name: 'x', colour: 'red' } }, 400, 'invalid-request'],
    ['a query where none is expected', { query: { page: '2' } }, 400, 'invalid-request'],
    ['no JSON', { body: '{' }, 400, 'invalid-request'],
    ['another content type', { headers: { 'Content-Type': 'text/plain' } }, 415, 'not-json'],
    ['a body that is too large', { body: `"${'x'.repeat(256 * 1024)}"` }, 413, 'body-too-large'],
    ['a bad If-Match', { headers: { 'If-Match': '3' } }, 400, 'invalid-request'],
    ['a bad Idempotency-Key', { headers: { 'Idempotency-Key': ' ' } }, 400, 'invalid-request'],
  ])('answers %s', async (_, more, status, code) => {
    const act = jest.fn<Parameters<typeof served>[0]>();
    expect(await callApi(served(act), { ...rename, ...more })).toMatchObject({ status, body: { code } });
    expect(act).not.toHaveBeenCalled();
  });

  it('answers a stranger before anything is read', async () => {
    const { accountId: _, ...nobody } = rename;
    expect(
      await callApi(
        served(() => Promise.reject(new Error('asked'))),
        nobody,
      ),
    ).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
  });

  it('that concerns fairness is kept beside the ledger of its round', async () => {
    const kept: Row[] = [];
    const put: Table['put'] = (row) => {
      kept.push(row);
      return Promise.resolve();
    };
    const handler = served(
      () => Promise.resolve(refuse('same-person', { roundId: 'r1', role: 'approver' })),
      { put },
    );
    expect((await callApi(handler, rename)).status).toBe(403);
    expect(kept).toEqual([
      {
        pk: expect.stringMatching(/^REFUSAL#request-/u),
        sk: 'REFUSAL',
        at: rename.receivedAt,
        accountId,
        operation: 'renameThing',
        code: 'same-person',
        details: { role: 'approver' },
        parameters: { thingId: '7' },
        log: expect.stringMatching(/^REFUSALS#round\/r1#[0-7]$/u),
        logPosition: expect.stringMatching(/^2020-05-31T14:59:59\.999Z#request-/u),
      },
    ]);
  });

  it('that concerns fairness in no round names nothing that may be sealed, since that log is read at any time', async () => {
    const kept: Row[] = [];
    const put: Table['put'] = (row) => {
      kept.push(row);
      return Promise.resolve();
    };
    await callApi(
      served(() => Promise.resolve(refuse('same-person')), { put }),
      rename,
    );
    expect(kept).toMatchObject([{ parameters: {}, log: expect.stringMatching(/^REFUSALS#agency#/u) }]);
  });

  it('that does not is kept nowhere', async () => {
    const put = jest.fn<Table['put']>();
    await callApi(
      served(() => Promise.resolve(refuse('wrong-state')), { put }),
      rename,
    );
    expect(put).not.toHaveBeenCalled();
  });
});

describe('a write without an Idempotency-Key', () => {
  it('is refused before anything is read or done', async () => {
    const act = jest.fn<Parameters<typeof served>[0]>();
    const getMany = jest.fn<Table['getMany']>();
    expect(await callApi(served(act, { getMany }), { ...rename, isKeyless: true })).toMatchObject({
      status: 428,
      body: { code: 'idempotency-key-required' },
    });
    expect(act).not.toHaveBeenCalled();
    expect(getMany).not.toHaveBeenCalled();
  });
});

describe('an Idempotency-Key', () => {
  const keyed = { ...rename, headers: { 'Idempotency-Key': 'k1' } };
  const requestSha256 = requestDigest('POST', '/things/7/name', { name: 'x' });
  const kept = idempotencyRow(
    { accountId, key: 'k1', requestSha256 },
    answer(201, { first: true }, 1),
    rename.receivedAt ?? '',
  );

  it('that was answered is answered again without its handler', async () => {
    const act = jest.fn<Parameters<typeof served>[0]>();
    const handler = served(act, { rows: [accountRow, kept] });
    expect(await callApi(handler, keyed)).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { first: true },
    });
    expect(act).not.toHaveBeenCalled();
  });

  it('on another body is refused', async () => {
    const handler = served(() => Promise.resolve(answer(200, null)), { rows: [accountRow, kept] });
    expect(await callApi(handler, { ...keyed, body: { name: 'y' } })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('of another person is another key', async () => {
    const other = '11111111-1111-4111-8111-111111111111';
    const handler = served(({ account }) => Promise.resolve(answer(200, account.accountId)), {
      rows: [accountRow, kept],
    });
    expect((await callApi(handler, { ...keyed, accountId: other })).body).toBe(other);
  });

  it('that a twin has written meanwhile answers for the refused one', async () => {
    const handler = served(() => Promise.resolve(refuse('wrong-state')), {
      get: () => Promise.resolve(kept),
    });
    expect(await callApi(handler, keyed)).toMatchObject({ status: 201, body: { first: true } });
  });
});

describe('a fault', () => {
  const secret = 'price 120000000';
  const failing = served(() =>
    Promise.reject(new SyntaxError(`Unexpected token in "${secret}"\n    at ${secret}`)),
  );

  it('is answered with nothing but a promise', async () => {
    const fault = await callApi(failing, rename);
    expect(fault).toMatchObject({ status: 500, body: { code: 'fault', details: {} } });
    expect(JSON.stringify(fault)).not.toContain(secret);
  });

  it('is logged with its name and place, but not with what it quotes', async () => {
    await callApi(failing, rename);
    expect(logged).toHaveLength(1);
    const line: unknown = JSON.parse(logged[0] ?? '');
    expect(line).toMatchObject({ level: 'ERROR', message: 'fault', name: 'SyntaxError' });
    expect(line).toHaveProperty('frames.0', expect.stringContaining('http.test.ts'));
    expect(logged[0]).not.toContain(secret);
  });

  it('is not what a foreign cursor makes', async () => {
    const handler = served(() =>
      Promise.reject(new InvalidCursor('This cursor does not belong to this list')),
    );
    expect(await callApi(handler, rename)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', details: { problems: [{ place: '/query/cursor' }] } },
    });
    expect(logged).toEqual([]);
  });

  it('in keeping a refusal that concerns fairness is not passed over', async () => {
    const handler = served(() => Promise.resolve(refuse('same-person')), {
      put: () => Promise.reject(new Error('no table')),
    });
    expect((await callApi(handler, rename)).status).toBe(500);
  });
});
