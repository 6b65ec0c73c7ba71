import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import type { RoundPolicy } from './policy.ts';

/** The stored phases of a round (DOMAIN.md, «Round»). */
export const phases = [
  'PLANNED',
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
  'FIRST_USE',
  'COMPLETED',
  'CANCELLED',
] as const;
export type Phase = (typeof phases)[number];

/** The phase that people see: the stored one, and what the clock makes of it. */
export type EffectivePhase = Phase | 'CLOSED_FOR_PROPOSALS';

/** The limits of a round that fire by themselves. */
export const deadlineNames = ['challengeCall', 'proposals', 'evaluation', 'standstill'] as const;
export type DeadlineName = (typeof deadlineNames)[number];

/** The limits that may be moved, and so become later than they were set; the standstill's length is policy. */
export const movableDeadlines = ['challengeCall', 'proposals', 'evaluation'] as const;
export type MovableDeadline = (typeof movableDeadlines)[number];

/** Who prepared a move: a person, or a task of the system that measured an outage. */
export type Preparer =
  | { readonly kind: 'person'; readonly accountId: string }
  | { readonly kind: 'system'; readonly task: string };

/** A move of a deadline that waits for the approval of another person (DOMAIN.md, «Round», invariants 11 and 16). */
export type DeadlineMove = {
  readonly name: MovableDeadline;
  /** The deadline as it stood when the move was prepared. */
  readonly from: Instant;
  readonly to: Instant;
  readonly basis: 'extension' | 'outage';
  readonly reason: string;
  /** Where the measurements of an outage are found; null for an extension. */
  readonly evidence: string | null;
  readonly preparedBy: Preparer;
  readonly preparedAt: Instant;
};

/** What the one who prepares an opening says of outages over the deadline, and what was measured then (invariant 16). */
export type OutageSignOff = {
  /** The deadline that it is about. */
  readonly deadline: Instant;
  readonly expectedHeartbeats: number;
  readonly keptHeartbeats: number;
  readonly outages: readonly { readonly beganAt: Instant; readonly recoveredAt: Instant | null }[];
  /** Why the deadline stands all the same; null where nothing was measured that would move it. */
  readonly reason: string | null;
};

/** What everybody may know of a move that was made. */
export type MovedDeadline = Pick<DeadlineMove, 'name' | 'from' | 'to' | 'basis' | 'reason'> & {
  readonly movedAt: Instant;
};

/** A decision that was promised for `from` and is promised for `to` now. */
export type DecisionDelay = {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly announcedAt: Instant;
};

export type Round = {
  readonly state: Phase;
  readonly roundId: string;
  readonly name: { readonly ko: string; readonly en: string };
  readonly policy: RoundPolicy;
  /** Null until the phase that ends by it begins. */
  readonly deadlines: Readonly<Record<DeadlineName, Instant | null>>;
  /** The move that is prepared and not approved yet. */
  readonly deadlineMove: DeadlineMove | null;
  /** Where an outage would have moved the deadline, had a person not dropped that move; it is not prepared again. */
  readonly outageDroppedTo: Instant | null;
  /** Public, oldest first. */
  readonly movedDeadlines: readonly MovedDeadline[];
  /** Public, and so is a delay. */
  readonly decisionPromisedAt: Instant | null;
  /** Public, oldest first. */
  readonly decisionDelays: readonly DecisionDelay[];
  /** The key under which this round's proposals are sealed; made when the call is published. */
  readonly sealKeyArn: string | null;
  /** SHA-256 of the staff's secret for the draw of panels, published with the call. */
  readonly drawSecretSha256: string | null;
  readonly calledAt: Instant | null;
  /** The first of the two acts of an opening. */
  readonly openingPrepared: {
    readonly accountId: string;
    readonly at: Instant;
    readonly outage: OutageSignOff;
  } | null;
  readonly openedAt: Instant | null;
  readonly noticeAt: Instant | null;
  /** Counts the executions of the round's machine; 0 before the first. */
  readonly generation: number;
};

export type RoundAction =
  | 'plan'
  | 'change-policy'
  | 'call-for-challenges'
  | 'close-challenge-call'
  | 'call-for-proposals'
  | 'prepare-opening'
  | 'open'
  | 'begin-screening'
  | 'begin-evaluation'
  | 'close-evaluation'
  | 'give-notice'
  | 'end-standstill'
  | 'begin-first-use'
  | 'complete'
  | 'cancel'
  | 'restart-execution'
  | 'prepare-deadline-move'
  | 'approve-deadline-move'
  | 'drop-deadline-move'
  | 'announce-delay'
  | 'renew-lock';

type RoundTransition = Transition<Phase, RoundAction, Role | 'system'>;

const beforePurchase = [
  'PLANNED',
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
] as const satisfies readonly Phase[];

const executing = [
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
  'FIRST_USE',
] as const satisfies readonly Phase[];

/** The phases that a deadline ends which may move. */
const movable = ['CHALLENGE_CALL', 'CALL_FOR_PROPOSALS', 'EVALUATION'] as const satisfies readonly Phase[];

/** From the promise of the decision to its notice. */
const promised = [
  'CALL_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
] as const satisfies readonly Phase[];

/** While there is a seal to keep, and readers of what it gave free. */
const locked = [...promised, 'NOTICE', 'PURCHASE', 'FIRST_USE'] as const satisfies readonly Phase[];

const staying = (
  phases: readonly Phase[],
  action: RoundAction,
  by: RoundTransition['by'],
  guard: string | null,
): readonly RoundTransition[] => phases.map((phase) => ({ action, from: phase, to: phase, by, guard }));

/** Every arrow of a round. The four that the system takes are those of a deadline; staff may take them after it. */
export const roundTransitions = [
  { action: 'plan', from: null, to: 'PLANNED', by: ['staff'], guard: 'checkPolicy' },
  { action: 'change-policy', from: 'PLANNED', to: 'PLANNED', by: ['staff'], guard: 'checkPolicy' },
  {
    action: 'call-for-challenges',
    from: 'PLANNED',
    to: 'CHALLENGE_CALL',
    by: ['staff'],
    guard: 'checkDeadlineAhead',
  },
  {
    action: 'close-challenge-call',
    from: 'CHALLENGE_CALL',
    to: 'CHALLENGE_SELECTION',
    by: ['system', 'staff'],
    guard: 'checkDeadlinePassed',
  },
  {
    action: 'call-for-proposals',
    from: 'CHALLENGE_SELECTION',
    to: 'CALL_FOR_PROPOSALS',
    by: ['staff'],
    guard: 'checkSelection',
  },
  {
    action: 'prepare-opening',
    from: 'CALL_FOR_PROPOSALS',
    to: 'CALL_FOR_PROPOSALS',
    by: ['staff'],
    guard: 'checkHoldElapsed',
  },
  { action: 'open', from: 'CALL_FOR_PROPOSALS', to: 'OPENED', by: ['approver'], guard: 'checkOpening' },
  { action: 'begin-screening', from: 'OPENED', to: 'SCREENING', by: ['staff'], guard: null },
  {
    action: 'begin-evaluation',
    from: 'SCREENING',
    to: 'EVALUATION',
    by: ['staff'],
    guard: 'checkEvaluationReady',
  },
  {
    action: 'close-evaluation',
    from: 'EVALUATION',
    to: 'DECISION',
    by: ['system', 'staff'],
    guard: 'checkEvaluationOver',
  },
  { action: 'give-notice', from: 'DECISION', to: 'NOTICE', by: ['staff'], guard: 'checkDecisionApproved' },
  {
    action: 'end-standstill',
    from: 'NOTICE',
    to: 'PURCHASE',
    by: ['system', 'staff'],
    guard: 'checkDeadlinePassed',
  },
  {
    action: 'begin-first-use',
    from: 'PURCHASE',
    to: 'FIRST_USE',
    by: ['staff'],
    guard: 'checkPurchasesSettled',
  },
  { action: 'complete', from: 'FIRST_USE', to: 'COMPLETED', by: ['staff'], guard: 'checkVerdictsPublished' },
  ...beforePurchase.map((from): RoundTransition => ({
    action: 'cancel',
    from,
    to: 'CANCELLED',
    by: ['staff'],
    guard: null,
  })),
  ...executing.map((phase): RoundTransition => ({
    action: 'restart-execution',
    from: phase,
    to: phase,
    by: ['staff'],
    guard: null,
  })),
  ...staying(movable, 'prepare-deadline-move', ['staff', 'system'], 'checkMovable'),
  ...staying(movable, 'approve-deadline-move', ['approver'], 'checkMoveApproved'),
  ...staying(movable, 'drop-deadline-move', ['staff', 'approver'], 'checkMovePrepared'),
  ...staying(promised, 'announce-delay', ['staff'], 'announcedDelay'),
  ...staying(locked, 'renew-lock', ['staff', 'approver'], null),
] as const satisfies readonly RoundTransition[];

/** The phase as people see it at an instant: either call is closed from its deadline on, by the clock alone. */
export const effectivePhase = ({ state, deadlines }: Round, at: Instant): EffectivePhase => {
  const isPast = (name: DeadlineName): boolean => {
    const deadline = deadlines[name];
    return deadline !== null && hasPassed(deadline, at);
  };
  if (state === 'CHALLENGE_CALL' && isPast('challengeCall')) return 'CHALLENGE_SELECTION';
  return state === 'CALL_FOR_PROPOSALS' && isPast('proposals') ? 'CLOSED_FOR_PROPOSALS' : state;
};

/** True from the call on: the selected challenges are published. */
export const isCalled = (round: Round): boolean => round.calledAt !== null;

/** True from the opening on: sealed proposals are opened. */
export const isOpened = (round: Round): boolean => round.openedAt !== null;

/** True for a round that the public may know of: not for a plan, and not for one that was given up. */
export const isAnnounced = ({ state, deadlines, calledAt }: Round): boolean =>
  state !== 'PLANNED' && (state !== 'CANCELLED' || deadlines.challengeCall !== null || calledAt !== null);

/** The earliest instant of the opening: the deadline and the hold; null before the call. */
export const earliestOpening = (round: Round): Instant | null =>
  round.deadlines.proposals === null
    ? null
    : addSeconds(round.deadlines.proposals, round.policy.holdInSeconds);

/** The deadline that ends a phase by itself, null where staff end it. */
export const deadlineOfPhase = (phase: EffectivePhase): DeadlineName | null =>
  phase === 'CHALLENGE_CALL'
    ? 'challengeCall'
    : phase === 'CALL_FOR_PROPOSALS'
      ? 'proposals'
      : phase === 'EVALUATION'
        ? 'evaluation'
        : phase === 'NOTICE'
          ? 'standstill'
          : null;
