import type { Stored } from '../platform/change.ts';
import { type Partner, type Proposal, standsInSubmission } from './rules.ts';

/** A partner without its share. */
export const presentPartner = (
  partner: Partner,
  proposal: Pick<Proposal, 'state' | 'partners'>,
  version: number,
) => ({
  proposalId: partner.proposalId,
  challengeId: partner.challengeId,
  roundId: partner.roundId,
  leadId: partner.leadId,
  organisationId: partner.organisationId,
  state: partner.state,
  invitedAt: partner.invitedAt,
  confirmedAt: partner.confirmedAt,
  showsText: partner.showsText,
  standsInSubmission: standsInSubmission(proposal, partner.organisationId),
  version,
});

/** The same of one that was read. */
export const presentStoredPartner = (
  partner: Stored<Partner>,
  proposal: Pick<Proposal, 'state' | 'partners'>,
) => presentPartner(partner, proposal, partner.bookkeeping.version);
