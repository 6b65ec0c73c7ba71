import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import {
  checkDeadlinePassed,
  checkHoldElapsed,
  earliestOpening,
  effectivePhase,
} from '../../../functions/rounds/rules.ts';
import { roundLike } from '../../support/rounds.ts';

const dayInMilliseconds = 24 * 3600 * 1000;

const deadline = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});
/** How far a request lies from the deadline: around the very millisecond, and up to a day. */
const offset = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.integer({ min: -dayInMilliseconds, max: dayInMilliseconds }),
);
const holdInSeconds = fc.integer({ min: 0, max: 24 * 3600 });

const calling = (at: Date, hold = 0) => {
  const round = roundLike({ state: 'CALL_FOR_PROPOSALS' });
  return {
    ...round,
    deadlines: { ...round.deadlines, proposals: at.toISOString() },
    policy: { ...round.policy, holdInSeconds: hold },
  };
};

describe('around the deadline for proposals', () => {
  it('a round takes proposals before its instant, and none from it on', () => {
    fc.assert(
      fc.property(deadline, offset, (due, milliseconds) => {
        const at = instantOf(due.getTime() + milliseconds);
        expect(effectivePhase(calling(due), at)).toBe(
          milliseconds < 0 ? 'CALL_FOR_PROPOSALS' : 'CLOSED_FOR_PROPOSALS',
        );
      }),
    );
  });

  it('what people see and what may be done change in the same millisecond', () => {
    fc.assert(
      fc.property(deadline, offset, (due, milliseconds) => {
        const at = instantOf(due.getTime() + milliseconds);
        const round = calling(due);
        expect(checkDeadlinePassed(round, 'proposals', at) === null).toBe(
          effectivePhase(round, at) === 'CLOSED_FOR_PROPOSALS',
        );
      }),
    );
  });

  it('the opening waits for the hold, to the millisecond', () => {
    fc.assert(
      fc.property(deadline, holdInSeconds, offset, (due, hold, milliseconds) => {
        const round = calling(due, hold);
        const opening = due.getTime() + hold * 1000;
        expect(epochMillisecondsOf(earliestOpening(round) ?? '')).toBe(opening);
        expect(checkHoldElapsed(round, instantOf(opening + milliseconds)) === null).toBe(milliseconds >= 0);
      }),
    );
  });
});
