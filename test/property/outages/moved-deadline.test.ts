import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishedCalendar } from '../../../functions/calendar/store.ts';
import { moveByOutages, type Outage, outagesOf } from '../../../functions/outages/rules.ts';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';

const calendar = { ...publishedCalendar, agencyDays: {} };
const hours = (most: number) => fc.integer({ min: 0, max: most * 3600 });
const policies = fc.record({
  heartbeatIntervalInSeconds: fc.constant(60),
  missedHeartbeats: fc.integer({ min: 1, max: 5 }),
  graceInSeconds: hours(6),
  extensionInSeconds: hours(6),
  longOutageInSeconds: hours(60),
});
const deadlines = fc
  .integer({ min: Date.UTC(2018, 0, 2), max: Date.UTC(2027, 10, 1) })
  .map((epochMilliseconds) => instantOf(epochMilliseconds));

/** Outages that follow each other around a deadline: gaps and lengths in seconds. */
const stretches = fc.array(fc.tuple(hours(4), hours(72)), { minLength: 1, maxLength: 4 });
const outagesFrom = (deadline: string, parts: readonly (readonly [number, number])[]): readonly Outage[] => {
  let at = addSeconds(deadline, -6 * 3600);
  return parts.map(([gap, length]) => {
    const beganAt = addSeconds(at, gap);
    at = addSeconds(beganAt, length);
    return { beganAt, recoveredAt: at };
  });
};

describe('a deadline after outages', () => {
  it('is never earlier, and stays when asked again', () => {
    fc.assert(
      fc.property(deadlines, stretches, policies, (deadline, parts, policy) => {
        const outages = outagesFrom(deadline, parts);
        const moved = moveByOutages(deadline, outages, policy, calendar).due;
        expect(moved >= deadline).toBe(true);
        expect(moveByOutages(moved, outages, policy, calendar).due).toBe(moved);
      }),
      { numRuns: 3000 },
    );
  });

  it('is no earlier for a later recovery, and leaves the extension after it', () => {
    fc.assert(
      fc.property(
        deadlines,
        hours(12),
        hours(72),
        hours(24),
        policies,
        (deadline, lead, length, more, policy) => {
          const beganAt = addSeconds(deadline, 6 * 3600 - lead);
          const after = (seconds: number) => {
            const recoveredAt = addSeconds(beganAt, seconds);
            return moveByOutages(deadline, [{ beganAt, recoveredAt }], policy, calendar).due;
          };
          expect(after(length + more) >= after(length)).toBe(true);
          const fellInside = beganAt < deadline && deadline <= addSeconds(beganAt, length);
          if (fellInside)
            expect(after(length) >= addSeconds(beganAt, length + policy.extensionInSeconds)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('outages by heartbeats', () => {
  it('are the stretches of enough missing ones, by counting them one by one', () => {
    const from = instantOf(Date.UTC(2020, 4, 29));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), policies, (good, policy) => {
        const heartbeats = good.flatMap((isGood, minute) => {
          const sentAt = addSeconds(from, minute * 60);
          return isGood ? [{ sentAt, answeredAt: sentAt }] : [];
        });
        // The window's begin is the last good one before it.
        const window = { from: addSeconds(from, -60), to: addSeconds(from, good.length * 60) };
        const runs = good.map((isGood) => (isGood ? '+' : '-')).join('');
        const expected = runs.match(new RegExp(`-{${policy.missedHeartbeats},}`, 'gu'))?.length ?? 0;
        expect(outagesOf(heartbeats, window, policy)).toHaveLength(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
