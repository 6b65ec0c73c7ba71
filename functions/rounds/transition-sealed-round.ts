import { listChallengesOfRound } from '../challenges/store.ts';
import { type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { addSeconds, type Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { RequestOf } from '../platform/request.ts';
import type { SealKeys } from '../platform/seal-key.ts';
import { checkNewDeadline } from './check-new-deadline.ts';
import { moveNotice } from './deadline-move-notice.ts';
import {
  checkMoveApproved,
  checkOpening,
  checkPromise,
  checkSelection,
  earliestOpening,
  isOpened,
  movedBy,
  type Round,
} from './rules.ts';
import { transitionSealedRound } from './schema.ts';
import { readRound, readOpeningPreparers } from './store.ts';
import {
  type AskedTransition,
  type Step,
  takeTransition,
  type TransitionDependencies,
} from './take-transition.ts';

export type SealedTransitionDependencies = TransitionDependencies & { readonly sealKeys: SealKeys };

type Body = RequestOf<typeof transitionSealedRound>['body'];
type AskedFor<Action> = AskedTransition<Extract<Body, { action: Action }>>;

/**
 * A person triggers a transition that changes the lock of the round's seal. A lock is tightened before the table says
 * so, and loosened after it, so that a crash between the two leaves what is sealed shut; whatever happened, the lock is
 * then made what the table says, and `renew-lock` does that again.
 */
export const createTransitionSealedRound = (dependencies: SealedTransitionDependencies): Implementation =>
  implement(transitionSealedRound, async (request) => {
    const outcome = await takeTransition(dependencies, request, (asked) => stepOf(dependencies, asked));
    await settleLock(dependencies, request.parameters.roundId, request.body.action, outcome);
    return outcome;
  });

const stepOf = async (
  dependencies: SealedTransitionDependencies,
  asked: AskedTransition<Body>,
): Promise<Step | Refusal> => {
  const { body, round, at } = asked;
  switch (body.action) {
    case 'call-for-proposals':
      return callForProposals(dependencies, { ...asked, body });
    case 'approve-deadline-move':
      return approveMove(dependencies, { ...asked, body });
    case 'open': {
      const { accountId } = asked.actor;
      const preparers = await readOpeningPreparers(dependencies.table, round.roundId);
      return (
        checkOpening(round, { accountId, preparers }, at) ?? {
          fields: { openedAt: at, deadlineMove: null },
          notices: [openingNotice(round, at)],
        }
      );
    }
    case 'renew-lock':
      return { fields: {} };
  }
};

const callForProposals = async (
  { table, sealKeys }: SealedTransitionDependencies,
  { round, body, at }: AskedFor<'call-for-proposals'>,
): Promise<Step | Refusal> =>
  (await checkNewDeadline(table, body, at)) ??
  checkPromise(body.decisionPromisedAt, body.deadline) ??
  checkSelection(await countSelection({ table }, round.roundId)) ?? {
    fields: {
      deadlines: { ...round.deadlines, proposals: body.deadline },
      decisionPromisedAt: body.decisionPromisedAt,
      drawSecretSha256: body.drawSecretSha256,
      calledAt: at,
      sealKeyArn: await sealKeys.create(round.roundId, addSeconds(body.deadline, round.policy.holdInSeconds)),
    },
  };

/** The lock goes first: nobody reads at the old instant what can still be submitted until the new one. */
const approveMove = async (
  { sealKeys }: SealedTransitionDependencies,
  { round, body, actor, at }: AskedFor<'approve-deadline-move'>,
): Promise<Step | Refusal> => {
  const move = checkMoveApproved(round, body.deadline, actor.accountId, at);
  if (isRefusal(move)) return move;
  const fields = movedBy(round, move, at);
  const opening = earliestOpening({ ...round, ...fields });
  if (move.name === 'proposals' && round.sealKeyArn !== null && opening !== null)
    await sealKeys.lock(round.sealKeyArn, { earliestOpeningAt: opening, isOpened: false });
  return { fields, notices: [moveNotice(round, move)] };
};

/**
 * Makes the lock what the table says, where this act could have left it otherwise. Read anew, since another act may
 * have come between.
 */
const settleLock = async (
  { table, sealKeys }: SealedTransitionDependencies,
  roundId: string,
  action: Body['action'],
  outcome: Answer | Refusal,
): Promise<void> => {
  const isRefused = isRefusal(outcome);
  const loosens = !isRefused && (action === 'open' || action === 'renew-lock');
  const mayHaveTightenedInVain = isRefused && action === 'approve-deadline-move' && isOfTheWrite(outcome);
  if (!loosens && !mayHaveTightenedInVain) return;
  const round = await readRound(table, roundId);
  if (round === null) return;
  const opening = earliestOpening(round);
  if (round.sealKeyArn === null || opening === null) return;
  await sealKeys.lock(round.sealKeyArn, { earliestOpeningAt: opening, isOpened: isOpened(round) });
};

/** True of the refusals that the transaction gives, after the lock was moved. */
const isOfTheWrite = ({ code }: Refusal): boolean =>
  ['changed-meanwhile', 'wrong-state', 'busy', 'membership-changed'].includes(code);

/** Tells everybody with a proposal that the seals are opened. */
const openingNotice = ({ roundId }: Round, at: Instant): Notice => ({
  noticeId: `round-opened/${roundId}`,
  kind: 'round-opened',
  audience: { kind: 'round-holders', roundId },
  roundId,
  proposalId: null,
  facts: { openedAt: at },
});

const countSelection = async ({ table }: Pick<TransitionDependencies, 'table'>, roundId: string) => {
  const challenges = await listChallengesOfRound(table, roundId);
  return {
    submitted: challenges.filter(({ state }) => state === 'SUBMITTED').length,
    selected: challenges.filter(({ state }) => state === 'SELECTED').length,
  };
};
