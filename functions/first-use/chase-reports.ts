import { earliestOf, type Instant } from '../platform/instant.ts';
import { noticeRow } from '../platform/notice.ts';
import type { Table } from '../platform/table.ts';
import { reportNotices } from './notices.ts';
import { listFirstUsesOfRound } from './store.ts';

/**
 * Records the notices of a round's reports that are due, each once. Answers the next instant at which there is one to
 * record; null where none is awaited.
 */
export const chaseReports = async (table: Table, roundId: string, at: Instant): Promise<Instant | null> => {
  const notices = (await listFirstUsesOfRound(table, roundId)).map((firstUse) => reportNotices(firstUse, at));
  for (const notice of notices.flatMap(({ due }) => due)) await table.putNew(noticeRow(notice, at));
  return earliestOf(notices.map(({ nextAt }) => nextAt));
};
