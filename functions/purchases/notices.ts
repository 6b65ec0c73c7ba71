import { addSeconds, hasPassed, type Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import type { Purchase } from './rules.ts';

const toFirstUser = ({ firstUserId }: Pick<Purchase, 'firstUserId'>) =>
  ({ kind: 'organisation', organisationId: firstUserId, roles: ['buyer'] }) as const;

/** Tells the first user of a delivery, and until when to inspect it: the first warning that it counts as passed then. */
export const deliveryRecorded = (purchase: Purchase): Notice => ({
  noticeId: `purchase/${purchase.purchaseId}/delivered/${purchase.deliveryCount}`,
  kind: 'delivery-recorded',
  audience: toFirstUser(purchase),
  roundId: purchase.roundId,
  proposalId: purchase.proposalId,
  facts: { challengeId: purchase.challengeId, inspectBefore: purchase.inspectionDeadline ?? '' },
});

/** How long before its deadline an inspection that was not made is warned of again. */
const warningSteps = [3 * 86_400, 86_400] as const;

/** The warnings of an uninspected delivery that are due at an instant, and when the next one is; null where none will be. */
export const inspectionWarnings = (
  purchase: Purchase,
  at: Instant,
): { readonly due: readonly Notice[]; readonly nextAt: Instant | null } => {
  const { state, inspectionDeadline, delivery, purchaseId, deliveryCount } = purchase;
  if (state !== 'DELIVERED' || inspectionDeadline === null || delivery === null)
    return { due: [], nextAt: null };
  // Those that a short time leaves no room for are said by the delivery's own notice.
  const steps = warningSteps
    .map((beforeInSeconds) => ({ beforeInSeconds, warnAt: addSeconds(inspectionDeadline, -beforeInSeconds) }))
    .filter(({ warnAt }) => warnAt > delivery.at);
  const due = hasPassed(inspectionDeadline, at) ? [] : steps.filter(({ warnAt }) => warnAt <= at);
  return {
    due: due.map(({ beforeInSeconds }) => ({
      noticeId: `purchase/${purchaseId}/inspection-due/${deliveryCount}/${beforeInSeconds}`,
      kind: 'inspection-due',
      audience: toFirstUser(purchase),
      roundId: purchase.roundId,
      proposalId: purchase.proposalId,
      facts: { challengeId: purchase.challengeId, inspectBefore: inspectionDeadline },
    })),
    nextAt: steps.map(({ warnAt }) => warnAt).find((warnAt) => warnAt > at) ?? null,
  };
};

/** Tells the body that takes the place of a first user that declined. */
export const firstUserDeclined = (purchase: Purchase): Notice => ({
  noticeId: `purchase/${purchase.purchaseId}/first-user/${purchase.declines.length}`,
  kind: 'first-user-appointed',
  audience: toFirstUser(purchase),
  roundId: purchase.roundId,
  proposalId: purchase.proposalId,
  facts: { challengeId: purchase.challengeId, purchaseId: purchase.purchaseId },
});

/** Tells both sides that a purchase was given up. */
export const purchaseTerminated = (purchase: Purchase): readonly Notice[] =>
  (
    [
      ['supplier', purchase.supplierId, ['author', 'signatory']],
      ['first-user', purchase.firstUserId, ['buyer']],
    ] as const
  ).map(([side, organisationId, roles]) => ({
    noticeId: `purchase/${purchase.purchaseId}/terminated/${side}`,
    kind: 'purchase-terminated',
    audience: { kind: 'organisation', organisationId, roles },
    roundId: purchase.roundId,
    proposalId: purchase.proposalId,
    facts: { challengeId: purchase.challengeId, purchaseId: purchase.purchaseId },
  }));
