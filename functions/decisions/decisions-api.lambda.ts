import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createSealer } from '../platform/sealing.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { wakeRound } from '../rounds/execution.ts';
import { createApproveDecision } from './approve-decision.ts';
import {
  createListExplanations,
  createReadBudgetComparison,
  createReadExplanation,
  createListDecisiveScorecards,
  createReadPublishedSensitivity,
  createReadSensitivity,
} from './explain-decision.ts';
import {
  createReadDecision,
  createReadPriorityList,
  createReadRecommendation,
  createReadRevision,
  createReadScoreSheet,
} from './read-decision.ts';
import { createReadResult } from './read-result.ts';
import { createApproveRevision } from './approve-revision.ts';
import { createRecommendRevision } from './recommend-revision.ts';
import { createRecommendDecision } from './recommend-decision.ts';
import { createRecords } from './store.ts';

const variables = readVariables('decisions-api');
const table = createTable(variables.TABLE_NAME);
const records = createRecords(variables.BUCKET_NAME);
const workflow = createWorkflow();

export const handler = serve(
  [
    createRecommendDecision({ table, sealer: createSealer(), records }),
    createApproveDecision({ table, records }),
    createRecommendRevision({ table, records }),
    createApproveRevision({ table, records, wakeRound: (roundId) => wakeRound(table, workflow, roundId) }),
    createReadDecision({ table }),
    createReadRecommendation({ table, records }),
    createReadRevision({ table, records }),
    createReadPriorityList({ table, records }),
    createReadScoreSheet({ table, records }),
    createReadResult({ table, records }),
    createListExplanations({ table, records }),
    createReadSensitivity({ table, records }),
    createReadPublishedSensitivity({ table, records }),
    createListDecisiveScorecards({ table, records }),
    createReadBudgetComparison({ table, records }),
    createReadExplanation({ table, records }),
  ],
  table,
);
