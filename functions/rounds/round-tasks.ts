import * as v from 'valibot';
import { remindersOf } from '../notices/rules.ts';
import type { Stored } from '../platform/change.ts';
import type { Clock } from '../platform/clock.ts';
import { addSeconds, earliestOf, epochMillisecondsOf, hasPassed, type Instant } from '../platform/instant.ts';
import type { Scheduler } from '../platform/scheduling.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import { type DeadlineName, deadlineOfPhase, effectivePhase, type Round } from './rules.ts';
import { settleDeadline } from './settle-deadline.ts';
import { rememberWait } from './store.ts';

export type RoundTaskDependencies = {
  readonly table: Table;
  readonly workflow: Workflow;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  /** Pages through the proposals; true when none is left. */
  readonly applyOutcomes: (round: Stored<Round>, at: Instant) => Promise<{ readonly done: boolean }>;
  readonly startPurchases: (round: Stored<Round>, at: Instant) => Promise<{ readonly done: boolean }>;
  /** Records the notices of what is late by now, and answers when to look for more; null where nothing is awaited. */
  readonly chase: (round: Stored<Round>, at: Instant) => Promise<Instant | null>;
};

/** A task of the round's machine; ids only, everything else is read from the table. */
const taskSchema = v.variant('task', [
  v.object({ task: v.literal('read'), roundId: v.string(), generation: v.number() }),
  v.object({
    task: v.literal('await'),
    roundId: v.string(),
    generation: v.number(),
    phase: v.string(),
    taskToken: v.string(),
  }),
  v.object({ task: v.literal('apply-outcomes'), roundId: v.string(), generation: v.number() }),
  v.object({ task: v.literal('start-purchases'), roundId: v.string(), generation: v.number() }),
]);

/** A wait ends by itself after a week at the latest, and a minute after its deadline, and looks again. */
const longestWaitInSeconds = 7 * 24 * 3600;
const graceInSeconds = 60;

/** Ends an execution whose round has gone on in a later generation, or does not exist. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

const superseded = ({ roundId, generation }: { readonly roundId: string; readonly generation: number }) =>
  new Superseded(`Generation ${generation} of round ${roundId} is not the present one`);

/** The handler of the round machine's tasks. Each may come early, late, twice or never. */
export const createRoundTasks =
  (dependencies: RoundTaskDependencies) =>
  async (event: unknown): Promise<unknown> => {
    const task = v.parse(taskSchema, event);
    const at = dependencies.clock();
    const round = await settleDeadline(dependencies.table, task.roundId, at);
    if (round?.generation !== task.generation) throw superseded(task);
    switch (task.task) {
      case 'read':
        return {
          phase: effectivePhase(round, at),
          waitInSeconds: waitInSeconds(round, await dependencies.chase(round, at), at),
        };
      case 'await':
        return register(dependencies, round, task.phase, task.taskToken);
      case 'apply-outcomes':
        return dependencies.applyOutcomes(round, at);
      case 'start-purchases':
        return dependencies.startPurchases(round, at);
    }
  };

/**
 * Registers where the machine waits, arms the schedules of the phase's deadline and its reminders, then looks once more: whoever
 * moved the round before the token was kept could not wake it.
 */
const register = async (
  { table, workflow, scheduler, clock }: RoundTaskDependencies,
  round: Stored<Round>,
  phase: string,
  taskToken: string,
): Promise<null> => {
  const { roundId, generation } = round;
  if (!(await rememberWait(table, roundId, { taskToken, phase, generation }))) throw superseded(round);
  const deadlineName = deadlineOfPhase(effectivePhase(round, clock()));
  const deadline = deadlineName === null ? null : round.deadlines[deadlineName];
  // A schedule in the past fires at once: it would wake a machine that waits for a quorum again and again.
  if (deadlineName !== null && deadline !== null && !hasPassed(deadline, clock()))
    await scheduler.scheduleAt(`${roundId}-${deadlineName}`, deadline, {
      kind: 'round',
      roundId,
      deadline: deadlineName,
      at: deadline,
    });
  if (deadlineName !== null && deadline !== null)
    await armReminders(scheduler, roundId, { name: deadlineName, at: deadline }, clock());
  const now = clock();
  const present = await settleDeadline(table, roundId, now);
  if (present === null || effectivePhase(present, now) !== phase)
    await workflow.resume(taskToken, { moved: true });
  return null;
};

/** Reminders that are still ahead; by name, so that a deadline that moved takes its reminders along. */
const armReminders = async (
  scheduler: Scheduler,
  roundId: string,
  deadline: { readonly name: DeadlineName; readonly at: Instant },
  at: Instant,
): Promise<void> => {
  for (const { kind, dueAt } of remindersOf(deadline.name, deadline.at))
    if (!hasPassed(dueAt, at))
      await scheduler.scheduleAt(`${roundId}-${kind}`, dueAt, {
        kind: 'reminder',
        roundId,
        reminder: kind,
        deadline: deadline.at,
      });
};

const waitInSeconds = (round: Round, chaseAt: Instant | null, at: Instant): number => {
  const name = deadlineOfPhase(effectivePhase(round, at));
  const deadline = name === null ? null : round.deadlines[name];
  const next = earliestOf([deadline, chaseAt]);
  if (next === null) return longestWaitInSeconds;
  const until = epochMillisecondsOf(addSeconds(next, graceInSeconds)) - epochMillisecondsOf(at);
  return Math.min(longestWaitInSeconds, Math.max(graceInSeconds, Math.ceil(until / 1000)));
};
