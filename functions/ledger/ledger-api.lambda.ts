import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import {
  createAuditAgencyLedger,
  createAuditLedger,
  createExportLedger,
  createListAgencyCheckpoints,
  createListCheckpoints,
  createListRefusals,
} from './read-ledger.ts';
import { createReadSigningKey } from './read-signing-key.ts';

const variables = readVariables('ledger-api');
const table = createTable(variables.TABLE_NAME);

export const handler = serve(
  [
    createExportLedger({ table }),
    createListCheckpoints({ table }),
    createListAgencyCheckpoints({ table }),
    createAuditLedger({ table }),
    createAuditAgencyLedger({ table }),
    createListRefusals({ table }),
    createReadSigningKey(createLedgerKey(variables.LEDGER_KEY_ID), variables.LEDGER_KEY_ID),
  ],
  table,
);
