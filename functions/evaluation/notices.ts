import { type Notice, type NoticeAudience, toProposersOf } from '../platform/notice.ts';
import type { Proposal } from '../proposals/rules.ts';
import type { Instant } from '../platform/instant.ts';
import {
  activeSeats,
  type Clarification,
  type FreshPanel,
  type Panel,
  type PanelMeeting,
  type Scorecard,
  type Screening,
} from './rules.ts';

const recusedSeats = ({ seats }: Panel): number =>
  seats.filter(({ standing }) => standing === 'RECUSED').length;

const toStaff: NoticeAudience = { kind: 'agency', roles: ['staff'] };

const toPanelOf = ({
  roundId,
  challengeId,
  proposalId,
}: Pick<Clarification, 'roundId' | 'challengeId' | 'proposalId'>): NoticeAudience => ({
  kind: 'panel',
  roundId,
  challengeId,
  proposalId,
});

const aboutOf = ({ roundId, proposalId }: Pick<Screening, 'roundId' | 'proposalId'>) => ({
  roundId,
  proposalId,
});

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

/**
 * Tells staff that a recusal left a panel below its quorum with nobody to step in; `freshFor` is the proposal that it
 * evaluates afresh, null for the challenge's own panel.
 */
export const quorumLost = (panel: Panel, quorum: number, freshFor: string | null): Notice => ({
  // A panel that was filled may lose its quorum again, by a further recusal.
  noticeId: `panel/${panel.challengeId}${freshFor === null ? '' : `/fresh/${freshFor}`}/quorum-lost/${recusedSeats(panel)}`,
  kind: 'quorum-lost',
  audience: toStaff,
  roundId: panel.roundId,
  proposalId: freshFor,
  facts: {
    challengeId: panel.challengeId,
    members: activeSeats(panel).length,
    quorum,
    isFresh: freshFor !== null,
  },
});

/**
 * Tells staff that a fresh panel has fewer locked scorecards than the quorum: a day before its deadline, and when that
 * has passed.
 */
export const freshQuorumMissing = (
  { roundId, challengeId, deadline }: FreshPanel,
  proposalId: string,
  facts: { readonly locked: number; readonly quorum: number; readonly isOver: boolean },
): Notice => ({
  noticeId: `panel/${challengeId}/fresh/${proposalId}/quorum-${facts.isOver ? 'missed' : 'at-risk'}/${deadline}`,
  kind: 'fresh-quorum-missing',
  audience: toStaff,
  roundId,
  proposalId,
  facts: { challengeId, deadline, ...facts },
});

/** The same where the scorecard of somebody who found a conflict later leaves, once for each of them. */
export const freshQuorumLeft = (
  panel: FreshPanel,
  proposalId: string,
  facts: Parameters<typeof freshQuorumMissing>[2],
): Notice => {
  const notice = freshQuorumMissing(panel, proposalId, facts);
  return { ...notice, noticeId: `${notice.noticeId}/${recusedSeats(panel)}` };
};

/** Tells whoever steps in on the panel of a challenge; once for each, since nobody comes to a panel twice. */
export const steppedIn = (
  { roundId, challengeId }: Panel,
  evaluatorIds: readonly string[],
  deadline: Instant | null,
): readonly Notice[] =>
  evaluatorIds.map((evaluatorId) => ({
    noticeId: `panel/${challengeId}/stepped-in/${evaluatorId}`,
    kind: 'panel-stepped-in',
    audience: { kind: 'evaluator', roundId, evaluatorId },
    roundId,
    proposalId: null,
    facts: { challengeId, deadline },
  }));

/** Tells the supplier that its proposal is evaluated for longer, since the panel ended below its quorum. */
export const freshlyRenewed = (
  { roundId, challengeId, deadline }: FreshPanel,
  { proposalId, supplierId }: Pick<Proposal, 'proposalId' | 'supplierId'>,
): Notice => ({
  noticeId: `panel/${challengeId}/fresh/${proposalId}/renewed/${deadline}`,
  kind: 'fresh-panel-renewed',
  audience: toProposersOf(supplierId),
  roundId,
  proposalId,
  facts: { challengeId, deadline },
});

/** Tells staff that a member of the panel proposed a question. */
export const clarificationProposed = (clarification: Clarification): Notice => ({
  ...aboutOf(clarification),
  noticeId: `clarification/${clarification.clarificationId}/proposed`,
  kind: 'clarification-proposed',
  audience: toStaff,
  facts: { challengeId: clarification.challengeId },
});

/** Tells the whole panel, the proposer among it, that staff declined to put a question to the supplier. */
export const clarificationDeclined = (clarification: Clarification): Notice => ({
  ...aboutOf(clarification),
  noticeId: `clarification/${clarification.clarificationId}/declined`,
  kind: 'clarification-declined',
  audience: toPanelOf(clarification),
  facts: { challengeId: clarification.challengeId },
});

/** Tells the supplier that the panel asks something, and until when it may answer. */
export const clarificationAsked = (clarification: Clarification): Notice => ({
  ...aboutOf(clarification),
  noticeId: `clarification/${clarification.clarificationId}/asked`,
  kind: 'clarification-asked',
  audience: toProposersOf(clarification.supplierId),
  facts: { challengeId: clarification.challengeId, deadline: clarification.deadline ?? '' },
});

/** Tells staff and the whole panel that the supplier has answered. */
export const clarificationAnswered = (clarification: Clarification): readonly Notice[] => {
  const { clarificationId, challengeId } = clarification;
  const told = {
    ...aboutOf(clarification),
    kind: 'clarification-answered',
    facts: { challengeId },
  } as const;
  return [
    { ...told, noticeId: `clarification/${clarificationId}/answered`, audience: toStaff },
    {
      ...told,
      noticeId: `clarification/${clarificationId}/answered/panel`,
      audience: toPanelOf(clarification),
    },
  ];
};

/** Tells the members of a panel that it meets; while it does, they may revise what they locked. */
export const panelMeetingOpened = (
  { roundId, challengeId, freshFor, sittings }: PanelMeeting,
  eligible: readonly Pick<Proposal, 'proposalId'>[],
): readonly Notice[] =>
  // Before the notice every proposal of a challenge has the challenge's own panel; a fresh one has but one.
  eligible.slice(0, 1).map(({ proposalId }) => ({
    noticeId: `panel/${freshFor ?? challengeId}/meeting/${sittings.length}`,
    kind: 'panel-meeting-opened',
    audience: toPanelOf({ roundId, challengeId, proposalId }),
    roundId,
    proposalId: null,
    facts: { challengeId },
  }));

/** Tells the author of a scorecard that it stands apart, and until when to stand by it or revise it. */
export const outlierFlagged = (
  { roundId, challengeId, proposalId, evaluatorId }: Scorecard,
  deadline: Instant | null,
): Notice => ({
  noticeId: `scorecard/${proposalId}/${evaluatorId}/outlier`,
  kind: 'outlier-flagged',
  audience: { kind: 'evaluator', roundId, evaluatorId },
  roundId,
  proposalId,
  facts: { challengeId, deadline },
});
