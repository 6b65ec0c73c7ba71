import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createSubmitScorecard } from './submit-scorecard.ts';

const table = createTable(readVariables('submit-scorecard').TABLE_NAME);

export const handler = serve([createSubmitScorecard({ table })], table);
