import { applyOutcomes, finaliseDecision } from '../decisions/apply-outcomes.ts';
import { createRecords } from '../decisions/store.ts';
import { chaseFreshPanels } from '../evaluation/chase-fresh-panels.ts';
import { chaseReports } from '../first-use/chase-reports.ts';
import { reportOverdueObjections } from '../objections/report-overdue.ts';
import { systemClock } from '../platform/clock.ts';
import { earliestOf } from '../platform/instant.ts';
import { readVariables } from '../platform/environment.ts';
import { createScheduler } from '../platform/scheduling.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { startPurchases } from '../purchases/start-purchases.ts';
import { createRoundTasks } from './round-tasks.ts';

const variables = readVariables('round-tasks');
const table = createTable(variables.TABLE_NAME);
const records = createRecords(variables.BUCKET_NAME);
const workflow = createWorkflow();

export const handler = createRoundTasks({
  table,
  workflow,
  scheduler: createScheduler(variables),
  clock: systemClock,
  applyOutcomes: (round, at) => applyOutcomes({ table, records }, round, at),
  chase: async (round, at) => {
    const { roundId, noticeAt } = round;
    if (noticeAt === null) return null;
    return earliestOf(
      await Promise.all([
        reportOverdueObjections(table, roundId, at),
        chaseFreshPanels(table, round, at),
        chaseReports(table, roundId, at),
      ]),
    );
  },
  startPurchases: async (round, at) => {
    await finaliseDecision(table, round, at);
    return startPurchases(
      { table, records, workflow, purchaseMachineArn: variables.PURCHASE_MACHINE_ARN },
      round,
      at,
    );
  },
});
