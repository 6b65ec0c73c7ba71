import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { bilingual } from '../platform/schemas.ts';

const servedBy = 'rounds-api';

const isADay = (written: string): boolean => {
  const midnight = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(written);
};

const day = v.pipe(
  v.string(),
  v.regex(/^2\d{3}-\d{2}-\d{2}$/u, 'Expected a day such as 2020-08-17'),
  v.check(isADay, 'There is no such day'),
);
const year = v.pipe(v.string(), v.regex(/^2\d{3}$/u, 'Expected a year such as 2020'));

/** One year: the public holidays, and what the agency says of single days. Weekends are off too. */
export const calendarView = v.object({
  year: v.string(),
  /** False while the state has not published the year's holidays. */
  isPublished: v.boolean(),
  holidays: v.record(v.string(), v.array(v.string())),
  agencyDays: v.record(
    v.string(),
    v.object({
      kind: v.picklist(['closed', 'working']),
      reason: v.object({ ko: v.string(), en: v.string() }),
    }),
  ),
});

export const readCalendar = endpoint({
  operation: 'readCalendar',
  summary: 'The agency’s calendar of a year: public holidays, and its own closing and working days',
  method: 'GET',
  path: '/calendar/{year}',
  servedBy,
  access: 'public',
  status: 200,
  parameters: v.strictObject({ year }),
  query: noQuery,
  body: noBody,
  answer: calendarView,
});

export const setCalendarDay = endpoint({
  operation: 'setCalendarDay',
  summary:
    'Say of a day that the agency is closed or works, whatever the published calendar says; or take it back',
  method: 'PUT',
  path: '/calendar/days/{day}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: v.strictObject({ day }),
  query: noQuery,
  body: v.strictObject({ kind: v.picklist(['closed', 'working', 'as-published']), reason: bilingual(200) }),
  answer: calendarView,
});
