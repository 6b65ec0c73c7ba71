import { type Attachment, findings } from './rules.ts';

/** An attachment for its supplier; where it lies in the store stays inside. */
export const presentAttachment = (attachment: Attachment, version: number) => ({
  attachmentId: attachment.attachmentId,
  proposalId: attachment.proposalId,
  state: attachment.state,
  fileName: attachment.fileName,
  contentType: attachment.contentType,
  sizeInBytes: attachment.sizeInBytes,
  sha256: attachment.sha256,
  versionId: attachment.versionId,
  declaredAt: attachment.declaredAt,
  receivedAt: attachment.receivedAt,
  removedAt: attachment.removedAt,
  finding: attachment.finding && { code: attachment.finding, ...findings[attachment.finding] },
  version,
});
