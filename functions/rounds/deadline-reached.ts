import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import type { Instant } from '../platform/instant.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import { wakeRound } from './execution.ts';
import { deadlineNames } from './rules.ts';
import { settleDeadline } from './settle-deadline.ts';

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
    const round = await settleDeadline(table, nudge.roundId, clock());
    const deadline = round?.deadlines[nudge.deadline] ?? null;
    if (deadline !== null && deadline <= clock()) await wakeRound(table, workflow, nudge.roundId);
  };
