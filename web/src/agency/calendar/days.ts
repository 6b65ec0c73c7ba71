import { presentLanguage } from '../../i18n/messages.ts';
import type { CalendarYear } from './queries.ts';

/** A day that differs from other days of its kind, with what is said of it. */
export type SpecialDay = {
  readonly day: string;
  /** The names of the public holiday, in Korean; none on another day. */
  readonly holidays: readonly string[];
  readonly said: CalendarYear['agencyDays'][string] | null;
};

/** The special days of a year, in their order, by month (`2020-05`). */
export const monthsOf = ({ holidays, agencyDays }: CalendarYear): ReadonlyMap<string, SpecialDay[]> => {
  const days = [...new Set([...Object.keys(holidays), ...Object.keys(agencyDays)])].sort();
  return Map.groupBy(
    days.map((day) => ({ day, holidays: holidays[day] ?? [], said: agencyDays[day] ?? null })),
    ({ day }) => day.slice(0, 7),
  );
};

/** Days have no zone: they are said as they are written. */
const inWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(presentLanguage() === 'ko' ? 'ko-KR' : 'en-GB', {
    ...options,
    timeZone: 'UTC',
  }).format(new Date(day));

export const monthInWords = (month: string): string =>
  inWords(`${month}-01`, { month: 'long', year: 'numeric' });
export const dayInWords = (day: string): string =>
  inWords(day, { weekday: 'long', day: 'numeric', month: 'long' });
