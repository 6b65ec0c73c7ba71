import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { settleInspection } from '../purchases/settle-inspection.ts';
import { createDeadlineReached } from './deadline-reached.ts';

const table = createTable(readVariables('deadline-reached').TABLE_NAME);
const workflow = createWorkflow();

export const handler = createDeadlineReached({
  table,
  workflow,
  clock: systemClock,
  settleInspection: (purchaseId, at) => settleInspection({ table, workflow }, purchaseId, at),
});
