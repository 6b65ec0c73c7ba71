import { randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { TOTP } from 'otpauth';
import * as v from 'valibot';
import { clientSettings } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';

/** A person with an account in the user pool, signed in. */
export type Person = {
  /** Cognito's `sub`: what the system knows people by. */
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
  /** Secret of the authenticator that gives the second factor, in base32; null without one. */
  readonly authenticator: string | null;
  readonly token: string;
};

/** What it takes to make and sign in people. */
export type UserPool = {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
};

const claims = v.object({ sub: v.string() });

/** Makes an account with a password that nobody else knows, and an authenticator if asked, and signs the person in. */
export const createPerson = async (
  pool: UserPool,
  email: string,
  { hasAuthenticator = false }: { readonly hasAuthenticator?: boolean } = {},
): Promise<Person> => {
  const client = new CognitoIdentityProviderClient(clientSettings(pool.endpoint));
  try {
    // The letters, digit and sign at its end satisfy any policy of a pool; the rest is what makes it secret.
    const password = `${randomBytes(9).toString('base64url')}-Aa1`;
    const user = { UserPoolId: pool.userPoolId, Username: email };
    await client.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    const credentials = { email, password, authenticator: null };
    const token = await signIn(client, pool.userPoolClientId, credentials);
    if (!hasAuthenticator) return { accountId: accountIdOf(token), ...credentials, token };
    const authenticator = await enrol(client, token);
    const enrolled = { ...credentials, authenticator };
    // Only a sign-in that asked for the second factor is worth one.
    const strongToken = await signIn(client, pool.userPoolClientId, enrolled);
    return { accountId: accountIdOf(token), ...enrolled, token: strongToken };
  } finally {
    client.destroy();
  }
};

/** Registers an authenticator for whoever holds the token; answers its secret. */
const enrol = async (client: CognitoIdentityProviderClient, token: string): Promise<string> => {
  const { SecretCode: secret } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken: token }));
  if (secret === undefined) throw new LocalCloudError('The user pool gave no secret for an authenticator.');
  await client.send(new VerifySoftwareTokenCommand({ AccessToken: token, UserCode: codeOf(secret) }));
  await client.send(
    new SetUserMFAPreferenceCommand({
      AccessToken: token,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  return secret;
};

/** The six digits that an authenticator shows now (RFC 6238). */
const codeOf = (secret: string): string => new TOTP({ secret }).generate();

/** An access token by e-mail, password and authenticator, as scripts of the local stack sign in. */
export const signIn = async (
  client: CognitoIdentityProviderClient,
  userPoolClientId: string,
  { email, password, authenticator }: Pick<Person, 'email' | 'password' | 'authenticator'>,
): Promise<string> => {
  const first = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: userPoolClientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const answer =
    first.ChallengeName === 'SOFTWARE_TOKEN_MFA' && authenticator !== null
      ? await client.send(
          new RespondToAuthChallengeCommand({
            ClientId: userPoolClientId,
            ChallengeName: first.ChallengeName,
            Session: first.Session,
            ChallengeResponses: { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: codeOf(authenticator) },
          }),
        )
      : first;
  const token = answer.AuthenticationResult?.AccessToken;
  if (token === undefined)
    throw new LocalCloudError(
      `The sign-in of ${email} asks for a further step: ${answer.ChallengeName ?? 'unknown'}`,
    );
  return token;
};

/** The account id that a token names; the API alone decides whether the token is good. */
export const accountIdOf = (token: string): string => {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return v.parse(claims, payload).sub;
};
