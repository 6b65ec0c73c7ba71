import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createSealer } from '../platform/sealing.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import { settleOutages } from '../rounds/settle-outages.ts';
import { triesOf } from './store/tries.ts';
import { createWatchSubmissions } from './watch-submissions.ts';

const variables = readVariables('watch-submissions');
const table = createTable(variables.TABLE_NAME);

export const handler = createWatchSubmissions({
  table,
  tries: triesOf({
    apiUrl: variables.API_URL,
    submitFunctionName: variables.SUBMIT_FUNCTION_NAME,
    bucketName: variables.BUCKET_NAME,
    table,
    sealer: createSealer(),
    clock: systemClock,
    sign: createLedgerKey(variables.LEDGER_KEY_ID).sign,
  }),
  clock: systemClock,
  settleOutages: (at) => settleOutages(table, at),
});
