import { addSeconds, type Instant } from '../platform/instant.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import type { Transition } from '../platform/transition.ts';
import { refuseCalendar } from './refusals.ts';

/** A day in Korea, written `YYYY-MM-DD`. */
export type Day = string;

type Bilingual = { readonly ko: string; readonly en: string };

/** What the agency says of a day, whatever the published calendar says. */
export type AgencyDay = { readonly kind: 'closed' | 'working'; readonly reason: Bilingual };

/** The agency's own calendar: the days that differ from the published one. */
export type AgencyCalendar = {
  readonly state: 'KEPT';
  readonly days: Readonly<Record<Day, AgencyDay>>;
};

export type CalendarAction = 'keep' | 'set-day';

/** Every arrow of the agency's calendar. */
export const calendarTransitions = [
  { action: 'keep', from: null, to: 'KEPT', by: ['staff'], guard: null },
  { action: 'set-day', from: 'KEPT', to: 'KEPT', by: ['staff'], guard: null },
] as const satisfies readonly Transition<'KEPT', CalendarAction, Role>[];

/** The calendar that deadlines are held against: what the state published, and what the agency says of single days. */
export type WorkingCalendar = {
  /** Public holidays by day, with their names in Korean, substitute holidays among them. */
  readonly holidays: Readonly<Record<Day, readonly string[]>>;
  /** The years whose holidays are published, as `YYYY`. */
  readonly publishedYears: readonly string[];
  readonly agencyDays: AgencyCalendar['days'];
};

/** Why nobody works on a day. */
export type DayOff =
  | { readonly why: 'weekend' }
  | { readonly why: 'public-holiday'; readonly names: readonly string[] }
  | { readonly why: 'agency-closed'; readonly reason: Bilingual }
  /** The state has not published the year's holidays yet, so that nobody can tell. */
  | { readonly why: 'year-not-published' };

const dayInSeconds = 24 * 3600;
/** Korea's time, without a summer time since 1988. */
const offsetInSeconds = 9 * 3600;
/** No chain of days off is as long; beyond it the calendar itself is wrong. */
const longestSearchInDays = 366;

/** The day in Korea on which an instant lies. */
export const dayOf = (instant: Instant): Day => addSeconds(instant, offsetInSeconds).slice(0, 10);

/** The day that a deadline ends: it is exclusive, so that midnight belongs to the day before it. */
export const dayOfDeadline = (deadline: Instant): Day => dayOf(addSeconds(deadline, -0.001));

const midnightOf = (day: Day): Instant => `${day}T00:00:00.000Z`;

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(midnightOf(day)).getUTCDay());

/** Why a day is off, or null when it is a working day. The agency's word goes before the published calendar. */
export const dayOff = (calendar: WorkingCalendar, day: Day): DayOff | null => {
  const said = calendar.agencyDays[day];
  if (said !== undefined)
    return said.kind === 'closed' ? { why: 'agency-closed', reason: said.reason } : null;
  if (isWeekend(day)) return { why: 'weekend' };
  const names = calendar.holidays[day];
  if (names !== undefined) return { why: 'public-holiday', names };
  return calendar.publishedYears.includes(day.slice(0, 4)) ? null : { why: 'year-not-published' };
};

/** True on a working day; of a year that is not published yet, on every weekday that the agency has not closed. */
const mayWork = (calendar: WorkingCalendar, day: Day): boolean => {
  const off = dayOff(calendar, day);
  return off === null || off.why === 'year-not-published';
};

/**
 * The next working day after the one that `deadline` ends, at the same hour. Where the year's holidays are not
 * published yet, weekdays count.
 */
export const nextWorkingDay = (calendar: WorkingCalendar, deadline: Instant): Instant => {
  for (let days = 1; days <= longestSearchInDays; days += 1) {
    const candidate = addSeconds(deadline, days * dayInSeconds);
    if (mayWork(calendar, dayOfDeadline(candidate))) return candidate;
  }
  throw new RangeError(`No working day within a year of ${deadline}`);
};

/**
 * The working days that remain from `from` until `deadline`: each working day after the day of `from` (the first day
 * does not count, as in the Civil Act, article 157), up to and with the day that the deadline ends. 0 when it is past.
 */
export const workingDaysRemaining = (calendar: WorkingCalendar, from: Instant, deadline: Instant): number => {
  const last = dayOfDeadline(deadline);
  let remaining = 0;
  for (let day = dayAfter(dayOf(from)); day <= last; day = dayAfter(day))
    if (mayWork(calendar, day)) remaining += 1;
  return remaining;
};

const dayAfter = (day: Day): Day => addSeconds(midnightOf(day), dayInSeconds).slice(0, 10);

/**
 * Refuses a deadline on a day that is no working day of the agency's calendar, unless staff confirm it (DOMAIN.md,
 * «Round»): `not-a-working-day` with the day, why, and the next working day at the same hour.
 */
export const checkWorkingDay = (
  calendar: WorkingCalendar,
  deadline: Instant,
  isConfirmed: boolean,
): Refusal | null => {
  const day = dayOfDeadline(deadline);
  const off = dayOff(calendar, day);
  return off === null || isConfirmed
    ? null
    : refuseCalendar('not-a-working-day', {
        day,
        ...off,
        nextWorkingDay: nextWorkingDay(calendar, deadline),
      });
};

/** The agency's calendar after it said `said` of a day; null takes its word back. */
export const withDay = (days: AgencyCalendar['days'], day: Day, said: AgencyDay | null): AgencyCalendar => ({
  state: 'KEPT',
  days: Object.fromEntries([
    ...Object.entries(days).filter(([other]) => other !== day),
    ...(said === null ? [] : [[day, said] as const]),
  ]),
});
