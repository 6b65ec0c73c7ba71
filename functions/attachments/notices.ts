import { type Notice, toProposersOf } from '../platform/notice.ts';
import type { Proposal } from '../proposals/rules.ts';
import type { Attachment, FindingCode } from './rules.ts';

/**
 * Tells the supplier that a file of its proposal was refused, be the proposal a draft or submitted: once an
 * attachment, since a check is recorded once. What the file is called stays inside.
 */
export const refusalNotice = (
  { attachmentId, roundId, proposalId }: Attachment,
  { challengeId, supplierId }: Proposal,
  finding: FindingCode,
): Notice => ({
  noticeId: `attachment-refused/${attachmentId}`,
  kind: 'attachment-refused',
  audience: toProposersOf(supplierId),
  roundId,
  proposalId,
  facts: { challengeId, attachmentId, finding },
});
