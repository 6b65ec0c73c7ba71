import { type Implementation, implement } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import { approvalAwaited, type Notice } from '../platform/notice.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { RequestOf } from '../platform/request.ts';
import { passPastObjections } from './past-objections.ts';
import { type Round, standstillDeadline } from './rules.ts';
import { transitionRound } from './schema.ts';
import { shutCall } from './store.ts';
import { type AskedTransition, takeTransition, type TransitionDependencies } from './take-transition.ts';
import { transitionFields } from './transition-fields.ts';

/** A person triggers a transition that leaves the round's seal as it is. */
export const createTransitionRound = (dependencies: TransitionDependencies): Implementation =>
  implement(transitionRound, (request) =>
    takeTransition(dependencies, request, async (asked) => {
      const { table } = dependencies;
      const past = await passPastObjections(table, asked.round, asked.body.action, asked.at);
      if (isRefusal(past)) return past;
      const fields = await transitionFields(table, asked);
      if (isRefusal(fields)) return fields;
      // In the same transaction, so that no submission comes after the cancellation.
      const shut = asked.body.action === 'cancel' ? shutCall(asked.round.roundId) : [];
      return { fields, notices: noticesOf(asked), alongside: [...past, ...shut] };
    }),
  );

/** Whom a transition is told: those with a proposal of its end or its result, approvers of what waits for them. */
const noticesOf = ({
  body,
  round,
  at,
}: AskedTransition<RequestOf<typeof transitionRound>['body']>): readonly Notice[] => {
  const { roundId } = round;
  switch (body.action) {
    case 'cancel':
      return [cancellationNotice(round, at)];
    case 'give-notice':
      return [resultNotice(round, standstillDeadline(round.policy, at))];
    case 'prepare-opening':
      return [approvalAwaited('opening', `${roundId}/${at}`, roundId)];
    case 'prepare-deadline-move':
      return [approvalAwaited('deadline-move', `${roundId}/${body.deadline}/${at}`, roundId)];
    default:
      return [];
  }
};

const toHolders = ({ roundId }: Round) =>
  ({ audience: { kind: 'round-holders', roundId }, roundId, proposalId: null }) as const;

/** Tells everybody with a proposal that the round is over. */
const cancellationNotice = (round: Round, at: Instant): Notice => ({
  noticeId: `round-cancelled/${round.roundId}`,
  kind: 'round-cancelled',
  ...toHolders(round),
  facts: { cancelledAt: at },
});

/** Tells everybody with a proposal that there is a result, and how long one can object to it. */
const resultNotice = (round: Round, objectBefore: Instant): Notice => ({
  noticeId: `result-announced/${round.roundId}`,
  kind: 'result-announced',
  ...toHolders(round),
  facts: { objectBefore },
});
