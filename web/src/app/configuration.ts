/** What differs between the places that the same files are served from: `/config.json`, written at the deployment. */
export type Configuration = {
  /** Where the API is, on this origin. */
  readonly api: string;
  /** The sign-in page of the accounts (OpenID Connect). */
  readonly signIn: {
    readonly issuer: string;
    readonly clientId: string;
    readonly authorizationEndpoint: string;
    readonly tokenEndpoint: string;
    readonly logoutEndpoint: string;
    readonly jwksUri: string;
    /** The pool's own API, by which people change their accounts. */
    readonly accountsEndpoint: string;
  };
};

const texts = [
  'issuer',
  'clientId',
  'authorizationEndpoint',
  'tokenEndpoint',
  'logoutEndpoint',
  'jwksUri',
  'accountsEndpoint',
];

const isConfiguration = (value: unknown): value is Configuration => {
  if (typeof value !== 'object' || value === null) return false;
  const signIn: unknown = Reflect.get(value, 'signIn');
  return (
    typeof Reflect.get(value, 'api') === 'string' &&
    typeof signIn === 'object' &&
    signIn !== null &&
    texts.every((name) => typeof Reflect.get(signIn, name) === 'string')
  );
};

/** Reads the configuration. Throws where it is missing: nothing works without it. */
export const readConfiguration = async (): Promise<Configuration> => {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  const value: unknown = await answer.json();
  if (!isConfiguration(value)) throw new Error('/config.json is not whole');
  return value;
};
