import { createReadCalendar, createSetCalendarDay } from '../calendar/keep-calendar.ts';
import { createReadMeasuredOutages, createReadOutages } from '../outages/read-outages.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createChangePolicy } from './change-policy.ts';
import { createReadExecutions, createRestartExecution } from './executions.ts';
import { createPlanRound } from './plan-round.ts';
import {
  createListPreparations,
  createListRounds,
  createReadPreparation,
  createReadRound,
} from './read-rounds.ts';
import { createTransitionRound } from './transition-round.ts';

const variables = readVariables('rounds-api');
const table = createTable(variables.TABLE_NAME);
const workflow = createWorkflow();
const isRehearsal = variables.REHEARSAL === 'yes';
const machines = {
  roundMachineArn: variables.ROUND_MACHINE_ARN,
  purchaseMachineArn: variables.PURCHASE_MACHINE_ARN,
};

export const handler = serve(
  [
    createReadCalendar({ table }),
    createSetCalendarDay({ table }),
    createPlanRound({ table, isRehearsal }),
    createChangePolicy({ table, isRehearsal }),
    createListRounds({ table }),
    createReadRound({ table }),
    createReadOutages({ table }),
    createReadMeasuredOutages({ table }),
    createReadPreparation({ table }),
    createListPreparations({ table }),
    createTransitionRound({ table, workflow, ...machines }),
    createReadExecutions({ table, workflow, ...machines }),
    createRestartExecution({ table, workflow, ...machines }),
  ],
  table,
);
