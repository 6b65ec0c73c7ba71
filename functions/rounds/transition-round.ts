import { type Implementation, implement } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Round } from './rules.ts';
import { transitionRound } from './schema.ts';
import { shutCall } from './store.ts';
import { takeTransition, type TransitionDependencies } from './take-transition.ts';
import { transitionFields } from './transition-fields.ts';

/** A person triggers a transition that leaves the round's seal as it is. */
export const createTransitionRound = (dependencies: TransitionDependencies): Implementation =>
  implement(transitionRound, (request) =>
    takeTransition(dependencies, request, async (asked) => {
      const fields = await transitionFields(dependencies.table, asked);
      if (isRefusal(fields)) return fields;
      return asked.body.action === 'cancel'
        ? {
            fields,
            notices: [cancellationNotice(asked.round, asked.at)],
            // In the same transaction, so that no submission comes after the cancellation.
            alongside: shutCall(asked.round.roundId),
          }
        : { fields };
    }),
  );

/** Tells everybody with a proposal that the round is over. */
const cancellationNotice = ({ roundId }: Round, at: Instant): Notice => ({
  noticeId: `round-cancelled/${roundId}`,
  kind: 'round-cancelled',
  audience: { kind: 'round-holders', roundId },
  roundId,
  proposalId: null,
  facts: { cancelledAt: at },
});
