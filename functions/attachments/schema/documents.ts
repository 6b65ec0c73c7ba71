import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, sha256 } from '../../platform/schemas.ts';
import { documentKinds } from '../store/document-owner.ts';
import { attachmentView, downloadLink, manifest, missingParts, upload } from './attachments.ts';

const servedBy = 'attachments-api';

const toOwner = { kind: v.picklist(documentKinds), ownerId: id };
const ofOwner = v.strictObject(toOwner);
const ofDocument = v.strictObject({ ...toOwner, attachmentId: id });

/** The files that an act takes along, by the ids that their declaration answered. */
export const documentIds = v.optional(
  v.pipe(
    v.array(id),
    v.maxLength(20),
    v.check((ids) => new Set(ids).size === ids.length, 'Name each file once'),
  ),
  [],
);

/** A file that an act took along, for whoever may read the act. */
export const documentView = v.object({
  attachmentId: id,
  fileName: v.string(),
  contentType: v.string(),
  sizeInBytes: v.number(),
  sha256,
});

/** Until when files can be attached, and until when the links that were given open. */
const window = { deadline: v.nullable(v.string()), linksEndAt: v.nullable(v.string()) };

export const declareDocument = endpoint({
  operation: 'declareDocument',
  summary:
    'Declare a file for a supplement or an objection (by the proposal’s id) or a purchase (by its own); it goes along with the act that names it',
  method: 'POST',
  path: '/documents/{kind}/{ownerId}',
  servedBy,
  access: 'signed-in',
  status: 201,
  parameters: ofOwner,
  query: noQuery,
  body: manifest,
  answer: v.object({
    attachmentId: id,
    /** Null for a file above 16 MiB: ask for the links of its parts. */
    upload: v.nullable(upload),
    ...window,
    attachment: attachmentView,
  }),
});

export const listDocuments = endpoint({
  operation: 'listDocuments',
  summary: 'The files that the caller’s own organisation has attached, with their checks',
  method: 'GET',
  path: '/documents/{kind}/{ownerId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofOwner,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(attachmentView) }),
});

export const openDocumentParts = endpoint({
  operation: 'openDocumentParts',
  summary: 'The links to put the parts of an attached file to that the store does not have yet',
  method: 'POST',
  path: '/documents/{kind}/{ownerId}/{attachmentId}/parts',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofDocument,
  query: noQuery,
  body: noBody,
  answer: v.object({ attachmentId: id, missing: missingParts, partSizeInBytes: v.number(), ...window }),
});

export const receiveDocument = endpoint({
  operation: 'receiveDocument',
  summary: 'Say that an attached file, or its last part, was put; the store itself confirms it',
  method: 'POST',
  path: '/documents/{kind}/{ownerId}/{attachmentId}/receipt',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofDocument,
  query: noQuery,
  body: noBody,
  answer: attachmentView,
});

export const removeDocument = endpoint({
  operation: 'removeDocument',
  summary: 'Take an attached file out again; an act that took it along keeps it',
  method: 'DELETE',
  path: '/documents/{kind}/{ownerId}/{attachmentId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofDocument,
  query: noQuery,
  body: noBody,
  answer: attachmentView,
});

export const downloadDocument = endpoint({
  operation: 'downloadDocument',
  summary:
    'A link to one’s own attached file, or to a verified one that an act took along, good for five minutes',
  method: 'GET',
  path: '/documents/{kind}/{ownerId}/{attachmentId}/download',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofDocument,
  query: noQuery,
  body: noBody,
  answer: downloadLink,
});
