import type { Instant } from '../platform/instant.ts';
import type { Round } from '../rounds/rules.ts';
import { effectiveProposalState, type EffectiveProposalState, linesOf, type Proposal } from './rules.ts';

/** What a reader is told that the row alone does not say. */
export type Standing = { readonly state: EffectiveProposalState; readonly proposalDeadline: Instant };

/** The standing by the round at an instant. */
export const standingOf = (proposal: Proposal, round: Round, at: Instant): Standing => ({
  state: effectiveProposalState(proposal, round, at),
  proposalDeadline: round.deadlines.proposals ?? proposal.proposalDeadline,
});

/** A proposal without its content. Where it lies in the store stays inside. */
export const presentProposal = (proposal: Proposal, standing: Standing, version: number) => ({
  proposalId: proposal.proposalId,
  challengeId: proposal.challengeId,
  roundId: proposal.roundId,
  supplierId: proposal.supplierId,
  ...standing,
  submissionNumber: proposal.submissionNumber,
  submittedAt: proposal.submittedAt,
  acknowledgedCorrection: proposal.acknowledgedCorrection,
  attachments: proposal.attachments.map(({ objectKey: _, ...pinned }) => pinned),
  partnerIds: proposal.partners.map(({ organisationId }) => organisationId),
  eligibilityReason: proposal.eligibilityReason,
  version,
});

/** A proposal for its supplier. Without its content too, since an answer is kept under its Idempotency-Key. */
export const presentOwnProposal = (
  proposal: Proposal,
  standing: Standing,
  version: number,
  awaitedPartners: readonly string[] = [],
) => ({
  ...presentProposal(proposal, standing, version),
  hasUnsubmittedDraft: proposal.draft !== null,
  draftCorrection: proposal.draftCorrection,
  missing: linesOf(proposal.missing, awaitedPartners),
});

/** The standing of what its supplier changes in time: as stored, by its own copy of the deadline. */
export const standingInTime = ({ state, proposalDeadline }: Proposal): Standing => ({
  state,
  proposalDeadline,
});
