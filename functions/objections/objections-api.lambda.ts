import { createRecords } from '../decisions/store.ts';
import { createListFreshPanels, createRenewFreshPanel } from '../evaluation/fresh-panels.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { wakeRound } from '../rounds/execution.ts';
import { createDecideObjection } from './decide-objection.ts';
import { createMakeObjection } from './make-objection.ts';
import { createListObjections, createReadObjection } from './read-objections.ts';

const variables = readVariables('objections-api');
const table = createTable(variables.TABLE_NAME);
const records = createRecords(variables.BUCKET_NAME);
const workflow = createWorkflow();
const dependencies = { table, wakeRound: (roundId: string) => wakeRound(table, workflow, roundId) };

export const handler = serve(
  [
    createMakeObjection(dependencies),
    createDecideObjection({ ...dependencies, records }),
    createReadObjection({ table }),
    createListObjections({ table, records }),
    createListFreshPanels({ table }),
    createRenewFreshPanel(dependencies),
  ],
  table,
);
