import { randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { clientSettings } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';

/** A person with an account in the user pool, signed in. */
export type Person = {
  /** Cognito's `sub`: what the system knows people by. */
  readonly accountId: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
};

/** What it takes to make and sign in people. */
export type UserPool = {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
};

const claims = v.object({ sub: v.string() });

/** Makes an account with a password that nobody else knows, and signs the person in. */
export const createPerson = async (pool: UserPool, email: string): Promise<Person> => {
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
    const token = await signIn(client, pool.userPoolClientId, email, password);
    return { accountId: accountIdOf(token), email, password, token };
  } finally {
    client.destroy();
  }
};

/** An access token by e-mail and password, as scripts of the local stack sign in. */
export const signIn = async (
  client: CognitoIdentityProviderClient,
  userPoolClientId: string,
  email: string,
  password: string,
): Promise<string> => {
  const answer = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: userPoolClientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
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
