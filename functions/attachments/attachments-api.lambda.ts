import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createDownloadAttachment, createListAttachments } from './read-attachments.ts';
import { createReceiveAttachment } from './receive-attachment.ts';
import { createRemoveAttachment } from './remove-attachment.ts';
import { createLinks } from './store/links.ts';
import { createObjects } from './store/objects.ts';

const { TABLE_NAME, BUCKET_NAME } = readVariables('attachments-api');
const table = createTable(TABLE_NAME);

export const handler = serve(
  [
    createListAttachments({ table }),
    createReceiveAttachment({ table, objects: createObjects(BUCKET_NAME) }),
    createRemoveAttachment({ table }),
    createDownloadAttachment({ table, links: createLinks(BUCKET_NAME) }),
  ],
  table,
);
