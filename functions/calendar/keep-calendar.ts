import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { type AgencyCalendar, calendarTransitions, type Day, withDay } from './rules.ts';
import { readCalendar, setCalendarDay } from './schema.ts';
import { calendarChange, publishedCalendar, readAgencyCalendar } from './store.ts';

type Dependencies = { readonly table: Table };

/** A year of the calendar, for everybody. */
export const createReadCalendar = ({ table }: Dependencies): Implementation =>
  implement(readCalendar, async ({ parameters }) => {
    const kept = await readAgencyCalendar(table);
    return answer(200, presentYear(parameters.year, kept?.days ?? {}), kept?.bookkeeping.version ?? 0);
  });

/**
 * Staff say of a day that the agency is closed or works on it, or take their word back. A deadline that stands on the
 * day stays: whoever wants it elsewhere moves it.
 */
export const createSetCalendarDay = ({ table }: Dependencies): Implementation =>
  implement(
    setCalendarDay,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const before = await readAgencyCalendar(table);
      const version = before?.bookkeeping.version ?? 0;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const { kind, reason } = body;
      const after = withDay(
        before?.days ?? {},
        parameters.day,
        kind === 'as-published' ? null : { kind, reason },
      );
      const row = findTransition(
        calendarTransitions,
        before === null ? 'keep' : 'set-day',
        before?.state ?? null,
      );
      if (isRefusal(row)) return row;
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [calendarChange(before, after, row.action, `${parameters.day} ${kind}: ${reason.ko}`)],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(200, presentYear(parameters.day.slice(0, 4), after.days), written),
      });
    },
  );

const presentYear = (year: string, agencyDays: AgencyCalendar['days']) => {
  const ofYear = <Value>(days: Readonly<Record<Day, Value>>): Record<Day, Value> =>
    Object.fromEntries(Object.entries(days).filter(([day]) => day.startsWith(year)));
  return {
    year,
    isPublished: publishedCalendar.publishedYears.includes(year),
    holidays: ofYear(publishedCalendar.holidays),
    agencyDays: ofYear(agencyDays),
  };
};
