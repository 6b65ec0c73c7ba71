import * as published from '@hyunbinseo/holidays-kr/all';
import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../platform/change.ts';
import type { Table, TableKey } from '../platform/table.ts';
import type { AgencyCalendar, CalendarAction, WorkingCalendar } from './rules.ts';

const calendarRow = v.object({
  state: v.literal('KEPT'),
  days: v.record(
    v.string(),
    v.object({
      kind: v.picklist(['closed', 'working']),
      reason: v.object({ ko: v.string(), en: v.string() }),
    }),
  ),
}) satisfies v.GenericSchema<unknown, AgencyCalendar>;

const calendarKey: TableKey = { pk: 'AGENCY', sk: 'CALENDAR' };

const years = Object.entries(published).map(([name, holidays]) => ({ year: name.slice(1), holidays }));

/** The public holidays of Korea as the state published them in its gazette, with the substitute holidays. */
export const publishedCalendar: Pick<WorkingCalendar, 'holidays' | 'publishedYears'> = {
  holidays: Object.fromEntries(years.flatMap(({ holidays }) => Object.entries(holidays))),
  publishedYears: years.map(({ year }) => year),
};

/** What the agency says of single days; null until it has said something. */
export const readAgencyCalendar = async (table: Table): Promise<Stored<AgencyCalendar> | null> => {
  const row = await table.get(calendarKey);
  return row === null ? null : { ...v.parse(calendarRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The calendar that deadlines are held against. */
export const readWorkingCalendar = async (table: Table): Promise<WorkingCalendar> => ({
  ...publishedCalendar,
  agencyDays: (await readAgencyCalendar(table))?.days ?? {},
});

/** The change of the agency's calendar; it belongs to no round. */
export const calendarChange = (
  before: Stored<AgencyCalendar> | null,
  after: AgencyCalendar,
  action: CalendarAction,
  reason: string,
): Change<AgencyCalendar> => ({
  key: calendarKey,
  entity: 'calendar/agency',
  log: 'agency',
  action,
  reason,
  before,
  after,
});
