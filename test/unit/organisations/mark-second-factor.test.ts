import { describe, expect, it, jest } from '@jest/globals';
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { createMarkSecondFactor } from '../../../functions/organisations/mark-second-factor.ts';
import type { SecondFactorLookup } from '../../../functions/organisations/store/second-factor.ts';
import { linesLogged } from '../../support/logged.ts';

const event: PreTokenGenerationV2TriggerEvent = {
  version: '2',
  region: 'ap-northeast-2',
  userPoolId: 'pool',
  userName: 'somebody',
  triggerSource: 'TokenGeneration_Authentication',
  callerContext: { awsSdkVersion: '', clientId: 'client' },
  request: { userAttributes: {}, groupConfiguration: {}, scopes: [] },
  response: { claimsAndScopeOverrideDetails: {} },
};

const markOf = async (hasSecondFactor: SecondFactorLookup): Promise<unknown> =>
  (await createMarkSecondFactor({ hasSecondFactor })(event)).response.claimsAndScopeOverrideDetails;

const logged = linesLogged();

describe('the mark of a second factor', () => {
  it('is put on the access token of who has one, by the pool and name that the event tells', async () => {
    const lookup = jest.fn<SecondFactorLookup>().mockResolvedValue(true);
    expect(await markOf(lookup)).toEqual({
      accessTokenGeneration: { claimsToAddOrOverride: { second_factor: 'totp' } },
    });
    expect(lookup).toHaveBeenCalledWith('pool', 'somebody');
  });

  it.each<[string, SecondFactorLookup]>([
    ['who has none', () => Promise.resolve(false)],
    ['whom the pool cannot tell about', () => Promise.reject(new Error('somebody@example.org is throttled'))],
  ])('is not on the token of %s, who signs in all the same', async (_, lookup) => {
    expect(await markOf(lookup)).toEqual({
      accessTokenGeneration: { claimsToSuppress: ['second_factor'] },
    });
    expect(logged.join()).not.toContain('somebody');
  });
});
