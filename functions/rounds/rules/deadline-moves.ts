import { hasPassed, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import { refuseRound } from '../refusals.ts';
import { checkPromise } from './guards.ts';
import {
  type DeadlineMove,
  deadlineOfPhase,
  type DecisionDelay,
  type Preparer,
  type Round,
} from './phases.ts';

/** What is asked of a deadline: to lie at `to`, and why. */
export type AskedMove = Pick<DeadlineMove, 'name' | 'to' | 'basis' | 'reason' | 'evidence'>;

/**
 * The deadline as it stands, where it may move so. Refuses a move that the domain does not know: of a deadline that the round's phase does not end by, to an earlier
 * instant or one that nobody could still meet, an extension of a deadline that has passed. An outage moves the
 * deadline for proposals after it has passed too, until the opening (DOMAIN.md, «Round», invariant 16).
 */
export const checkMovable = (round: Round, move: AskedMove, at: Instant): Instant | Refusal => {
  const { name, to, basis, evidence } = move;
  const deadline = round.deadlines[name];
  if (deadline === null || deadlineOfPhase(round.state) !== name)
    return refuseRound('deadline-not-running', { name, phase: round.state });
  if (to <= deadline || to <= at) return refuseRound('move-not-later', { name, deadline, to, at });
  if (basis === 'outage' && evidence === null) return refuseRound('outage-evidence-missing', { name });
  const movesAfterPassing = basis === 'outage' && name === 'proposals';
  if (hasPassed(deadline, at) && !movesAfterPassing)
    return refuseRound('deadline-not-movable', { name, deadline, at });
  // An outage moves the deadline whatever was promised; staff announce the delay then.
  if (name === 'proposals' && basis === 'extension' && round.decisionPromisedAt !== null)
    return checkPromise(round.decisionPromisedAt, to) ?? deadline;
  return deadline;
};

/**
 * The move as it is prepared by staff, or by the system from an outage that it measured; refuses as `checkMovable`
 * does, and while another waits for its approval.
 */
export const preparedMove = (
  round: Round,
  move: AskedMove,
  preparedBy: Preparer,
  at: Instant,
): DeadlineMove | Refusal => {
  const waiting = round.deadlineMove;
  if (waiting !== null && !goesBefore(move, preparedBy, waiting))
    return refuseRound('move-already-prepared', { name: waiting.name, to: waiting.to });
  const from = checkMovable(round, move, at);
  if (isRefusal(from)) return from;
  const { name, to, basis, reason, evidence } = move;
  return { name, from, to, basis, reason, evidence, preparedBy, preparedAt: at };
};

/** What an outage does goes before a waiting extension, and what the system measured since before what it had measured. */
const goesBefore = (move: AskedMove, by: Preparer, waiting: DeadlineMove): boolean =>
  move.basis === 'outage' &&
  (waiting.basis === 'extension' ||
    (by.kind === 'system' && waiting.preparedBy.kind === 'system' && move.to > waiting.to));

/** The move that waits for its approval, or the refusal where none does. */
export const checkMovePrepared = ({ deadlineMove }: Round): DeadlineMove | Refusal =>
  deadlineMove ?? refuseRound('move-not-prepared');

/**
 * The waiting move, where the person may approve it now: another one prepared it (invariant 11), it is the one that
 * the person names by its instant, and what could be moved when it was prepared can be still.
 */
export const checkMoveApproved = (
  round: Round,
  to: Instant,
  accountId: string,
  at: Instant,
): DeadlineMove | Refusal => {
  const move = checkMovePrepared(round);
  if (isRefusal(move)) return move;
  if (move.preparedBy.kind === 'person' && move.preparedBy.accountId === accountId)
    return refuse('same-person', { roundId: round.roundId });
  if (move.to !== to || move.from !== round.deadlines[move.name])
    return refuseRound('another-move-prepared', { name: move.name, to: move.to });
  const from = checkMovable(round, move, at);
  return isRefusal(from) ? from : move;
};

/** What an approved move makes of the round. */
export const movedBy = (
  round: Round,
  move: DeadlineMove,
  at: Instant,
): Pick<Round, 'deadlines' | 'deadlineMove' | 'movedDeadlines' | 'openingPrepared'> => {
  const { name, from, to, basis, reason } = move;
  return {
    deadlines: { ...round.deadlines, [name]: to },
    deadlineMove: null,
    movedDeadlines: [...round.movedDeadlines, { name, from, to, basis, reason, movedAt: at }],
    // Whoever prepared the opening did so for the deadline as it was.
    openingPrepared: null,
  };
};

/** A delay of the promised decision, to a later day that lies ahead; refuses an earlier one. */
export const announcedDelay = (
  round: Round,
  to: Instant,
  reason: string,
  at: Instant,
): DecisionDelay | Refusal => {
  const from = round.decisionPromisedAt;
  return from === null || to <= from || to <= at
    ? refuseRound('delay-not-later', { decisionPromisedAt: from, to })
    : { from, to, reason, announcedAt: at };
};
