type Accounts = {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the sign-in page is; no slash at the end. */
  readonly signInUrl: string;
  /** Where the pool's keys are, if not at its issuer. */
  readonly keysUrl?: string;
  /** Where people change their accounts, if not at AWS. */
  readonly accountsUrl?: string;
};

/** Where people change their accounts in a region: the user pools' API. */
export const accountsUrlOf = (region: string): string => `https://cognito-idp.${region}.amazonaws.com`;

/** What the portal reads at its start from `/config.json`, in either place. */
export const portalConfiguration = (accounts: Accounts) => {
  const { region, userPoolId, clientId, signInUrl, keysUrl } = accounts;
  const issuer = `${accountsUrlOf(region)}/${userPoolId}`;
  return {
    api: '/api',
    signIn: {
      issuer,
      clientId,
      authorizationEndpoint: `${signInUrl}/oauth2/authorize`,
      tokenEndpoint: `${signInUrl}/oauth2/token`,
      logoutEndpoint: `${signInUrl}/logout`,
      jwksUri: `${keysUrl ?? issuer}/.well-known/jwks.json`,
      accountsEndpoint: `${accounts.accountsUrl ?? accountsUrlOf(region)}/`,
    },
  };
};
