type Accounts = {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the sign-in page is; no slash at the end. */
  readonly signInUrl: string;
  /** Where the pool's keys are, if not at its issuer. */
  readonly keysUrl?: string;
};

/** What the portal reads at its start from `/config.json`, in either place. */
export const portalConfiguration = ({ region, userPoolId, clientId, signInUrl, keysUrl }: Accounts) => {
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  return {
    api: '/api',
    signIn: {
      issuer,
      clientId,
      authorizationEndpoint: `${signInUrl}/oauth2/authorize`,
      tokenEndpoint: `${signInUrl}/oauth2/token`,
      logoutEndpoint: `${signInUrl}/logout`,
      jwksUri: `${keysUrl ?? issuer}/.well-known/jwks.json`,
    },
  };
};
