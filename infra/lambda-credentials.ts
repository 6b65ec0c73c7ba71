/**
 * Stands in for the SDK's chain of credential providers in every bundle: a function's credentials are in its
 * environment, always, and the other providers are a third of a small bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
