import { createRecords } from '../decisions/store.ts';
import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createSealer } from '../platform/sealing.ts';
import { createLedgerKey } from '../platform/signing.ts';
import { createTable } from '../platform/table.ts';
import { createBuildDossier } from './build-dossier.ts';
import { createArchives } from './store/archives.ts';

const variables = readVariables('build-dossier');

export const handler = createBuildDossier({
  table: createTable(variables.TABLE_NAME),
  records: createRecords(variables.BUCKET_NAME),
  sealer: createSealer(),
  signer: createLedgerKey(variables.LEDGER_KEY_ID),
  keyId: variables.LEDGER_KEY_ID,
  archives: createArchives(variables.BUCKET_NAME),
  clock: systemClock,
});
