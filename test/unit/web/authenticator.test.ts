import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { NoConnection } from '../../../web/src/api/problem.ts';
import {
  AccountsRefusal,
  addressOfKey,
  codeOf,
  createAuthenticator,
  groupsOf,
  isWrongCode,
} from '../../../web/src/account/authenticator.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** A pool that answers each operation as told; what it was asked. */
const poolOf = (answers: Readonly<Record<string, readonly [number, unknown]>>) => {
  const asked: { readonly operation: string; readonly body: unknown }[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((_, { headers, body } = {}) => {
    const operation = new Headers(headers).get('x-amz-target')?.split('.')[1] ?? '';
    asked.push({ operation, body: typeof body === 'string' ? JSON.parse(body) : null });
    const [status, said] = answers[operation] ?? [200, {}];
    return Promise.resolve(new Response(JSON.stringify(said), { status }));
  });
  return { asked, pool: createAuthenticator('https://pool.example/', () => Promise.resolve('token')) };
};

describe('an authenticator', () => {
  it('gets its secret from the pool, and once confirmed ends what signed in without it', async () => {
    const { asked, pool } = poolOf({ AssociateSoftwareToken: [200, { SecretCode: 'ABCDEFGHIJ' }] });
    expect(await pool.begin()).toBe('ABCDEFGHIJ');
    await pool.confirm('123456');
    expect(asked.map(({ operation }) => operation)).toEqual([
      'AssociateSoftwareToken',
      'VerifySoftwareToken',
      'SetUserMFAPreference',
      'GlobalSignOut',
    ]);
    expect(asked[1]?.body).toEqual({ AccessToken: 'token', UserCode: '123456' });
  });

  it('is not set up by a code that does not fit', async () => {
    const { asked, pool } = poolOf({
      VerifySoftwareToken: [400, { __type: 'com.amazonaws#EnableSoftwareTokenMFAException' }],
    });
    const failure = await pool.confirm('000000').catch((error: unknown) => error);
    expect(isWrongCode(failure)).toBe(true);
    expect(asked).toHaveLength(1);
    expect(isWrongCode(new AccountsRefusal('NotAuthorizedException'))).toBe(false);
  });

  it('tells a lost connection from a refusal, and an ended sign-in from both', async () => {
    const { pool } = poolOf({});
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(pool.begin()).rejects.toBeInstanceOf(NoConnection);
    const ended = createAuthenticator('https://pool.example/', () => Promise.resolve(null));
    await expect(ended.begin()).rejects.toMatchObject({ message: 'NotAuthorizedException' });
  });
});

it('a key is read by an app, or typed in groups of four', () => {
  expect(addressOfKey('ABCD2345', 'kim@example.kr')).toBe(
    'otpauth://totp/first-buyer%3Akim%40example.kr?secret=ABCD2345&issuer=first-buyer',
  );
  expect(groupsOf('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
});

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['12345', null],
  ['12345a', null],
  ['', null],
])('«%s» is the code %s', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});
