import { type Notice, type NoticeAudience, toProposersOf } from '../platform/notice.ts';
import type { Screening } from './rules.ts';

const toStaff: NoticeAudience = { kind: 'agency', roles: ['staff'] };

const aboutOf = ({ roundId, proposalId }: Screening) => ({ roundId, proposalId });

/** Tells the supplier what it is asked to bring, and by when. */
export const supplementRequested = (screening: Screening): Notice => ({
  ...aboutOf(screening),
  noticeId: `screening/${screening.proposalId}/supplement/${screening.supplements.length}`,
  kind: 'supplement-requested',
  audience: toProposersOf(screening.supplierId),
  facts: { challengeId: screening.challengeId, deadline: screening.supplements.at(-1)?.deadline ?? '' },
});

/** Tells staff that a supplement has come. */
export const supplementAnswered = (screening: Screening): Notice => ({
  ...aboutOf(screening),
  noticeId: `screening/${screening.proposalId}/supplement/${screening.supplements.length}/answered`,
  kind: 'supplement-answered',
  audience: toStaff,
  facts: { challengeId: screening.challengeId },
});

/** Tells the supplier at once that its proposal is excluded, or what came of its reply. */
export const eligibilityDecided = (screening: Screening): Notice => ({
  ...aboutOf(screening),
  noticeId: `screening/${screening.proposalId}/decided/${screening.decisions.length}`,
  kind: 'eligibility-decided',
  audience: toProposersOf(screening.supplierId),
  facts: {
    challengeId: screening.challengeId,
    outcome: screening.decisions.at(-1)?.eligible === true ? 'eligible' : 'ineligible',
    mayReply: screening.reply === null,
  },
});

/** Tells staff that a supplier replied to its exclusion. */
export const exclusionReplied = (screening: Screening): Notice => ({
  ...aboutOf(screening),
  noticeId: `screening/${screening.proposalId}/reply`,
  kind: 'exclusion-replied',
  audience: toStaff,
  facts: { challengeId: screening.challengeId },
});
