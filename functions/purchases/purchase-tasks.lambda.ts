import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createScheduler } from '../platform/scheduling.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createPurchaseTasks } from './purchase-tasks.ts';

const variables = readVariables('purchase-tasks');

export const handler = createPurchaseTasks({
  table: createTable(variables.TABLE_NAME),
  workflow: createWorkflow(),
  scheduler: createScheduler(variables),
  clock: systemClock,
});
