import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { secondFactorClaim } from '../platform/identity.ts';
import { log } from '../platform/log.ts';
import type { SecondFactorLookup } from './store/second-factor.ts';

/**
 * Called by the user pool before it issues tokens: marks the access token of an account that has a second factor,
 * which the pool asked for at this sign-in. Where that cannot be found out the token comes without the mark: the
 * agency's people are told to sign in again, and nobody else's sign-in fails in the night of a deadline.
 */
export const createMarkSecondFactor =
  ({ hasSecondFactor }: { readonly hasSecondFactor: SecondFactorLookup }) =>
  async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
    const has = await hasSecondFactor(event.userPoolId, event.userName).catch((error: unknown) => {
      log('ERROR', 'second-factor-unknown', { name: error instanceof Error ? error.name : 'unknown' });
      return false;
    });
    // Said both ways, so that nothing else can have put the claim there.
    const accessTokenGeneration = has
      ? { claimsToAddOrOverride: { [secondFactorClaim]: 'totp' } }
      : { claimsToSuppress: [secondFactorClaim] };
    return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration } } };
  };
