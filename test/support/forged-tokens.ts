import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import * as v from 'valibot';

const jsonObject = v.record(v.string(), v.unknown());
const jwks = v.object({ keys: v.array(v.looseObject({ kid: v.string(), n: v.string(), e: v.string() })) });

/** Good tokens of the wrong kind, for the right person. */
export type WrongTokens = {
  readonly id: string;
  readonly refresh: string;
  readonly otherClient: string;
  readonly otherPool: string;
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  v.parse(jsonObject, JSON.parse(Buffer.from(part ?? '', 'base64url').toString()));

/**
 * Tokens and headers that no gateway may take, by what is wrong with them, made from a good one. `keys` is the pool's
 * key document, which everybody can read.
 */
export const forgeTokens = (
  good: string,
  keys: unknown,
  wrong: WrongTokens,
): Readonly<Record<string, string>> => {
  const [head, body, signature = ''] = good.split('.');
  const header = decode(head);
  const claims = decode(body);
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const edwards = generateKeyPairSync('ed25519');

  const signed = (
    key: KeyObject,
    moreHeader: object = {},
    moreClaims: object = {},
    { alg = 'RS256', digest = 'sha256' }: { alg?: string; digest?: string | null } = {},
  ): string => {
    const content = `${encode({ ...header, alg, ...moreHeader })}.${encode({ ...claims, ...moreClaims })}`;
    return `${content}.${sign(digest, Buffer.from(content), key).toString('base64url')}`;
  };
  const unsigned = (alg: string, tail = ''): string => `${encode({ ...header, alg })}.${body ?? ''}.${tail}`;
  const keyed = (secret: string | Buffer, moreHeader: object = {}): string => {
    const content = `${encode({ ...header, alg: 'HS256', ...moreHeader })}.${body ?? ''}`;
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  };
  const withClaims = (more: object): string => `${head ?? ''}.${encode({ ...claims, ...more })}.${signature}`;
  const [published] = v.parse(jwks, keys).keys;
  if (published === undefined) throw new Error('The pool publishes no key');
  const publicKey = createPublicKey({
    key: { kty: 'RSA', n: published.n, e: published.e },
    format: 'jwk',
  });
  const ownJwk = stranger.publicKey.export({ format: 'jwk' });
  const bearer = (token: string): string => `Bearer ${token}`;
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;

  return {
    'alg none without a signature': bearer(unsigned('none')),
    'alg None with the old signature': bearer(unsigned('None', signature)),
    'alg nOnE': bearer(unsigned('nOnE')),
    'alg of the empty string': bearer(unsigned('', signature)),
    'HS256 with the public key in PEM': bearer(
      keyed(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ),
    'HS256 with the public key in PKCS 1': bearer(
      keyed(publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()),
    ),
    'HS256 with the public key in DER': bearer(keyed(publicKey.export({ type: 'spki', format: 'der' }))),
    'HS256 with the key document': bearer(keyed(JSON.stringify(keys))),
    'HS256 with an empty secret': bearer(keyed('')),
    'a stranger’s key under the right name': bearer(signed(stranger.privateKey)),
    'a stranger’s key under its own name': bearer(signed(stranger.privateKey, { kid: 'stranger' })),
    'a stranger’s key without a name': bearer(signed(stranger.privateKey, { kid: undefined })),
    'an embedded key': bearer(signed(stranger.privateKey, { jwk: ownJwk })),
    'an embedded key under its own name': bearer(
      signed(stranger.privateKey, { kid: 'own', jwk: { ...ownJwk, kid: 'own' } }),
    ),
    'a link to keys': bearer(signed(stranger.privateKey, { jku: 'https://keys.example.org/jwks.json' })),
    'a link to a certificate': bearer(signed(stranger.privateKey, { x5u: 'https://keys.example.org/c.pem' })),
    'a key’s name that is a path': bearer(keyed('', { kid: '../../../../dev/null' })),
    'a key’s name that is a query': bearer(keyed('x', { kid: "x' UNION SELECT 'x" })),
    'a key’s name that is a list': bearer(signed(stranger.privateKey, { kid: [header['kid']] })),
    'PS256 by a stranger': bearer(signed(stranger.privateKey, {}, {}, { alg: 'PS256' })),
    'ES256 by a stranger': bearer(signed(curve.privateKey, {}, {}, { alg: 'ES256' })),
    'EdDSA by a stranger': bearer(signed(edwards.privateKey, {}, {}, { alg: 'EdDSA', digest: null })),
    'another person’s id': bearer(withClaims({ sub: crypto.randomUUID() })),
    'a second factor by its own word': bearer(withClaims({ second_factor: 'totp', forged: true })),
    'a wider scope': bearer(withClaims({ scope: 'first-buyer/portal first-buyer/everything' })),
    'a later end': bearer(withClaims({ exp: now + 86_400 })),
    'another issuer': bearer(withClaims({ iss: 'https://cognito-idp.example.org/pool' })),
    'an end that has passed, by a stranger': bearer(
      signed(stranger.privateKey, {}, { iat: now - 7200, exp: now - 3600 }),
    ),
    'a beginning to come, by a stranger': bearer(signed(stranger.privateKey, {}, { nbf: now + 3600 })),
    'a rewritten header': bearer(
      `${Buffer.from(JSON.stringify(header, null, 1)).toString('base64url')}.${body ?? ''}.${signature}`,
    ),
    'another algorithm’s name over the right signature': bearer(unsigned('RS512', signature)),
    'a signature with one letter changed': bearer(`${head ?? ''}.${body ?? ''}.${flipped}`),
    'half a signature': bearer(
      `${head ?? ''}.${body ?? ''}.${signature.slice(0, Math.floor(signature.length / 2))}`,
    ),
    'no signature': bearer(`${head ?? ''}.${body ?? ''}.`),
    'no signature and no dot': bearer(`${head ?? ''}.${body ?? ''}`),
    'four parts': bearer(`${good}.${signature}`),
    'an ID token': bearer(wrong.id),
    'a refresh token': bearer(wrong.refresh),
    'a token of another client': bearer(wrong.otherClient),
    'a token of another pool': bearer(wrong.otherPool),
    'nothing but the word': 'Bearer ',
    'two dots': bearer('..'),
    'a null byte’s escape': bearer(`${head ?? ''}.%00.${signature}`),
    'a hundred kilobytes': bearer(`${head ?? ''}.${'A'.repeat(100_000)}.${signature}`),
    'two tokens, the first forged': `Bearer ${unsigned('none')}, Bearer ${good}`,
    'two tokens, the second forged': `Bearer ${good}, Bearer ${unsigned('none')}`,
    'another scheme': `Basic ${Buffer.from(`user:${good}`).toString('base64')}`,
  };
};
