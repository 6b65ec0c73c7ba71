import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkBeforeCallDeadline, checkCallForChallenges } from '../../../functions/challenges/rules.ts';
import { instantOf } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { challengeLike } from '../../support/challenges.ts';
import { roundLike } from '../../support/rounds.ts';

const dayInMilliseconds = 24 * 3600 * 1000;

describe('the deadline of the call for challenges', () => {
  it('parts in time from late at its own millisecond, by the round as by the copy', () => {
    const epoch = fc.integer({ min: 1_577_836_800_000, max: 4_000_000_000_000 });
    const offset = fc.oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.integer({ min: -dayInMilliseconds, max: dayInMilliseconds }),
    );
    fc.assert(
      fc.property(epoch, offset, (due, milliseconds) => {
        const callDeadline = instantOf(due);
        const at = instantOf(due + milliseconds);
        const round = roundLike({
          state: 'CHALLENGE_CALL',
          deadlines: { challengeCall: callDeadline, proposals: null, evaluation: null, standstill: null },
        });
        expect(isRefusal(checkCallForChallenges(round, at))).toBe(milliseconds >= 0);
        expect(checkBeforeCallDeadline(challengeLike({ callDeadline }), at) === null).toBe(milliseconds < 0);
      }),
    );
  });
});
