import { createSupplementDocuments } from '../evaluation/supplement-documents.ts';
import { createObjectionDocuments } from '../objections/objection-documents.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createPurchaseDocuments } from '../purchases/purchase-documents.ts';
import { createDeclareDocument } from './documents/declare-document.ts';
import { createOpenDocumentParts, createReceiveDocument } from './documents/put-document.ts';
import { createDownloadDocument, createListDocuments } from './documents/read-documents.ts';
import { createRemoveDocument } from './documents/remove-document.ts';
import { createDownloadAttachment, createListAttachments } from './read-attachments.ts';
import { createOpenParts } from './open-parts.ts';
import { createReceiveAttachment } from './receive-attachment.ts';
import { createRemoveAttachment } from './remove-attachment.ts';
import { createGatherings } from './store/gatherings.ts';
import { createLinks } from './store/links.ts';
import { createObjects, createStoreClient } from './store/objects.ts';

const { TABLE_NAME, BUCKET_NAME } = readVariables('attachments-api');
const table = createTable(TABLE_NAME);
const store = createStoreClient();
const objects = createObjects(BUCKET_NAME, store);
const gatherings = createGatherings(BUCKET_NAME, store);
const links = createLinks(BUCKET_NAME);
const owners = {
  supplement: createSupplementDocuments(table),
  objection: createObjectionDocuments(table),
  purchase: createPurchaseDocuments(table),
};

export const handler = serve(
  [
    createListAttachments({ table }),
    createOpenParts({ table, objects, gatherings, links }),
    createReceiveAttachment({ table, objects, gatherings }),
    createRemoveAttachment({ table, gatherings }),
    createDownloadAttachment({ table, links }),
    createDeclareDocument({ table, owners, links }),
    createListDocuments({ table, owners }),
    createOpenDocumentParts({ table, owners, objects, gatherings, links }),
    createReceiveDocument({ table, owners, objects, gatherings }),
    createRemoveDocument({ table, owners, gatherings }),
    createDownloadDocument({ table, owners, links }),
  ],
  table,
);
