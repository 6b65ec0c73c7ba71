import type { PinnedAttachment } from '../../attachments/rules.ts';
import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Proposal } from '../../proposals/rules.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import type { Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';

/** The states of a screening; one that nobody has begun has no record. */
export const screeningStates = ['OPEN', 'SUPPLEMENT_REQUESTED', 'DECIDED', 'REPLIED'] as const;
export type ScreeningState = (typeof screeningStates)[number];

/** What staff asked a supplier to bring, and what it brought: a new certificate of an old fact, never a new fact. */
export type Supplement = {
  readonly request: string;
  readonly requestedAt: Instant;
  /** Of this request alone; exclusive. */
  readonly deadline: Instant;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
  /** What came with the answer. */
  readonly documents: readonly PinnedAttachment[];
};

/** What formal eligibility is a question of. */
export const evidenceSubjects = ['documents', 'small-or-medium', 'not-debarred', 'other'] as const;

/** What staff looked at, where they found it, and whether it was as it must be. */
export type Evidence = {
  readonly subject: (typeof evidenceSubjects)[number];
  readonly isMet: boolean;
  readonly source: string;
};

/** A decision on the formal eligibility; all of them are kept. */
export type EligibilityDecision = {
  readonly eligible: boolean;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly decidedAt: Instant;
};

/** How the formal eligibility of a proposal was found (DOMAIN.md, «Proposal»). */
export type Screening = {
  readonly state: ScreeningState;
  readonly roundId: string;
  readonly challengeId: string;
  readonly proposalId: string;
  readonly supplierId: string;
  /** Oldest first. */
  readonly supplements: readonly Supplement[];
  /** Oldest first. */
  readonly decisions: readonly EligibilityDecision[];
  /** What the supplier said against its exclusion. */
  readonly reply: { readonly text: string; readonly repliedAt: Instant } | null;
};

export type ScreeningAction = 'request-supplement' | 'answer-supplement' | 'decide' | 'reply' | 'weigh-reply';

/** Every arrow of a screening. A supplement whose deadline has passed is lapsed by the clock alone. */
export const screeningTransitions = [
  {
    action: 'request-supplement',
    from: null,
    to: 'SUPPLEMENT_REQUESTED',
    by: ['staff'],
    guard: 'checkSupplementRequest',
  },
  {
    action: 'request-supplement',
    from: 'OPEN',
    to: 'SUPPLEMENT_REQUESTED',
    by: ['staff'],
    guard: 'checkSupplementRequest',
  },
  {
    action: 'request-supplement',
    from: 'SUPPLEMENT_REQUESTED',
    to: 'SUPPLEMENT_REQUESTED',
    by: ['staff'],
    guard: 'checkSupplementRequest',
  },
  {
    action: 'answer-supplement',
    from: 'SUPPLEMENT_REQUESTED',
    to: 'OPEN',
    by: ['signatory'],
    guard: 'checkSupplementAnswer',
  },
  { action: 'decide', from: null, to: 'DECIDED', by: ['staff'], guard: null },
  { action: 'decide', from: 'OPEN', to: 'DECIDED', by: ['staff'], guard: null },
  { action: 'decide', from: 'SUPPLEMENT_REQUESTED', to: 'DECIDED', by: ['staff'], guard: 'checkNoneAwaited' },
  { action: 'reply', from: 'DECIDED', to: 'REPLIED', by: ['signatory'], guard: 'checkReply' },
  { action: 'weigh-reply', from: 'REPLIED', to: 'DECIDED', by: ['staff'], guard: null },
] as const satisfies readonly Transition<ScreeningState, ScreeningAction, 'staff' | 'signatory'>[];

/** So often a supplement may be asked of one proposal. */
export const supplementsLimit = 5;

/** A request that reached the gateway in time may be written so much later. */
const writingLimitInSeconds = 30;

/** The supplement that is awaited, or null; `at` is the gateway's instant of whoever asks. */
export const awaitedSupplement = (
  screening: Pick<Screening, 'state' | 'supplements'> | null,
  at: Instant,
): Supplement | null => {
  const last = screening?.state === 'SUPPLEMENT_REQUESTED' ? screening.supplements.at(-1) : undefined;
  return last === undefined || hasPassed(last.deadline, at) ? null : last;
};

/**
 * Refuses to go on while an answer may yet come: until its deadline, and for as long after it as an answer that was in
 * time may take to be written, so that nobody in time finds the door shut.
 */
export const checkNoneAwaited = (
  screening: Pick<Screening, 'state' | 'supplements'> | null,
  at: Instant,
): Refusal | null => {
  const awaited = awaitedSupplement(screening, addSeconds(at, -writingLimitInSeconds));
  return awaited === null ? null : refuseEvaluation('supplement-awaited', { deadline: awaited.deadline });
};

/** Refuses a request outside the screening, for what is screened already, without time to answer, or once too often. */
export const checkSupplementRequest = (
  { round, proposal, screening }: Scene,
  { deadline, at }: { readonly deadline: Instant; readonly at: Instant },
): Refusal | null => {
  const { roundId } = round;
  if (round.state !== 'SCREENING') return refuseRound('round-phase', { phase: round.state, roundId });
  if (proposal.state !== 'SUBMITTED')
    return refuseEvaluation('screened-already', { state: proposal.state, roundId });
  if (hasPassed(deadline, at)) return refuseEvaluation('supplement-deadline-past', { deadline });
  const awaited = checkNoneAwaited(screening, at);
  if (awaited !== null) return awaited;
  return (screening?.supplements.length ?? 0) < supplementsLimit
    ? null
    : refuseEvaluation('supplements-exhausted', { limit: supplementsLimit });
};

type Scene = {
  readonly round: Pick<Round, 'roundId' | 'state'>;
  readonly proposal: Pick<Proposal, 'state'>;
  readonly screening: Pick<Screening, 'state' | 'supplements'> | null;
};

/** Refuses an answer that nobody asked for, or that reached the gateway at or after the deadline of its request. */
export const checkSupplementAnswer = ({ round, proposal, screening }: Scene, at: Instant): Refusal | null => {
  const { roundId } = round;
  const last = screening?.supplements.at(-1);
  if (last === undefined || screening?.state !== 'SUPPLEMENT_REQUESTED')
    return refuseEvaluation('no-supplement-requested', { roundId });
  if (hasPassed(last.deadline, at))
    return refuseEvaluation('supplement-late', { deadline: last.deadline, receivedAt: at, roundId });
  return round.state === 'SCREENING' && proposal.state === 'SUBMITTED'
    ? null
    : refuseRound('round-phase', { phase: round.state, roundId });
};

/** Refuses a reply to no exclusion, a second one, or one that came when scoring had ended. */
export const checkReply = (
  round: Pick<Round, 'roundId' | 'state' | 'deadlines'>,
  proposal: Pick<Proposal, 'state'>,
  screening: Pick<Screening, 'reply'> | null,
  at: Instant,
): Refusal | null => {
  const { roundId, deadlines } = round;
  if (proposal.state !== 'INELIGIBLE' || screening === null)
    return refuseEvaluation('not-excluded', { state: proposal.state, roundId });
  if (screening.reply !== null) return refuseEvaluation('replied-already', { roundId });
  const isOver = deadlines.evaluation !== null && hasPassed(deadlines.evaluation, at);
  return (round.state === 'SCREENING' || round.state === 'EVALUATION') && !isOver
    ? null
    : refuseEvaluation('reply-late', { deadline: deadlines.evaluation, receivedAt: at, roundId });
};

/** A screening that nobody has begun. */
export const newScreening = ({
  proposalId,
  challengeId,
  roundId,
  supplierId,
}: Pick<Proposal, 'proposalId' | 'challengeId' | 'roundId' | 'supplierId'>): Screening => ({
  state: 'OPEN',
  roundId,
  challengeId,
  proposalId,
  supplierId,
  supplements: [],
  decisions: [],
  reply: null,
});

/** The screening with the answer to its last supplement. */
export const answeredSupplement = (
  screening: Screening,
  answered: { readonly answer: string; readonly documents: readonly PinnedAttachment[] },
  at: Instant,
): Screening => ({
  ...screening,
  state: 'OPEN',
  supplements: screening.supplements.map((supplement, place) =>
    place === screening.supplements.length - 1 ? { ...supplement, ...answered, answeredAt: at } : supplement,
  ),
});

/** The screening with one decision more. */
export const decidedScreening = (screening: Screening, decision: EligibilityDecision): Screening => ({
  ...screening,
  state: 'DECIDED',
  decisions: [...screening.decisions, decision],
});
