import type { Scheduler } from '../../functions/platform/scheduling.ts';
import type { Workflow } from '../../functions/platform/workflow.ts';

/** A call of the workflow or the scheduler, as `[verb, ...arguments]`. */
export type ToldCall = readonly [verb: string, ...given: unknown[]];

/** Machines and schedules that do nothing but remember what they were told. */
export const fakeWorkflow = (given: Partial<Workflow> = {}) => {
  const told: ToldCall[] = [];
  const workflow: Workflow = {
    resume: (...call) => {
      told.push(['resume', ...call]);
      return Promise.resolve(true);
    },
    start: (...call) => {
      told.push(['start', ...call]);
      return Promise.resolve();
    },
    stop: (...call) => {
      told.push(['stop', ...call]);
      return Promise.resolve();
    },
    status: () => Promise.resolve('RUNNING'),
    ...given,
  };
  const scheduler: Scheduler = {
    scheduleAt: (...call) => {
      told.push(['scheduleAt', ...call]);
      return Promise.resolve();
    },
  };
  return { workflow, scheduler, told };
};
