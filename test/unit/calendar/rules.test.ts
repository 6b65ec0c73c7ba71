import { describe, expect, it } from '@jest/globals';
import {
  calendarTransitions,
  checkWorkingDay,
  dayOf,
  dayOff,
  dayOfDeadline,
  nextWorkingDay,
  withDay,
  type WorkingCalendar,
  workingDaysRemaining,
} from '../../../functions/calendar/rules.ts';
import { publishedCalendar } from '../../../functions/calendar/store.ts';
import { instantOf } from '../../../functions/platform/instant.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

/** An instant by its time in Korea. */
const inSeoul = (written: string): string => instantOf(Date.parse(`${written}+09:00`));
const calendar: WorkingCalendar = { ...publishedCalendar, agencyDays: {} };
const reason = { ko: '임시 휴무', en: 'Closed' };

describe('the day of a deadline', () => {
  it('is Korea’s, and midnight ends the day before', () => {
    expect(dayOf('2020-05-31T15:00:00.000Z')).toBe('2020-06-01');
    expect(dayOfDeadline('2020-05-31T15:00:00.000Z')).toBe('2020-05-31');
    expect(dayOfDeadline('2020-05-31T15:00:00.001Z')).toBe('2020-06-01');
    expect(dayOfDeadline(inSeoul('2020-06-01T00:00:01'))).toBe('2020-06-01');
  });
});

describe('a day off', () => {
  it.each([
    ['2020-05-29', null],
    ['2020-05-30', 'weekend'],
    ['2020-05-31', 'weekend'],
    // Lunar: the eve of Chuseok and the day after it.
    ['2020-09-30', 'public-holiday'],
    ['2020-10-02', 'public-holiday'],
    // Decreed by the cabinet four weeks before.
    ['2020-08-17', 'public-holiday'],
    // Substitutes.
    ['2020-01-27', 'public-holiday'],
    ['2026-03-02', 'public-holiday'],
    ['2026-10-05', 'public-holiday'],
    ['2026-10-06', null],
    ['2027-12-31', null],
    ['2031-01-02', 'year-not-published'],
    ['2031-01-04', 'weekend'],
  ])('%s: %s', (day, why) => {
    expect(dayOff(calendar, day)?.why ?? null).toBe(why);
  });

  it('names the holiday', () => {
    expect(dayOff(calendar, '2026-02-17')).toEqual({ why: 'public-holiday', names: ['설날'] });
  });

  it('is what the agency says, both ways', () => {
    const own = {
      ...calendar,
      agencyDays: {
        '2020-05-29': { kind: 'closed', reason },
        '2020-05-30': { kind: 'working', reason },
        '2026-02-17': { kind: 'working', reason },
      },
    } as const;
    expect(dayOff(own, '2020-05-29')).toEqual({ why: 'agency-closed', reason });
    expect(dayOff(own, '2020-05-30')).toBeNull();
    expect(dayOff(own, '2026-02-17')).toBeNull();
  });
});

describe('the next working day', () => {
  it.each([
    ['after a Friday is Monday', '2020-05-29T18:00:00', '2020-06-01T18:00:00'],
    ['after a Wednesday is Thursday', '2020-05-27T18:00:00', '2020-05-28T18:00:00'],
    ['goes over Chuseok and the weekend', '2020-09-29T18:00:00', '2020-10-05T18:00:00'],
    ['keeps midnight at the end of the day', '2020-05-30T00:00:00', '2020-06-02T00:00:00'],
    ['counts weekdays of a year not published', '2031-01-03T10:00:00', '2031-01-06T10:00:00'],
  ])('%s', (_, from, to) => {
    expect(nextWorkingDay(calendar, inSeoul(from))).toBe(inSeoul(to));
  });

  it('goes over a day that the agency closed', () => {
    const { days } = withDay({}, '2020-06-01', { kind: 'closed', reason });
    expect(nextWorkingDay({ ...calendar, agencyDays: days }, inSeoul('2020-05-29T18:00:00'))).toBe(
      inSeoul('2020-06-02T18:00:00'),
    );
  });
});

describe('the working days that remain', () => {
  it.each([
    ['leave out the day itself', '2020-05-25T09:00:00', '2020-05-25T18:00:00', 0],
    ['count the last day', '2020-05-25T09:00:00', '2020-05-29T18:00:00', 4],
    ['whatever the hour', '2020-05-25T23:59:59', '2020-05-29T00:00:01', 4],
    [
      'do not count a day of which only its first instant is left',
      '2020-05-25T09:00:00',
      '2020-05-29T00:00:00',
      3,
    ],
    ['leave out weekends', '2020-05-25T09:00:00', '2020-06-01T18:00:00', 5],
    ['leave out holidays', '2020-09-28T09:00:00', '2020-10-06T18:00:00', 3],
    ['are none once the deadline is past', '2020-06-02T09:00:00', '2020-05-29T18:00:00', 0],
  ])('%s', (_, from, deadline, remaining) => {
    expect(workingDaysRemaining(calendar, inSeoul(from), inSeoul(deadline))).toBe(remaining);
  });
});

describe('a deadline', () => {
  it('on a day off is refused with the day, why and the next working day', () => {
    expect(checkWorkingDay(calendar, '2020-05-31T15:00:00.000Z', false)).toMatchObject({
      code: 'not-a-working-day',
      status: 422,
      details: { day: '2020-05-31', why: 'weekend', nextWorkingDay: '2020-06-01T15:00:00.000Z' },
    });
    expect(checkWorkingDay(calendar, inSeoul('2026-10-05T18:00:00'), false)).toMatchObject({
      details: { why: 'public-holiday', names: ['대체공휴일(개천절)'] },
    });
    expect(checkWorkingDay(calendar, inSeoul('2031-01-02T18:00:00'), false)).toMatchObject({
      details: { why: 'year-not-published' },
    });
  });

  it('stands when staff confirm the day, or on a working day', () => {
    expect(checkWorkingDay(calendar, '2020-05-31T15:00:00.000Z', true)).toBeNull();
    expect(checkWorkingDay(calendar, inSeoul('2020-05-29T18:00:00'), false)).toBeNull();
  });
});

describe('the agency’s calendar', () => {
  it('takes a word back', () => {
    const said = withDay({ '2020-06-02': { kind: 'working', reason } }, '2020-06-01', {
      kind: 'closed',
      reason,
    });
    expect(Object.keys(said.days).sort()).toEqual(['2020-06-01', '2020-06-02']);
    expect(withDay(said.days, '2020-06-01', null).days).toEqual({
      '2020-06-02': { kind: 'working', reason },
    });
  });

  it('changes by its arrows alone', () => {
    expectOnlyArrows(
      calendarTransitions,
      ['KEPT'],
      [
        ['keep', null, 'KEPT', ['staff']],
        ['set-day', 'KEPT', 'KEPT', ['staff']],
      ],
    );
  });
});
