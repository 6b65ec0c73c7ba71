import { createRecords } from '../decisions/store.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createAcceptPurchase } from './accept-purchase.ts';
import { createContractPurchase } from './contract-purchase.ts';
import { createListPurchases } from './list-purchases.ts';
import { createPayPurchase } from './pay-purchase.ts';
import { createReadBudget } from './read-budget.ts';
import { createReadPurchase } from './read-purchase.ts';
import { createRecordDelivery } from './record-delivery.ts';
import { createRecordInspection } from './record-inspection.ts';
import { createTerminatePurchase } from './terminate-purchase.ts';

const variables = readVariables('purchases-api');
const table = createTable(variables.TABLE_NAME);
const records = createRecords(variables.BUCKET_NAME);
const dependencies = { table, workflow: createWorkflow() };

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
  ],
  table,
);
