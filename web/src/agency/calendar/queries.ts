import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../../api/client.ts';
import type { paths } from '../../api/description.ts';

export type CalendarYear = paths['/calendar/{year}']['get']['responses'][200]['content']['application/json'];
export type Said = NonNullable<
  paths['/calendar/days/{day}']['put']['requestBody']
>['content']['application/json'];

/** A year of the calendar: the public holidays, and what the agency says of single days. */
export const calendarQuery = (api: Api, year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: () => dataOf(api.GET('/calendar/{year}', { params: { path: { year: String(year) } } })),
  });
