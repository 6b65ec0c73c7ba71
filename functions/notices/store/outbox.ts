import * as v from 'valibot';
import type { Instant } from '../../platform/instant.ts';
import { type Notice, noticeKey, pendingNotices } from '../../platform/notice.ts';
import { type Row, type Table, toAttributes } from '../../platform/table.ts';
import { parseNotice } from './notice-row.ts';

/** A notice in the outbox: RECORDED until a delivery stands for each person that it is for. */
export type Outgoing = {
  readonly notice: Notice;
  readonly state: 'RECORDED' | 'HANDED_ON';
  readonly recordedAt: Instant;
  /** Where the work on its audience goes on; null at its beginning. */
  readonly progress: string | null;
};

const outgoingRow = v.object({
  state: v.picklist(['RECORDED', 'HANDED_ON']),
  recordedAt: v.string(),
  progress: v.optional(v.string()),
});

const parseOutgoing = (row: Row): Outgoing => {
  const { state, recordedAt, progress = null } = v.parse(outgoingRow, row);
  return { notice: parseNotice(row), state, recordedAt, progress };
};

/** A notice of the outbox by id, or null. */
export const readOutgoing = async (table: Table, noticeId: string): Promise<Outgoing | null> => {
  const row = await table.get(noticeKey(noticeId));
  return row === null ? null : parseOutgoing(row);
};

/** The oldest notices that were recorded before `before` and not handed on, a few of each shard. */
export const listForgotten = async (table: Table, before: Instant): Promise<readonly Outgoing[]> => {
  const pages = await Promise.all(
    pendingNotices.map((partition) => table.page(partition, { index: 'collection', limit: 20 })),
  );
  return pages
    .flatMap(({ rows }) => rows.map(parseOutgoing))
    .filter(({ recordedAt, state }) => state === 'RECORDED' && recordedAt < before);
};

/** Remembers how far the work on its audience came. */
export const keepProgress = (table: Table, noticeId: string, progress: string): Promise<void> =>
  update(
    table,
    noticeId,
    'SET #progress = :progress',
    { ':progress': progress },
    { '#progress': 'progress' },
  );

/** Takes the notice off the list of the pending: each person's delivery is on its own from here. */
export const handOn = (table: Table, noticeId: string): Promise<void> =>
  update(
    table,
    noticeId,
    'SET #state = :done REMOVE #collection, #position, #progress',
    { ':done': 'HANDED_ON' },
    { '#collection': 'collection', '#position': 'position', '#progress': 'progress' },
  );

/** Changes a notice that is not handed on yet; for another, nothing is left to do. */
const update = async (
  table: Table,
  noticeId: string,
  expression: string,
  values: Row,
  names: Readonly<Record<string, string>>,
): Promise<void> => {
  await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(noticeKey(noticeId)),
        ConditionExpression: '#state = :recorded',
        UpdateExpression: expression,
        ExpressionAttributeNames: { '#state': 'state', ...names },
        ExpressionAttributeValues: toAttributes({ ':recorded': 'RECORDED', ...values }),
      },
    },
  ]);
};
