import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createRecordBounce } from './record-bounce.ts';

export const handler = createRecordBounce({ table: createTable(readVariables('record-bounce').TABLE_NAME) });
