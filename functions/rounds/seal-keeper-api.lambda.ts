import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createSealKeys } from '../platform/seal-key.ts';
import { createTable } from '../platform/table.ts';
import { createWorkflow } from '../platform/workflow.ts';
import { createTransitionSealedRound } from './transition-sealed-round.ts';

const variables = readVariables('seal-keeper-api');
const table = createTable(variables.TABLE_NAME);

export const handler = serve(
  [
    createTransitionSealedRound({
      table,
      workflow: createWorkflow(),
      roundMachineArn: variables.ROUND_MACHINE_ARN,
      sealKeys: createSealKeys({
        keeper: variables.SEAL_KEEPER_ROLE_ARN,
        beforeOpening: variables.SEALED_READER_ROLE_ARNS.split(','),
        throughStore: variables.SEALED_FILE_ROLE_ARNS.split(','),
        afterOpening: variables.SEAL_OPENED_READER_ROLE_ARNS.split(','),
      }),
    }),
  ],
  table,
);
