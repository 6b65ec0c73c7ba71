import * as v from 'valibot';
import { evaluationStanding } from '../evaluation/store.ts';
import { comesWithQuorumWarning, quorumWarning, reminder, reminderKinds } from '../notices/rules.ts';
import type { Clock } from '../platform/clock.ts';
import type { Instant } from '../platform/instant.ts';
import { noticeRow } from '../platform/notice.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import { wakeRound } from './execution.ts';
import { deadlineNames } from './rules.ts';
import { settleDeadline } from './settle-deadline.ts';
import { readRound } from './store.ts';

export type DeadlineReachedDependencies = {
  readonly table: Table;
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly settleInspection: (purchaseId: string, at: Instant) => Promise<void>;
};

/** What a schedule says when it fires. */
const nudgeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('round'),
    roundId: v.string(),
    deadline: v.picklist(deadlineNames),
    at: v.string(),
  }),
  v.object({
    kind: v.literal('reminder'),
    roundId: v.string(),
    reminder: v.picklist(reminderKinds),
    deadline: v.string(),
  }),
  v.object({ kind: v.literal('purchase'), purchaseId: v.string(), roundId: v.string(), at: v.string() }),
]);

/**
 * A schedule fired. It only nudges: the stored deadline and the clock decide whether anything is due, so a stale,
 * early or repeated firing changes nothing.
 */
export const createDeadlineReached =
  ({ table, workflow, clock, settleInspection }: DeadlineReachedDependencies) =>
  async (event: unknown): Promise<void> => {
    const nudge = v.parse(nudgeSchema, event);
    if (nudge.kind === 'purchase') return settleInspection(nudge.purchaseId, clock());
    if (nudge.kind === 'reminder') return remind(table, nudge, clock());
    const round = await settleDeadline(table, nudge.roundId, clock());
    const deadline = round?.deadlines[nudge.deadline] ?? null;
    if (deadline !== null && deadline <= clock()) await wakeRound(table, workflow, nudge.roundId);
  };

/**
 * Records a due reminder, once for a deadline and a step; one for a deadline that moved meanwhile is none. On the last
 * day of scoring staff are warned of what is below its quorum.
 */
const remind = async (
  table: Table,
  { roundId, reminder: kind, deadline }: Extract<v.InferOutput<typeof nudgeSchema>, { kind: 'reminder' }>,
  at: Instant,
): Promise<void> => {
  const round = await readRound(table, roundId);
  const due = round === null ? null : reminder(round, kind, deadline, at);
  if (round === null || due === null) return;
  await table.putNew(noticeRow(due, at));
  if (!comesWithQuorumWarning(due)) return;
  const warning = quorumWarning(due, await evaluationStanding(table, round));
  if (warning !== null) await table.putNew(noticeRow(warning, at));
};
