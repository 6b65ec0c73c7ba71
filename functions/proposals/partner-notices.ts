import type { LedgerEntry } from '../platform/ledger.ts';
import { type Notice, toProposersOf } from '../platform/notice.ts';
import type { Partner } from './rules.ts';

const aboutOf = ({ partnershipId, proposalId, roundId }: Partner, { sequence }: LedgerEntry) => ({
  noticeId: `partner/${partnershipId}/${sequence}`,
  roundId,
  proposalId,
});

/** Tells an organisation that it is asked. */
export const invitationNotice = (partner: Partner, entry: LedgerEntry): Notice => ({
  ...aboutOf(partner, entry),
  audience: toProposersOf(partner.organisationId),
  kind: 'consortium-invited',
  facts: { challengeId: partner.challengeId, organisationId: partner.leadId },
});

/** Tells the lead what the asked organisation answered. */
export const answerNotice = (partner: Partner, entry: LedgerEntry): Notice => ({
  ...aboutOf(partner, entry),
  audience: toProposersOf(partner.leadId),
  kind: 'consortium-answered',
  facts: {
    challengeId: partner.challengeId,
    organisationId: partner.organisationId,
    answer: partner.state === 'CONFIRMED' ? 'accepted' : 'declined',
  },
});

/** Tells both sides that a partner takes no part any more, and whether a submission with it stands. */
export const endNotices = (
  partner: Partner,
  entry: LedgerEntry,
  submissionStands: boolean,
): readonly Notice[] => {
  const { noticeId, ...about } = aboutOf(partner, entry);
  const { challengeId, leadId, organisationId, state } = partner;
  const by = state === 'LEFT' ? 'partner' : 'lead';
  const toldTo = (side: 'lead' | 'partner', told: string, other: string): Notice => ({
    ...about,
    noticeId: `${noticeId}/${side}`,
    audience: toProposersOf(told),
    kind: 'consortium-ended',
    facts: { challengeId, organisationId: other, by, toldTo: side, submissionStands },
  });
  return [toldTo('lead', leadId, organisationId), toldTo('partner', organisationId, leadId)];
};
