import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminSetUserMFAPreferenceCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import pMap from 'p-map';
import { appointMember, listClaims, readAccount } from '../../functions/organisations/schema.ts';
import { userPoolOf } from '../../infra/local/agency.ts';
import { createPerson, type Person, signIn } from '../../infra/local/people.ts';
import { forgeTokens } from '../support/forged-tokens.ts';
import { ask } from '../support/open-call.ts';
import { joinAgency } from '../support/own-agency.ts';
import { createPoolSigner, wrongTokens } from '../support/signed-tokens.ts';
import { apiAs, sharedStack } from '../support/stack.ts';

const stack = sharedStack();
const pool = userPoolOf(stack);
const cognito = new CognitoIdentityProviderClient({});
const { organisationId } = stack.agency;

const strongPerson = (name: string): Promise<Person> =>
  createPerson(pool, `${name}-${randomUUID().slice(0, 8)}@test.example`, { hasAuthenticator: true });

const passwordSignIn = async (userPoolClientId: string, { email, password }: Person) => {
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: userPoolClientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const { AccessToken: access, IdToken: id, RefreshToken: refresh } = AuthenticationResult ?? {};
  if (access === undefined || id === undefined || refresh === undefined) throw new Error('No tokens came');
  return { access, id, refresh };
};

const createClient = async (userPoolId: string): Promise<string> => {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: userPoolId,
      ClientName: randomUUID(),
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  return UserPoolClient?.ClientId ?? '';
};

const createOtherPool = async () => {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: randomUUID() }));
  const userPoolId = UserPool?.Id ?? '';
  return { endpoint: stack.endpoint, userPoolId, userPoolClientId: await createClient(userPoolId) };
};

/** Takes the authenticator of an account away, as an operator does for whoever lost the device. */
const forgetDevice = async ({ email }: Person): Promise<void> => {
  await cognito.send(
    new AdminSetUserMFAPreferenceCommand({
      UserPoolId: pool.userPoolId,
      Username: email,
      SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
    }),
  );
};

describe('forged tokens', () => {
  let person: Person;
  let forged: Readonly<Record<string, string>>;

  beforeAll(async () => {
    person = await createPerson(pool, `holder-${randomUUID().slice(0, 8)}@test.example`);
    const [own, otherClient, other, keys] = await Promise.all([
      passwordSignIn(pool.userPoolClientId, person),
      createClient(pool.userPoolId).then((client) => passwordSignIn(client, person)),
      createOtherPool().then((foreign) => createPerson(foreign, person.email)),
      fetch(`${stack.endpoint}/${pool.userPoolId}/.well-known/jwks.json`).then((answer) => answer.json()),
    ]);
    forged = forgeTokens(person.token, keys, {
      id: own.id,
      refresh: own.refresh,
      otherClient: otherClient.access,
      otherPool: other.token,
    });
  }, 60_000);

  it('open nothing (R9)', async () => {
    expect((await ask('/account', { token: person.token })).status).toBe(200);
    const taken: string[] = [];
    for (const [what, authorization] of Object.entries(forged))
      for (const request of [
        { path: '/account', method: 'GET' },
        { path: '/organisations', method: 'POST' },
      ]) {
        const status = await fetch(`${stack.apiUrl}${request.path}`, {
          method: request.method,
          headers: { authorization, 'idempotency-key': randomUUID() },
        }).then(
          (answer) => answer.status,
          // A header beyond all bounds ends the connection: no answer is no acceptance.
          () => 431,
        );
        if (![400, 401, 403, 413, 431].includes(status)) taken.push(`${what}: ${status}`);
        // The gateway turns it away: our own 400, for the body that is missing, would mean that it was taken.
        if (status === 400 && request.method === 'POST') taken.push(`${what}: reached the function`);
      }
    console.log(`R9: ${Object.keys(forged).length} forged tokens, ${taken.length} accepted`);
    expect(taken).toEqual([]);
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(20);
  }, 60_000);

  it('that the pool itself has signed open nothing when one thing in them is wrong (R9)', async () => {
    const sign = createPoolSigner(pool.userPoolId);
    const signed = (claims: Readonly<Record<string, unknown>>) => sign(person.token, claims);
    const issuer = `https://cognito-idp.${process.env['AWS_REGION'] ?? ''}.amazonaws.com/`;
    const statusOf = async (token: string) => (await ask('/account', { token })).status;
    // What they are held against: signed alike, with nothing wrong, and with the portal's own scope.
    expect(await statusOf(signed({}))).toBe(200);
    expect(await statusOf(signed({ scope: 'openid first-buyer/portal' }))).toBe(200);
    expect(await statusOf(signed({ iss: `${issuer}${pool.userPoolId}` }))).toBe(200);
    const wrong = wrongTokens(signed, {
      userPoolClientId: await createClient(pool.userPoolId),
      issuer: `${issuer}ap-northeast-2_another`,
    });
    const answered = await pMap(
      Object.entries(wrong),
      async ([what, { token, status }]) => ({ what, expected: status, status: await statusOf(token) }),
      { concurrency: 4 },
    );
    const taken = answered.filter(({ status, expected }) => status !== expected);
    console.log(
      `R9: ${answered.length} rightly signed tokens with one thing wrong, ${taken.length} accepted`,
    );
    expect(taken).toEqual([]);
  }, 60_000);

  it('do not come in by a query or a cookie', async () => {
    const path = `/account?access_token=${person.token}`;
    expect((await ask(path)).status).toBe(401);
    const headers = { cookie: `authorization=Bearer ${person.token}` };
    expect((await ask('/account', { headers })).status).toBe(401);
  });
});

describe('rights', () => {
  it('end at the next request when the membership is taken out of the table (R9)', async () => {
    const person = await strongPerson('leaver');
    const api = apiAs(stack, person);
    expect(await joinAgency(stack, person, 'staff')).toMatchObject({ ok: true });
    expect(await api.call(listClaims)).toMatchObject({ ok: true });
    await apiAs(stack, stack.agency.staff).must(appointMember, {
      parameters: { organisationId, accountId: person.accountId },
      body: { roles: [] },
    });
    expect(await api.call(listClaims)).toMatchObject({ ok: false, status: 403, code: 'not-permitted' });
  }, 30_000);

  it('of the agency are for nobody who has just a password: not by an offer, nor by a code that somebody saw', async () => {
    const person = await createPerson(pool, `weak-${randomUUID().slice(0, 8)}@test.example`);
    const offered = await apiAs(stack, stack.agency.staff).call(appointMember, {
      parameters: { organisationId, accountId: person.accountId },
      body: { roles: ['staff'] },
    });
    expect(offered).toMatchObject({ ok: false, status: 409, code: 'invitation-needed' });
    expect(await joinAgency(stack, person, 'staff')).toMatchObject({
      ok: false,
      status: 403,
      code: 'second-factor-required',
    });
    expect(await apiAs(stack, person).must(readAccount)).toMatchObject({
      hasSecondFactor: false,
      memberships: {},
    });
  }, 30_000);

  it('of the agency need a second factor at the sign-in', async () => {
    const person = await strongPerson('loser');
    expect(await joinAgency(stack, person, 'staff')).toMatchObject({ ok: true });
    await forgetDevice(person);
    const token = await signIn(cognito, pool.userPoolClientId, { ...person, authenticator: null });
    const api = apiAs(stack, { ...person, token });
    expect(await api.call(listClaims)).toMatchObject({
      ok: false,
      status: 403,
      code: 'second-factor-required',
    });
    expect(await api.must(readAccount)).toMatchObject({ hasSecondFactor: false });
    expect(await apiAs(stack, stack.agency.staff).must(readAccount)).toMatchObject({ hasSecondFactor: true });
  }, 30_000);

  it('are not given for a password and a wrong code', async () => {
    const person = await strongPerson('victim');
    const guess = { ...person, authenticator: 'JBSWY3DPEHPK3PXP' };
    await expect(signIn(cognito, pool.userPoolClientId, guess)).rejects.toThrow('Invalid code');
    await expect(signIn(cognito, pool.userPoolClientId, { ...person, authenticator: null })).rejects.toThrow(
      'SOFTWARE_TOKEN_MFA',
    );
  }, 30_000);
});
