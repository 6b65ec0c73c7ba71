import type { Notice } from '../platform/notice.ts';
import type { Attachment, FindingCode } from './rules.ts';

/**
 * Tells those who attached a file that it was refused, be their proposal a draft or submitted: once an attachment, since
 * a check is recorded once. What the file is called stays inside.
 */
export const refusalNotice = (
  { attachmentId, roundId, proposalId, challengeId, organisationId }: Attachment,
  finding: FindingCode,
): Notice => ({
  noticeId: `attachment-refused/${attachmentId}`,
  kind: 'attachment-refused',
  audience: { kind: 'organisation', organisationId, roles: ['author', 'signatory', 'buyer', 'staff'] },
  roundId,
  proposalId,
  facts: { challengeId, attachmentId, finding },
});
