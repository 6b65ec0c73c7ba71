import { earliestOf, type Instant } from '../platform/instant.ts';
import { noticeRow } from '../platform/notice.ts';
import type { Table } from '../platform/table.ts';
import { objectionOverdue } from './notices.ts';
import { isOverdue } from './rules.ts';
import { listObjections } from './store.ts';

/**
 * Records a notice to the agency for each objection of a round that is open past its time, once each. Answers the next
 * instant at which one falls due; null where none will.
 */
export const reportOverdueObjections = async (
  table: Table,
  roundId: string,
  at: Instant,
): Promise<Instant | null> => {
  const open = (await listObjections(table, roundId)).filter(({ state }) => state === 'OPEN');
  for (const objection of open.filter((one) => isOverdue(one, at)))
    await table.putNew(noticeRow(objectionOverdue(objection), at));
  return earliestOf(open.map(({ decisionDeadline }) => decisionDeadline).filter((deadline) => deadline > at));
};
