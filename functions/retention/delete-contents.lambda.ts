import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createDeleteContents } from './delete-contents.ts';
import { createFiles } from './store/files.ts';

const variables = readVariables('delete-contents');

export const handler = createDeleteContents({
  table: createTable(variables.TABLE_NAME),
  files: createFiles(variables.BUCKET_NAME),
  clock: systemClock,
});
