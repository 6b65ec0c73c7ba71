import { type Notice, toProposersOf } from '../platform/notice.ts';
import type { Objection } from './rules.ts';

type Told = Pick<Objection, 'roundId' | 'challengeId' | 'proposalId'>;

/** Tells the agency that an objection waits for its decision. */
export const objectionMade = ({
  roundId,
  challengeId,
  proposalId,
  decisionDeadline,
}: Told & Pick<Objection, 'decisionDeadline'>): Notice => ({
  noticeId: `objection/${proposalId}/made`,
  kind: 'objection-made',
  audience: { kind: 'agency', roles: ['staff', 'approver'] },
  roundId,
  proposalId,
  facts: { challengeId, decideBefore: decisionDeadline },
});

/** Tells the supplier how its objection was decided. */
export const objectionDecided = (objection: Told & Pick<Objection, 'supplierId' | 'state'>): Notice => ({
  noticeId: `objection/${objection.proposalId}/decided`,
  kind: 'objection-decided',
  audience: toProposersOf(objection.supplierId),
  roundId: objection.roundId,
  proposalId: objection.proposalId,
  facts: {
    challengeId: objection.challengeId,
    outcome:
      objection.state === 'UPHELD'
        ? 'upheld'
        : objection.state === 'DISMISSED'
          ? 'dismissed'
          : 'inadmissible',
  },
});

/** Tells the agency that an objection was not decided in its time. */
export const objectionOverdue = ({
  roundId,
  challengeId,
  proposalId,
  decisionDeadline,
}: Told & Pick<Objection, 'decisionDeadline'>): Notice => ({
  noticeId: `objection/${proposalId}/overdue`,
  kind: 'objection-overdue',
  audience: { kind: 'agency', roles: ['staff', 'approver'] },
  roundId,
  proposalId,
  facts: { challengeId, decideBefore: decisionDeadline },
});
