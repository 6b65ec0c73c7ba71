import { describe, expect, it } from '@jest/globals';
import { checkNoPeer } from '../../../functions/ledger/rules.ts';
import { roundLike } from '../../support/rounds.ts';

describe('an auditor of the round’s pool', () => {
  it('does not read the ledger before the notice, where it holds the peers’ scores', () => {
    expect(checkNoPeer(roundLike({ noticeAt: null }), true)).toMatchObject({
      code: 'evaluator-audits',
      concernsFairness: true,
    });
  });

  it('reads it from the notice on, and anybody else at once', () => {
    expect(checkNoPeer(roundLike({ noticeAt: '2020-07-15T00:00:00.000Z' }), true)).toBeNull();
    expect(checkNoPeer(roundLike({ noticeAt: null }), false)).toBeNull();
  });
});
