import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import { createSequenceEntries } from './sequence-entries.ts';

const variables = readVariables('sequence-entries');

export const handler = createSequenceEntries({
  table: createTable(variables.TABLE_NAME),
  signer: createLedgerKey(variables.LEDGER_KEY_ID),
  clock: systemClock,
});
