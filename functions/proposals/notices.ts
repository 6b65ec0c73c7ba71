import { entryHash, type LedgerEntry } from '../platform/ledger.ts';
import { type Notice, toProposersOf } from '../platform/notice.ts';
import type { Proposal } from './rules.ts';

const aboutOf = (proposal: Proposal, entry: LedgerEntry) => ({
  // One notice an entry: nothing is submitted or withdrawn without one.
  noticeId: `proposal/${proposal.proposalId}/${entry.sequence}`,
  audience: toProposersOf(proposal.supplierId),
  roundId: proposal.roundId,
  proposalId: proposal.proposalId,
});

/** Tells the supplier that its proposal was received: for the first time, or in the place of an earlier one. */
export const submissionNotice = (after: Proposal, entry: LedgerEntry): Notice => ({
  ...aboutOf(after, entry),
  kind: after.submissionNumber > 1 ? 'proposal-replaced' : 'proposal-submitted',
  facts: {
    challengeId: after.challengeId,
    entryHash: entryHash(entry),
    submissionNumber: after.submissionNumber,
    submittedAt: entry.at,
  },
});

/** Tells the supplier that its proposal was withdrawn. */
export const withdrawalNotice = (after: Proposal, entry: LedgerEntry): Notice => ({
  ...aboutOf(after, entry),
  kind: 'proposal-withdrawn',
  facts: { challengeId: after.challengeId, entryHash: entryHash(entry), withdrawnAt: entry.at },
});
