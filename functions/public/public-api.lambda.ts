import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createReadDescription } from './read-description.ts';

const table = createTable(readVariables('public-api').TABLE_NAME);

export const handler = serve(
  [createReadDescription(() => readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8'))],
  table,
);
