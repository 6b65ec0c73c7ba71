import { describe, expect, it } from '@jest/globals';
import { checkNotProposer } from '../../../functions/challenges/rules.ts';

const challenge = { buyerId: 'buyer', coProposerIds: ['co-proposer'], roundId: 'r' };

describe('a decision on a challenge', () => {
  it.each([['buyer'], ['co-proposer']])('is refused to a member of the %s', (proposer) => {
    expect(checkNotProposer(challenge, ['agency', proposer])).toMatchObject({
      code: 'own-challenge',
      concernsFairness: true,
    });
  });

  it('is open to everybody else', () => {
    expect(checkNotProposer(challenge, ['agency', 'another-buyer'])).toBeNull();
  });
});
