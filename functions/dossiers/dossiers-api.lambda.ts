import { createLinks } from '../attachments/store/links.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createReadDossier } from './read-dossier.ts';
import { createRequestDossier } from './request-dossier.ts';
import { createWakeBuilder } from './store.ts';

const variables = readVariables('dossiers-api');
const table = createTable(variables.TABLE_NAME);
const dependencies = {
  table,
  wakeBuilder: createWakeBuilder(variables.BUILD_DOSSIER_FUNCTION_NAME),
  keptInDays: Number(variables.DOSSIERS_KEPT_IN_DAYS),
  links: createLinks(variables.BUCKET_NAME),
};

export const handler = serve([createRequestDossier(dependencies), createReadDossier(dependencies)], table);
