import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

/** Whether a person of a user pool must show an authenticator's code at each sign-in. */
export type SecondFactorLookup = (userPoolId: string, userName: string) => Promise<boolean>;

/** Asks the user pool. Someone waits for a sign-in meanwhile, so that it gives up early rather than try for long. */
export const createSecondFactorLookup =
  (client = new CognitoIdentityProviderClient({ maxAttempts: 2 })): SecondFactorLookup =>
  async (userPoolId, userName) => {
    const person = await client.send(
      new AdminGetUserCommand({ UserPoolId: userPoolId, Username: userName }),
      { abortSignal: AbortSignal.timeout(3500) },
    );
    return person.UserMFASettingList?.includes('SOFTWARE_TOKEN_MFA') === true;
  };
