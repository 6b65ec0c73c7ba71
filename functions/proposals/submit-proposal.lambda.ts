import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import { createSubmitProposal } from './submit-proposal.ts';

const { TABLE_NAME, LEDGER_KEY_ID } = readVariables('submit-proposal');
const table = createTable(TABLE_NAME);
const { sign } = createLedgerKey(LEDGER_KEY_ID);

export const handler = serve([createSubmitProposal({ table, sign, keyId: LEDGER_KEY_ID })], table);
