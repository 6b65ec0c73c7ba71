import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createCommentOnReport } from './comment-on-report.ts';
import { createListFirstUses } from './list-first-uses.ts';
import { createListVerdicts } from './list-verdicts.ts';
import { createPlanTrial } from './plan-trial.ts';
import { createPublishVerdict } from './publish-verdict.ts';
import { createReadFigures } from './read-figures.ts';
import { createReadFirstUse } from './read-first-use.ts';
import { createReadLessons } from './read-lessons.ts';
import { createRecordOutcome } from './record-outcome.ts';
import { createReportVerdict } from './report-verdict.ts';

const table = createTable(readVariables('first-use-api').TABLE_NAME);

export const handler = serve(
  [
    createReadFirstUse({ table }),
    createReportVerdict({ table }),
    createPublishVerdict({ table }),
    createListFirstUses({ table }),
    createListVerdicts({ table }),
    createPlanTrial({ table }),
    createCommentOnReport({ table }),
    createRecordOutcome({ table }),
    createReadLessons({ table }),
    createReadFigures({ table }),
  ],
  table,
);
