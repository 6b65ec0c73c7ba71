import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createChangeDesignation } from './change-designation.ts';
import { createPrepareDesignation } from './prepare-designation.ts';
import {
  createListBuyingRequests,
  createListDesignations,
  createListWaitingDesignations,
  createReadDesignation,
} from './read-designations.ts';
import { createRecordRepurchase } from './record-repurchase.ts';
import { createRequestToBuy } from './request-to-buy.ts';

const table = createTable(readVariables('designations-api').TABLE_NAME);

export const handler = serve(
  [
    createPrepareDesignation({ table }),
    createChangeDesignation({ table }),
    createReadDesignation({ table }),
    createListDesignations({ table }),
    createListWaitingDesignations({ table }),
    createRequestToBuy({ table }),
    createRecordRepurchase({ table }),
    createListBuyingRequests({ table }),
  ],
  table,
);
