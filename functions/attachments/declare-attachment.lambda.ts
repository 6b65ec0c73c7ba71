import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createDeclareAttachment } from './declare-attachment.ts';
import { createLinks } from './store/links.ts';

const { TABLE_NAME, BUCKET_NAME } = readVariables('declare-attachment');
const table = createTable(TABLE_NAME);

export const handler = serve([createDeclareAttachment({ table, links: createLinks(BUCKET_NAME) })], table);
