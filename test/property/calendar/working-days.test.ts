import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayOff,
  dayOfDeadline,
  nextWorkingDay,
  workingDaysRemaining,
} from '../../../functions/calendar/rules.ts';
import { publishedCalendar } from '../../../functions/calendar/store.ts';
import { epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';

const dayInMilliseconds = 24 * 3600 * 1000;
const published = fc
  .integer({ min: Date.UTC(2018, 0, 2), max: Date.UTC(2027, 11, 1) })
  .map((epochMilliseconds) => instantOf(epochMilliseconds));
const closed = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 10 });
const reason = { ko: '휴무', en: 'Closed' };

describe('the next working day', () => {
  it('is the first one after the deadline’s day, at its hour, with one working day between', () => {
    fc.assert(
      fc.property(published, closed, (deadline, offsets) => {
        const agencyDays = Object.fromEntries(
          offsets.map((days) => [
            dayOfDeadline(instantOf(epochMillisecondsOf(deadline) + days * dayInMilliseconds)),
            { kind: 'closed', reason } as const,
          ]),
        );
        const calendar = { ...publishedCalendar, agencyDays };
        const next = nextWorkingDay(calendar, deadline);
        const days = (epochMillisecondsOf(next) - epochMillisecondsOf(deadline)) / dayInMilliseconds;
        expect(days).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(days)).toBe(true);
        expect(dayOff(calendar, dayOfDeadline(next))).toBeNull();
        // The deadline's own last millisecond lies on its day, which does not count.
        const lastInstant = instantOf(epochMillisecondsOf(deadline) - 1);
        expect(workingDaysRemaining(calendar, lastInstant, next)).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
});
