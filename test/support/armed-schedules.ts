import type { Instant } from '../../functions/platform/instant.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createRoundTasks } from '../../functions/rounds/round-tasks.ts';
import { fakeWorkflow } from './fake-workflow.ts';

type Wait = { readonly roundId: string; readonly generation: number; readonly phase: string };

/** The schedules that the round's machine arms at `at` when it begins to wait in a phase: name, instant, payload. */
export const armedSchedules = async (
  table: Table,
  wait: Wait,
  at: Instant,
): Promise<readonly (readonly unknown[])[]> => {
  const { workflow, scheduler, told } = fakeWorkflow();
  await createRoundTasks({
    table,
    workflow,
    scheduler,
    clock: () => at,
    applyOutcomes: () => Promise.resolve({ done: true }),
    startPurchases: () => Promise.resolve({ done: true }),
    chase: () => Promise.resolve(null),
  })({ task: 'await', ...wait, taskToken: 'token' });
  return told.filter(([verb]) => verb === 'scheduleAt').map(([, ...schedule]) => schedule);
};
