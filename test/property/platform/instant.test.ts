import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import {
  addSeconds,
  epochMillisecondsOf,
  hasPassed,
  instantOf,
} from '../../../functions/platform/instant.ts';
import { instant } from '../../../functions/platform/schemas.ts';

/** Milliseconds of the years 1970 to 2999. */
const milliseconds = fc.integer({ min: 0, max: Date.UTC(2999, 11, 31) });

describe('instants', () => {
  it('order as text as they order in time', () => {
    fc.assert(
      fc.property(milliseconds, fc.oneof(milliseconds, fc.integer({ min: -5, max: 5 })), (one, other) => {
        const later = Math.abs(other) <= 5 ? Math.max(0, one + other) : other;
        expect(instantOf(one) < instantOf(later)).toBe(one < later);
        expect(hasPassed(instantOf(one), instantOf(later))).toBe(one <= later);
      }),
    );
  });

  it('are the milliseconds that they were made of, and move by whole seconds', () => {
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: -3600, max: 315_576_000 }), (one, seconds) => {
        fc.pre(one + seconds * 1000 >= 0);
        expect(epochMillisecondsOf(addSeconds(instantOf(one), seconds))).toBe(one + seconds * 1000);
      }),
    );
  });
});

describe('an instant as written', () => {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');

  it('means the same with whatever offset it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2998, 0, 1) }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (at, offsetInMinutes) => {
          const local = new Date(at + offsetInMinutes * 60_000).toISOString().slice(0, -1);
          const minutes = Math.abs(offsetInMinutes);
          const sign = offsetInMinutes < 0 ? '-' : '+';
          const written = `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
          expect(v.parse(instant, written)).toBe(instantOf(at));
        },
      ),
    );
  });

  it('is refused on each day that the calendar does not have', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2999 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const exists = day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
          const written = `${year}-${pad(month)}-${pad(day)}T12:00:00Z`;
          expect(v.safeParse(instant, written).success).toBe(exists);
        },
      ),
    );
  });
});
