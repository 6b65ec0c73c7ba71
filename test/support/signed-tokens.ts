import { sign } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as v from 'valibot';

const jsonObject = v.record(v.string(), v.unknown());

const decode = (part: string | undefined): Record<string, unknown> =>
  v.parse(jsonObject, JSON.parse(Buffer.from(part ?? '', 'base64url').toString()));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signs as a pool of the emulator does, which keeps each pool's key in a file of its own directory: `good` with other
 * claims, where `undefined` leaves one out. So a token can be wrong in one thing alone, and rightly signed.
 */
export const createPoolSigner = (userPoolId: string) => {
  const [file] = globSync(
    `${tmpdir()}/first-buyer-emulator-*/state/cognito-pool-keys/${userPoolId}-access.pem`,
  );
  if (file === undefined) throw new Error(`The emulator keeps no key of ${userPoolId}`);
  const key = readFileSync(file, 'utf8');
  return (good: string, claims: Readonly<Record<string, unknown>> = {}): string => {
    const [head, body] = good.split('.');
    const content = `${head ?? ''}.${encode({ ...decode(body), ...claims })}`;
    return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
  };
};

/** Tokens that the pool itself has signed and that are wrong in one thing, with the status that each gets. */
export const wrongTokens = (
  signed: (claims: Readonly<Record<string, unknown>>) => string,
  other: { readonly userPoolClientId: string; readonly issuer: string },
): Readonly<Record<string, { readonly token: string; readonly status: number }>> => {
  const now = Math.floor(Date.now() / 1000);
  const wrong = (claims: Readonly<Record<string, unknown>>, status = 401) => ({
    token: signed(claims),
    status,
  });
  return {
    'its end a second ago': wrong({ iat: now - 3601, auth_time: now - 3601, exp: now - 1 }),
    'its end a day ago': wrong({ iat: now - 90_000, auth_time: now - 90_000, exp: now - 86_400 }),
    'its end at this second': wrong({ exp: now }),
    'its beginning in an hour': wrong({ nbf: now + 3600 }),
    'its beginning in a minute': wrong({ nbf: now + 60 }),
    'issued in an hour': wrong({ iat: now + 3600 }),
    'no scope': wrong({ scope: undefined }, 403),
    'an empty scope': wrong({ scope: '' }, 403),
    'the scope of a sign-in alone': wrong({ scope: 'openid email' }, 403),
    'a scope that begins alike': wrong({ scope: 'first-buyer/portal-guest' }, 403),
    'a scope of another server': wrong({ scope: 'second-buyer/portal' }, 403),
    'a scope in other letters': wrong({ scope: 'First-Buyer/Portal' }, 403),
    'the use of an ID token': wrong({ token_use: 'id' }),
    'the use of a refresh token': wrong({ token_use: 'refresh' }),
    'no use': wrong({ token_use: undefined }),
    'another client': wrong({ client_id: other.userPoolClientId }),
    'no client': wrong({ client_id: undefined }),
    'another audience': wrong({ aud: other.userPoolClientId }),
    'the issuer of another pool': wrong({ iss: other.issuer }),
    'no issuer': wrong({ iss: undefined }),
    'no person': wrong({ sub: undefined }),
  };
};
