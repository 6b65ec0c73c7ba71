import type { Stored } from '../platform/change.ts';
import type { Instant } from '../platform/instant.ts';
import { type Attachment, explanationOf, uploadNotice } from './rules.ts';

/** An attachment for its supplier; where it lies in the store stays inside. */
export const presentAttachment = (attachment: Attachment, version: number) => ({
  attachmentId: attachment.attachmentId,
  proposalId: attachment.proposalId,
  state: attachment.state,
  fileName: attachment.fileName,
  contentType: attachment.contentType,
  sizeInBytes: attachment.sizeInBytes,
  sha256: attachment.sha256,
  partSha256s: attachment.partSha256s,
  versionId: attachment.versionId,
  declaredAt: attachment.declaredAt,
  receivedAt: attachment.receivedAt,
  removedAt: attachment.removedAt,
  finding: explanationOf(attachment),
  scan: attachment.scan,
  version,
});

/** The same of a stored one. */
export const presentStored = (attachment: Stored<Attachment>) =>
  presentAttachment(attachment, attachment.bookkeeping.version);

/** Until when links open and what counts, beside every upload link; `linksEndAt` is null where none is given. */
export const presentTerms = (deadline: Instant, linksEndAt: Instant | null) => ({
  deadline,
  linksEndAt,
  notice: uploadNotice,
});
