import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createListVerdicts } from './list-verdicts.ts';
import { createPublishVerdict } from './publish-verdict.ts';
import { createReadFirstUse } from './read-first-use.ts';
import { createReportVerdict } from './report-verdict.ts';

const table = createTable(readVariables('first-use-api').TABLE_NAME);

export const handler = serve(
  [
    createReadFirstUse({ table }),
    createReportVerdict({ table }),
    createPublishVerdict({ table }),
    createListVerdicts({ table }),
  ],
  table,
);
