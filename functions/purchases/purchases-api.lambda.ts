import { createRecords } from '../decisions/store.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createAcceptPurchase } from './accept-purchase.ts';
import { wakeRound } from '../rounds/execution.ts';
import { createApplyForFirstUse } from './apply-for-first-use.ts';
import { createApproveMoveUp } from './approve-move-up.ts';
import { createContractPurchase } from './contract-purchase.ts';
import { createDeclineFirstUse } from './decline-first-use.ts';
import { createListFirstUseApplications } from './list-first-use-applications.ts';
import { createListPurchases } from './list-purchases.ts';
import { createPayPurchase } from './pay-purchase.ts';
import { createPrepareMoveUp } from './prepare-move-up.ts';
import { createReadBudget } from './read-budget.ts';
import { createReadMoveUp } from './read-move-up.ts';
import { createReadPurchase } from './read-purchase.ts';
import { createRecordDelivery } from './record-delivery.ts';
import { createRecordInspection } from './record-inspection.ts';
import { createTerminatePurchase } from './terminate-purchase.ts';

const variables = readVariables('purchases-api');
const table = createTable(variables.TABLE_NAME);
const records = createRecords(variables.BUCKET_NAME);
const workflow = createWorkflow();
const dependencies = { table, workflow };
const moveUp = { table, records, wakeRound: (roundId: string) => wakeRound(table, workflow, roundId) };

export const handler = serve(
  [
    createReadPurchase({ table }),
    createListPurchases({ table }),
    createReadBudget({ table }),
    createContractPurchase({ ...dependencies, records }),
    createRecordDelivery(dependencies),
    createRecordInspection(dependencies),
    createAcceptPurchase(dependencies),
    createPayPurchase(dependencies),
    createTerminatePurchase(dependencies),
    createDeclineFirstUse(dependencies),
    createApplyForFirstUse({ table }),
    createListFirstUseApplications({ table }),
    createReadMoveUp({ table }),
    createPrepareMoveUp({ table, records }),
    createApproveMoveUp(moveUp),
  ],
  table,
);
