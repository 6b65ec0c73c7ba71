import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

/** The verified e-mail address of an account; null where there is none to write to. */
export type AddressLookup = (accountId: string) => Promise<string | null>;

/** Asks the user pool each time: the table keeps no copy of an address. */
export const createAddressLookup =
  (userPoolId: string, client = new CognitoIdentityProviderClient({ maxAttempts: 3 })): AddressLookup =>
  async (accountId) => {
    try {
      const { Enabled, UserAttributes = [] } = await client.send(
        new AdminGetUserCommand({ UserPoolId: userPoolId, Username: accountId }),
      );
      const valueOf = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value ?? null;
      return Enabled !== false && valueOf('email_verified') === 'true' ? valueOf('email') : null;
    } catch (error) {
      if (error instanceof UserNotFoundException) return null;
      throw error;
    }
  };
