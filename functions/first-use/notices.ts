import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import { type Notice, toProposersOf } from '../platform/notice.ts';
import { type FirstUse, overdueFrom, reportReminderInSeconds } from './rules.ts';

/**
 * The notices of a report that is due by now, and when the next is: one when the trial ends, then one a week until it
 * is reported.
 */
export const reportNotices = (
  firstUse: FirstUse,
  at: Instant,
): { readonly due: readonly Notice[]; readonly nextAt: Instant | null } => {
  const { state, trialEndsAt, purchaseId, roundId, proposalId, challengeId, firstUserId } = firstUse;
  if (state !== 'IN_USE') return { due: [], nextAt: null };
  if (at < trialEndsAt) return { due: [], nextAt: trialEndsAt };
  const passed = epochMillisecondsOf(at) - epochMillisecondsOf(trialEndsAt);
  const weeks = Math.floor(passed / (reportReminderInSeconds * 1000));
  const told = {
    kind: 'report-due',
    roundId,
    proposalId,
    facts: { challengeId, purchaseId, dueSince: trialEndsAt },
  } as const;
  const toFirstUser: Notice = {
    ...told,
    noticeId: `first-use/${purchaseId}/report-due/${weeks}`,
    audience: { kind: 'organisation', organisationId: firstUserId, roles: ['buyer'] },
  };
  const toAgency: Notice = {
    ...told,
    noticeId: `first-use/${purchaseId}/report-due/${weeks}/agency`,
    audience: { kind: 'agency', roles: ['staff'] },
  };
  return {
    due: at < overdueFrom(trialEndsAt) ? [toFirstUser] : [toFirstUser, toAgency],
    nextAt: addSeconds(trialEndsAt, (weeks + 1) * reportReminderInSeconds),
  };
};

/** Asks the supplier for its comment on a report, before this is published. */
export const verdictReported = (firstUse: FirstUse, commentUntil: Instant): Notice => ({
  noticeId: `first-use/${firstUse.purchaseId}/reported`,
  kind: 'verdict-reported',
  audience: toProposersOf(firstUse.supplierId),
  roundId: firstUse.roundId,
  proposalId: firstUse.proposalId,
  facts: { challengeId: firstUse.challengeId, commentUntil },
});

/** Tells the agency that a published failure calls for a review of the product's designation. */
export const designationToReview = (firstUse: FirstUse): Notice => ({
  noticeId: `first-use/${firstUse.purchaseId}/designation-to-review`,
  kind: 'designation-to-review',
  audience: { kind: 'agency', roles: ['staff'] },
  roundId: firstUse.roundId,
  proposalId: firstUse.proposalId,
  facts: { challengeId: firstUse.challengeId, purchaseId: firstUse.purchaseId },
});
