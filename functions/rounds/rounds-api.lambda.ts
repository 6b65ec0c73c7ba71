import { createReadCalendar, createSetCalendarDay } from '../calendar/keep-calendar.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createSealKeys } from '../platform/seal-key.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createReadExecutions, createRestartExecution } from './executions.ts';
import { createPlanRound } from './plan-round.ts';
import { createListRounds, createReadRound } from './read-rounds.ts';
import { createTransitionRound } from './transition-round.ts';

const variables = readVariables('rounds-api');
const table = createTable(variables.TABLE_NAME);
const workflow = createWorkflow();
const sealKeys = createSealKeys({ beforeOpening: variables.SEALED_READER_ROLE_ARNS.split(',') });
const machines = {
  roundMachineArn: variables.ROUND_MACHINE_ARN,
  purchaseMachineArn: variables.PURCHASE_MACHINE_ARN,
};

export const handler = serve(
  [
    createReadCalendar({ table }),
    createSetCalendarDay({ table }),
    createPlanRound({ table }),
    createListRounds({ table }),
    createReadRound({ table }),
    createTransitionRound({ table, workflow, sealKeys, ...machines }),
    createReadExecutions({ table, workflow, ...machines }),
    createRestartExecution({ table, workflow, ...machines }),
  ],
  table,
);
