import * as v from 'valibot';
import { readWorkingCalendar } from '../calendar/store.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import type { Table, TableKey } from '../platform/table.ts';
import type { Round } from '../rounds/rules.ts';
import { type Assessment, assess, assessmentWindow, type Window, windowBeyondHold } from './rules.ts';
import { heartbeat } from './schema.ts';

export type KeptHeartbeat = v.InferOutput<typeof heartbeat>;
/** What was tried of the path of a submission, and how it went. */
export type Probe = KeptHeartbeat['probes'][number];

/** Longer than any objection or claim takes. */
const keptForSeconds = 3 * 366 * 24 * 3600;

const dayPartition = (day: string): string => `HEARTBEATS#${day}`;
const lastKey: TableKey = { pk: 'HEARTBEATS', sk: 'LAST' };
const sinceKey: TableKey = { pk: 'HEARTBEATS', sk: 'SINCE' };
const instantRow = v.object({ sentAt: v.string() });

const readInstant = async (table: Table, key: TableKey): Promise<Instant | null> => {
  const row = await table.get(key);
  return row === null ? null : v.parse(instantRow, row).sentAt;
};

/** When the last good heartbeat was sent; null before the first. */
export const readLastGood = (table: Table): Promise<Instant | null> => readInstant(table, lastKey);

/** Keeps a heartbeat as evidence, the first of its minute. */
export const keepHeartbeat = async (table: Table, beat: KeptHeartbeat): Promise<void> => {
  const { sentAt } = beat;
  await table.putNew({
    pk: dayPartition(sentAt.slice(0, 10)),
    sk: `BEAT#${sentAt.slice(0, 16)}`,
    ...beat,
    expiresAtEpochSeconds: Math.floor(epochMillisecondsOf(addSeconds(sentAt, keptForSeconds)) / 1000),
  });
  if (beat.answeredAt === null) return;
  await table.putNew({ ...sinceKey, sentAt });
  await table.put({ ...lastKey, sentAt });
};

const daysOf = ({ from, to }: Window): readonly string[] => {
  const days: string[] = [];
  for (let at = `${from.slice(0, 10)}T00:00:00.000Z`; at <= to; at = addSeconds(at, 24 * 3600))
    days.push(at.slice(0, 10));
  return days;
};

/** The heartbeats of a window, good and bad, in their order. */
export const listHeartbeats = async (table: Table, window: Window): Promise<readonly KeptHeartbeat[]> => {
  const days = await Promise.all(
    daysOf(window).map((day) => table.all(dayPartition(day), { consistent: true })),
  );
  return days
    .flat()
    .map((row) => v.parse(heartbeat, row))
    .filter(({ sentAt }) => sentAt >= window.from && sentAt < window.to);
};

/** What the heartbeats show of a round's deadline for proposals, with the heartbeats; null before the call. */
export const assessDeadline = async (
  table: Table,
  { deadlines, policy }: Round,
  at: Instant,
): Promise<{ readonly assessment: Assessment; readonly heartbeats: readonly KeptHeartbeat[] } | null> => {
  const deadline = deadlines.proposals;
  if (deadline === null) return null;
  const [since, calendar] = await Promise.all([readInstant(table, sinceKey), readWorkingCalendar(table)]);
  const assessOver = async (window: Window) => {
    const heartbeats = await listHeartbeats(table, window);
    return { assessment: assess(deadline, policy, { since, heartbeats }, calendar, window), heartbeats };
  };
  const window = assessmentWindow(deadline, policy, at);
  const found = await assessOver(window);
  const outlastsHold = found.assessment.isBeingAssessed && window.to < at;
  return outlastsHold ? assessOver(windowBeyondHold(window, at)) : found;
};
