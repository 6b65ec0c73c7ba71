import * as v from 'valibot';
import { endpoint, noBody, noQuery } from '../../platform/endpoint.ts';
import { id, sha256 } from '../../platform/schemas.ts';
import {
  attachmentStates,
  contentTypes,
  findingCodes,
  maximumSizeInBytes,
  partCountOf,
  scanResults,
} from '../rules.ts';

/** Why a file was refused, with what to do about it. */
export const findingView = v.object({
  code: v.picklist(findingCodes),
  en: v.string(),
  ko: v.string(),
  /** Where in the file: an entry of an archive, a key of a PDF. */
  place: v.nullable(v.string()),
});

/** An attachment as its supplier sees it. */
export const attachmentView = v.object({
  attachmentId: id,
  proposalId: id,
  state: v.picklist(attachmentStates),
  fileName: v.string(),
  contentType: v.string(),
  sizeInBytes: v.number(),
  sha256,
  /** Of each 16 MiB part in order, for a file above 16 MiB. */
  partSha256s: v.array(sha256),
  versionId: v.nullable(v.string()),
  declaredAt: v.string(),
  receivedAt: v.nullable(v.string()),
  removedAt: v.nullable(v.string()),
  /** Why the check refused it. */
  finding: v.nullable(findingView),
  /** What the engine against malicious software said; null before the check. */
  scan: v.nullable(v.object({ result: v.picklist(scanResults), engine: v.nullable(v.string()) })),
  version: v.number(),
});

const ofProposal = v.strictObject({ proposalId: id });
const ofAttachment = v.strictObject({ proposalId: id, attachmentId: id });

/** A file before it is put. */
export const manifest = v.strictObject({
  fileName: v.pipe(v.string(), v.maxLength(1000)),
  contentType: v.picklist(contentTypes),
  sizeInBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumSizeInBytes)),
  sha256,
  /** Above 16 MiB: of each 16 MiB part in order, the last one shorter. */
  partSha256s: v.optional(v.pipe(v.array(sha256), v.maxLength(partCountOf(maximumSizeInBytes))), []),
});

/** Where and with which headers a browser puts exactly the declared bytes. */
export const upload = v.object({
  method: v.literal('PUT'),
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  expiresAt: v.string(),
});

/** The parts that the store does not have yet. */
export const missingParts = v.array(
  v.object({ partNumber: v.number(), sizeInBytes: v.number(), sha256, upload }),
);

/** A link that saves a file under its name. */
export const downloadLink = v.object({ url: v.string(), expiresAt: v.string() });

/** An upload that ends after the deadline is no submission: told with every link. */
const terms = v.object({
  deadline: v.string(),
  linksEndAt: v.nullable(v.string()),
  notice: v.object({ en: v.string(), ko: v.string() }),
});

export const declareAttachment = endpoint({
  operation: 'declareAttachment',
  summary:
    'Declare a file by name, type, length and SHA-256; answers a link to put exactly that file to, or with its parts’ SHA-256 leads to theirs',
  method: 'POST',
  path: '/proposals/{proposalId}/attachments',
  servedBy: 'declare-attachment',
  access: 'signed-in',
  status: 201,
  parameters: ofProposal,
  query: noQuery,
  body: manifest,
  answer: v.object({
    attachmentId: id,
    /** Null for a file above 16 MiB: ask for the links of its parts. */
    upload: v.nullable(upload),
    ...terms.entries,
    attachment: attachmentView,
  }),
});

const servedBy = 'attachments-api';

export const openParts = endpoint({
  operation: 'openParts',
  summary: 'The links to put the parts to that the store does not have yet; ask again to go on after a break',
  method: 'POST',
  path: '/proposals/{proposalId}/attachments/{attachmentId}/parts',
  servedBy,
  access: 'signed-in',
  status: 200,
  parameters: ofAttachment,
  query: noQuery,
  body: noBody,
  answer: v.object({
    attachmentId: id,
    /** Empty once all have arrived: say then that the file was put. */
    missing: missingParts,
    partSizeInBytes: v.number(),
    ...terms.entries,
  }),
});

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
  summary: 'Say that the file, or its last part, was put; the store itself confirms its length and SHA-256',
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
  answer: downloadLink,
});
