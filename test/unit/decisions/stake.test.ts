import { describe, expect, it } from '@jest/globals';
import { checkNoStake } from '../../../functions/decisions/rules.ts';

const panels = [{ parties: ['buyer', 'supplier'] }, { parties: ['other-buyer'] }];

describe('a stake in a decision', () => {
  it.each([['supplier'], ['buyer'], ['other-buyer']])(
    'bars a member of the %s, whatever else they are',
    (party) => {
      expect(checkNoStake(['agency', party], panels, 'r')).toMatchObject({
        code: 'stake-in-decision',
        concernsFairness: true,
        details: { roundId: 'r' },
      });
    },
  );

  it('bars nobody else', () => {
    expect(checkNoStake(['agency'], panels, 'r')).toBeNull();
    expect(checkNoStake([], [], 'r')).toBeNull();
  });
});
