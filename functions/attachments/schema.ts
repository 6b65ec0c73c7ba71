import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../platform/endpoint.ts';
import { id, sha256 } from '../platform/schemas.ts';
import { attachmentStates, contentTypes, findingCodes, maximumSizeInBytes } from './rules.ts';

/** An attachment as its supplier sees it. */
export const attachmentView = v.object({
  attachmentId: id,
  proposalId: id,
  state: v.picklist(attachmentStates),
  fileName: v.string(),
  contentType: v.string(),
  sizeInBytes: v.number(),
  sha256,
  versionId: v.nullable(v.string()),
  declaredAt: v.string(),
  receivedAt: v.nullable(v.string()),
  removedAt: v.nullable(v.string()),
  /** Why the check refused it. */
  finding: v.nullable(v.object({ code: v.picklist(findingCodes), en: v.string(), ko: v.string() })),
  version: v.number(),
});

const ofProposal = v.strictObject({ proposalId: id });
const ofAttachment = v.strictObject({ proposalId: id, attachmentId: id });

export const declareAttachment = endpoint({
  operation: 'declareAttachment',
  summary: 'Declare a file by name, type, length and SHA-256; answers a link to put exactly that file to',
  method: 'POST',
  path: '/proposals/{proposalId}/attachments',
  servedBy: 'declare-attachment',
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: v.strictObject({
    fileName: v.pipe(v.string(), v.maxLength(1000)),
    contentType: v.picklist(contentTypes),
    sizeInBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumSizeInBytes)),
    sha256,
  }),
  answer: v.object({
    attachmentId: id,
    upload: v.object({
      method: v.literal('PUT'),
      url: v.string(),
      headers: v.record(v.string(), v.string()),
      expiresAt: v.string(),
    }),
    attachment: attachmentView,
  }),
});

const servedBy = 'attachments-api';

export const listAttachments = endpoint({
  operation: 'listAttachments',
  summary: 'The attachments of the draft with their checks, for the supplier',
  method: 'GET',
  path: '/proposals/{proposalId}/attachments',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofProposal,
  query: noQuery,
  body: noBody,
  answer: v.object({ rows: v.array(attachmentView) }),
});

export const receiveAttachment = endpoint({
  operation: 'receiveAttachment',
  summary: 'Say that the file was put; the store itself confirms its length and SHA-256',
  method: 'POST',
  path: '/proposals/{proposalId}/attachments/{attachmentId}/receipt',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofAttachment,
  query: noQuery,
  body: noBody,
  answer: attachmentView,
});

export const removeAttachment = endpoint({
  operation: 'removeAttachment',
  summary: 'Take an attachment out of the draft; what was submitted with it keeps it',
  method: 'DELETE',
  path: '/proposals/{proposalId}/attachments/{attachmentId}',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofAttachment,
  query: noQuery,
  body: noBody,
  answer: attachmentView,
});

export const downloadAttachment = endpoint({
  operation: 'downloadAttachment',
  summary: 'A link to the supplier’s own file, good for five minutes',
  method: 'GET',
  path: '/proposals/{proposalId}/attachments/{attachmentId}/download',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofAttachment,
  query: noQuery,
  body: noBody,
  answer: v.object({ url: v.string(), expiresAt: v.string() }),
});
