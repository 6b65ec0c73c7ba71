import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { endpoint, noQuery } from '../../../functions/platform/endpoint.ts';
import { requestDigest } from '../../../functions/platform/idempotency.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { parseInput, rawRequestOf, type Request } from '../../../functions/platform/request.ts';
import { httpEvent, type HttpRequest } from '../../support/http-event.ts';

const read = (request: Partial<HttpRequest>, accountId: string | null = 'a1') =>
  rawRequestOf(httpEvent({ method: 'POST', path: '/things/t1', ...request }), accountId);

const placeOf = (request: Partial<HttpRequest>): unknown => {
  const refused = read(request);
  return isRefusal(refused) ? [refused.code, refused.details['problems']] : refused;
};

describe('a request as the gateway hands it over', () => {
  it('is read with the gateway’s instant, to the millisecond', () => {
    expect(read({ receivedAt: '2020-05-31T14:59:59.999Z' })).toMatchObject({
      receivedAt: '2020-05-31T14:59:59.999Z',
    });
  });

  it('is read with its body, parameters and query', () => {
    expect(read({ body: { a: 1 }, pathParameters: { thing: 't1' }, query: { cursor: 'c' } })).toMatchObject({
      body: { a: 1 },
      parameters: { thing: 't1' },
      query: { cursor: 'c' },
      idempotency: null,
      expectedVersion: null,
    });
  });

  it('has no body where none was sent', () => {
    expect(read({})).toMatchObject({ body: null });
    expect(read({ body: '' })).toMatchObject({ body: null });
  });

  it('is read from base64, as the gateway sends what it does not take for text', () => {
    const event = {
      ...httpEvent({ method: 'POST', path: '/things/t1', body: Buffer.from('{"a":1}').toString('base64') }),
      isBase64Encoded: true,
    };
    expect(rawRequestOf(event, 'a1')).toMatchObject({ body: { a: 1 } });
  });
});

describe('a body', () => {
  it.each([
    ['no JSON', '{"a":'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['a number beyond all bounds', '{"a":1e400}'],
  ])('of %s is an invalid request, and no fault', (_, body) => {
    expect(placeOf({ body })).toEqual([
      'invalid-request',
      [{ place: '/body', reason: expect.stringContaining('JSON') }],
    ]);
  });

  it.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"b":{"a":2},"a":3}', 'a'],
    ['[{"a":1},{"b":[{"c":{"x":0},"c":""}]}]', 'c'],
    [String.raw`{"a":1,"\u0061":2}`, 'a'],
    [String.raw`{"\"}":1,"\"}":2}`, '"}'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{ "a" :"{", "b":"}"\n,\t"a"\r\n:1}', 'a'],
  ])('%s is refused, since parsers disagree on which of the two holds', (body, name) => {
    expect(placeOf({ body })).toEqual([
      'invalid-request',
      [{ place: '/body', reason: `The name ${JSON.stringify(name)} stands twice in one object` }],
    ]);
  });

  it.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"\\"a\\":","c":["a","a"]}',
    '{"a":1,"A":2,"":3}',
    '"a:a"',
  ])('%s has no name twice in one object', (body) => {
    const parsed: unknown = JSON.parse(body);
    expect(read({ body })).toMatchObject({ body: parsed });
  });

  it('is told a long name that stands twice by its beginning, and is read in time that grows with its length', () => {
    const name = 'n'.repeat(100_000);
    const [, [problem]] = v.parse(
      v.tuple([v.string(), v.tuple([v.object({ reason: v.string() })])]),
      placeOf({ body: `{"${name}":1,"${name}":2}` }),
    );
    expect(problem.reason.length).toBeLessThan(150);
    expect(read({ body: `["${'\\\\'.repeat(50_000)}"]` })).not.toMatchObject({ refused: true });
  });

  it('that looks like a refusal is a body, whoever wrote it', () => {
    const body = { refused: true, code: 'deadline-passed', status: 409, concernsFairness: true, details: {} };
    expect(read({ body })).toMatchObject({ body });
  });

  it.each(['text/plain', 'application/jsonx', 'application/x-www-form-urlencoded', ''])(
    'of the type %p is refused',
    (contentType) => {
      expect(read({ body: { a: 1 }, headers: { 'Content-Type': contentType } })).toMatchObject({
        code: 'not-json',
        status: 415,
      });
    },
  );

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON ;charset=UTF-8'])(
    'of the type %p is read',
    (contentType) => {
      expect(read({ body: { a: 1 }, headers: { 'Content-Type': contentType } })).toMatchObject({
        body: { a: 1 },
      });
    },
  );

  it('has at most 256 KiB, counted in bytes', () => {
    const largest = `"${'가'.repeat((256 * 1024 - 2) / 3 - 1)}"`.padEnd(0);
    const filled = `${largest}${' '.repeat(256 * 1024 - Buffer.byteLength(largest))}`;
    expect(Buffer.byteLength(filled)).toBe(256 * 1024);
    expect(read({ body: filled })).not.toMatchObject({ refused: true });
    expect(read({ body: `${filled} ` })).toMatchObject({
      code: 'body-too-large',
      status: 413,
      details: { bytes: 256 * 1024 + 1 },
    });
  });

  it('that is too large is refused before its type is looked at or it is parsed', () => {
    expect(read({ body: '{'.repeat(256 * 1024 + 1), headers: { 'Content-Type': 'x' } })).toMatchObject({
      code: 'body-too-large',
    });
  });
});

describe('If-Match', () => {
  it.each([
    ['"0"', 0],
    [' "12" ', 12],
  ])('%p names version %d', (header, version) => {
    expect(read({ headers: { 'If-Match': header } })).toMatchObject({ expectedVersion: version });
  });

  it.each(['3', '*', 'W/"3"', '"3", "4"', '"-1"', '"1e3"', '"9999999999999999"', ''])(
    '%p is refused',
    (header) => {
      expect(placeOf({ headers: { 'If-Match': header } })).toEqual([
        'invalid-request',
        [{ place: '/headers/if-match', reason: 'Expected an ETag such as "3"' }],
      ]);
    },
  );
});

describe('Idempotency-Key', () => {
  it('goes with the account and the digest of the request', () => {
    const body = { b: 2, a: 1 };
    expect(read({ body, headers: { 'Idempotency-Key': 'k-1' } })).toMatchObject({
      idempotency: {
        accountId: 'a1',
        key: 'k-1',
        requestSha256: requestDigest('POST', '/things/t1', { a: 1, b: 2 }),
      },
    });
  });

  it.each(['', ' ', 'with space', 'é', '키', 'k'.repeat(201)])('%p is refused', (key) => {
    expect(placeOf({ headers: { 'Idempotency-Key': key } })).toEqual([
      'invalid-request',
      [{ place: '/headers/idempotency-key', reason: 'Expected 1 to 200 printable ASCII characters' }],
    ]);
  });

  it('means nothing on a read, nor where nobody is signed in', () => {
    const headers = { 'Idempotency-Key': 'k-1' };
    expect(read({ method: 'GET', headers })).toMatchObject({ idempotency: null });
    expect(read({ headers }, null)).toMatchObject({ idempotency: null });
  });
});

describe('parsing by the operation’s schemas', () => {
  const rename = endpoint({
    operation: 'renameThing',
    summary: 'Rename a thing',
    method: 'POST',
    path: '/things/{thingId}',
    servedBy: 'rounds-api',
    access: 'signed-in',
    status: 200,
    parameters: v.strictObject({ thingId: v.pipe(v.string(), v.uuid()) }),
    query: noQuery,
    body: v.strictObject({ 'a/b~c': v.strictObject({ names: v.array(v.string()) }) }),
    answer: v.null(),
  });
  const request: Request = {
    receivedAt: '2020-05-01T00:00:00.000Z',
    requestId: 'r-1',
    parameters: { thingId: '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e' },
    query: {},
    body: { 'a/b~c': { names: ['x'] } },
    account: { hasSecondFactor: false, accountId: 'a1', memberships: {}, withheld: {} },
    idempotency: null,
    expectedVersion: null,
  };

  it('gives the handler what was sent', () => {
    expect(parseInput(rename, request)).toEqual(request);
  });

  it('takes an id that cannot exist for a thing that does not exist', () => {
    expect(parseInput(rename, { ...request, parameters: { thingId: '1' } })).toMatchObject({
      code: 'not-found',
    });
  });

  it('names every place that does not fit, in the query and in the body', () => {
    const body = { 'a/b~c': { names: ['x', 1], colour: 'red' } };
    expect(parseInput(rename, { ...request, query: { page: '2' }, body })).toMatchObject({
      code: 'invalid-request',
      details: {
        problems: [
          expect.objectContaining({ place: '/query/page' }),
          expect.objectContaining({ place: '/body/a~1b~0c/names/1' }),
          expect.objectContaining({ place: '/body/a~1b~0c/colour' }),
        ],
      },
    });
  });

  it('names at most fifty places', () => {
    const refused = parseInput(rename, {
      ...request,
      body: { 'a/b~c': { names: Array.from({ length: 60 }, () => 1) } },
    });
    expect(isRefusal(refused) && refused.details['problems']).toHaveLength(50);
  });

  it('refuses a body where none is expected', () => {
    expect(parseInput({ ...rename, body: v.null() }, request)).toMatchObject({ code: 'invalid-request' });
  });
});
