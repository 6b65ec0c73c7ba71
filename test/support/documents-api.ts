import { createDeclareDocument } from '../../functions/attachments/documents/declare-document.ts';
import {
  createOpenDocumentParts,
  createReceiveDocument,
} from '../../functions/attachments/documents/put-document.ts';
import {
  createDownloadDocument,
  createListDocuments,
} from '../../functions/attachments/documents/read-documents.ts';
import { createRemoveDocument } from '../../functions/attachments/documents/remove-document.ts';
import { declaration } from '../../functions/attachments/rules.ts';
import { attachmentChange, objectKeyOf } from '../../functions/attachments/store.ts';
import type { DocumentKind, DocumentOwners } from '../../functions/attachments/store/document-owner.ts';
import { createGatherings } from '../../functions/attachments/store/gatherings.ts';
import { createLinks } from '../../functions/attachments/store/links.ts';
import { createObjects } from '../../functions/attachments/store/objects.ts';
import { createSupplementDocuments } from '../../functions/evaluation/supplement-documents.ts';
import { createObjectionDocuments } from '../../functions/objections/objection-documents.ts';
import { serve } from '../../functions/platform/http.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createPurchaseDocuments } from '../../functions/purchases/purchase-documents.ts';
import { callApi, type HttpAnswer } from './http-event.ts';
import type { Member } from './members.ts';
import { putNewThing } from './purchase-world.ts';

type Call = { readonly at?: string; readonly body?: unknown };

/** The operations on what is attached after the opening, called as the gateway calls them. */
export const createDocumentsApi = (table: Table, bucketName: string) => {
  const owners: DocumentOwners = {
    supplement: createSupplementDocuments(table),
    objection: createObjectionDocuments(table),
    purchase: createPurchaseDocuments(table),
  };
  const links = createLinks(bucketName);
  const objects = createObjects(bucketName);
  const gatherings = createGatherings(bucketName);
  const handler = serve(
    [
      createDeclareDocument({ table, owners, links }),
      createListDocuments({ table, owners }),
      createOpenDocumentParts({ table, owners, objects, gatherings, links }),
      createReceiveDocument({ table, owners, objects, gatherings }),
      createRemoveDocument({ table, owners, gatherings }),
      createDownloadDocument({ table, owners, links }),
    ],
    table,
  );
  return {
    objects,
    call: (
      who: Member,
      method: 'GET' | 'POST' | 'DELETE',
      path: string,
      { at = new Date().toISOString(), body }: Call = {},
    ): Promise<HttpAnswer> =>
      callApi(handler, {
        method,
        path: `/documents/${path}`,
        receivedAt: at,
        accountId: who.accountId,
        ...(body === undefined ? {} : { body }),
      }),

    /** A file that its owner has put and the verifier has verified, without its bytes; answers its id. */
    async verified(who: Member, kind: DocumentKind, ownerId: string, at: string): Promise<string> {
      const side = await owners[kind].sideOf(
        {
          accountId: who.accountId,
          hasSecondFactor: true,
          memberships: { [who.organisationId]: { kind: 'SUPPLIER', roles: ['author', 'signatory'] } },
          withheld: {},
        },
        ownerId,
        at,
      );
      if (isRefusal(side)) throw new Error(`Nothing can be attached: ${side.code}`);
      const attachmentId = crypto.randomUUID();
      const objectKey = objectKeyOf(side.subject.roundId, side.subject.owner, attachmentId);
      const file = {
        fileName: 'report.pdf',
        contentType: 'application/pdf',
        sizeInBytes: 10,
        sha256: 'a'.repeat(64),
        partSha256s: [],
      };
      const declared = declaration(side.subject, file, { attachmentId, objectKey }, at);
      await putNewThing(
        table,
        attachmentChange(
          null,
          { ...declared, state: 'VERIFIED', versionId: 'v1', receivedAt: at },
          'declare',
        ),
      );
      return attachmentId;
    },
  };
};
