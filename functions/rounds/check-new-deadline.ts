import { checkWorkingDay } from '../calendar/rules.ts';
import { readWorkingCalendar } from '../calendar/store.ts';
import type { Instant } from '../platform/instant.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { checkDeadlineAhead } from './rules.ts';

type NewDeadline = { readonly deadline: Instant; readonly confirmNonWorkingDay?: boolean | undefined };

/** A deadline lies ahead, and on a working day unless staff confirm another (DOMAIN.md, «Round»). */
export const checkNewDeadline = async (
  table: Table,
  { deadline, confirmNonWorkingDay = false }: NewDeadline,
  at: Instant,
): Promise<Refusal | null> =>
  checkDeadlineAhead(deadline, at) ??
  checkWorkingDay(await readWorkingCalendar(table), deadline, confirmNonWorkingDay);
