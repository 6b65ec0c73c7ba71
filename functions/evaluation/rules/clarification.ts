import { hasPassed, type Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Proposal } from '../../proposals/rules.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { checkScoringOpen } from './scorecard.ts';

export const clarificationStates = ['PROPOSED', 'DECLINED', 'ASKED', 'ANSWERED'] as const;
export type ClarificationState = (typeof clarificationStates)[number];

/**
 * What the panel wants to know about an opened proposal, and what its supplier answers in writing (DOMAIN.md,
 * «Clarifications»): the offer itself, its price and its scope stand as they were submitted.
 */
export type Clarification = {
  readonly state: ClarificationState;
  readonly clarificationId: string;
  readonly roundId: string;
  readonly challengeId: string;
  readonly proposalId: string;
  readonly supplierId: string;
  /** As the supplier reads it. What a member proposed may be put in other words by staff. */
  readonly question: string;
  /** The pseudonym of the member who proposed the question, told to the agency alone; null where staff asked at once. */
  readonly proposedBy: string | null;
  /** When it was proposed, or asked where nobody proposed it. */
  readonly raisedAt: Instant;
  readonly askedAt: Instant | null;
  /** Until when the supplier may answer, exclusive; null until staff ask. */
  readonly deadline: Instant | null;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
  /** Why staff do not put what was proposed to the supplier, as the panel reads it; null unless declined. */
  readonly declineReason: string | null;
  readonly declinedAt: Instant | null;
};

export type ClarificationAction = 'propose' | 'decline' | 'ask' | 'answer';

/** Every arrow of a clarification. One whose deadline has passed unanswered is lapsed by the clock alone. */
export const clarificationTransitions = [
  { action: 'propose', from: null, to: 'PROPOSED', by: ['evaluator'], guard: 'checkClarifying' },
  { action: 'decline', from: 'PROPOSED', to: 'DECLINED', by: ['staff'], guard: 'checkScoringOpen' },
  { action: 'ask', from: null, to: 'ASKED', by: ['staff'], guard: 'checkClarificationDeadline' },
  { action: 'ask', from: 'PROPOSED', to: 'ASKED', by: ['staff'], guard: 'checkClarificationDeadline' },
  { action: 'answer', from: 'ASKED', to: 'ANSWERED', by: ['signatory'], guard: 'checkClarificationAnswer' },
] as const satisfies readonly Transition<
  ClarificationState,
  ClarificationAction,
  'evaluator' | 'staff' | 'signatory'
>[];

/** So many clarifications may be raised about one proposal. */
export const clarificationsLimit = 20;

type Scene = {
  readonly round: Pick<Round, 'roundId' | 'state' | 'deadlines'>;
  readonly proposal: Pick<Proposal, 'proposalId' | 'state'>;
  /** In which the proposal's panel scores. */
  readonly phases: readonly Phase[];
  /** When a fresh panel ends; null for a challenge's first panel, which the round ends. */
  readonly freshUntil?: Instant | null;
};

/** Refuses to raise a question while the proposal's panel does not score, or once too often. */
export const checkClarifying = ({ round, proposal, phases }: Scene, raised: number): Refusal | null => {
  const closed = checkScoringOpen(round, proposal, phases);
  if (closed !== null) return closed;
  return raised < clarificationsLimit
    ? null
    : refuseEvaluation('clarifications-exhausted', { limit: clarificationsLimit });
};

/**
 * Refuses a deadline that leaves no time to answer, or that lies after the end of the scoring: an answer that comes
 * then would serve nobody.
 */
export const checkClarificationDeadline = (
  { round, phases, freshUntil = null }: Pick<Scene, 'round' | 'phases' | 'freshUntil'>,
  deadline: Instant,
  at: Instant,
): Refusal | null => {
  if (hasPassed(deadline, at)) return refuseEvaluation('clarification-deadline-past', { deadline });
  const scoringEndsAt = phases.includes('EVALUATION') ? round.deadlines.evaluation : freshUntil;
  return scoringEndsAt !== null && deadline > scoringEndsAt
    ? refuseEvaluation('clarification-after-scoring', { deadline, scoringEndsAt })
    : null;
};

/** Refuses an answer that reached the gateway at or after its deadline, or when the panel scores no more. */
export const checkClarificationAnswer = (
  { round, proposal, phases }: Scene,
  { deadline }: Pick<Clarification, 'deadline'>,
  at: Instant,
): Refusal | null =>
  deadline === null || hasPassed(deadline, at)
    ? refuseEvaluation('clarification-late', { deadline, receivedAt: at, roundId: round.roundId })
    : checkScoringOpen(round, proposal, phases);

/** What a supplier sees of the questions about its proposal: those that were put to it. */
export const askedClarifications = <Kept extends Pick<Clarification, 'state'>>(
  clarifications: readonly Kept[],
): readonly Kept[] => clarifications.filter(({ state }) => state === 'ASKED' || state === 'ANSWERED');

type Place = Pick<Clarification, 'clarificationId' | 'roundId' | 'challengeId' | 'proposalId' | 'supplierId'>;

/** A question as somebody raises it; `proposedBy` is null where that is staff. */
export const raisedClarification = (
  { clarificationId, roundId, challengeId, proposalId, supplierId }: Place,
  question: string,
  proposedBy: string | null,
  at: Instant,
): Clarification => ({
  state: 'PROPOSED',
  clarificationId,
  roundId,
  challengeId,
  proposalId,
  supplierId,
  question,
  proposedBy,
  raisedAt: at,
  askedAt: null,
  deadline: null,
  answer: null,
  answeredAt: null,
  declineReason: null,
  declinedAt: null,
});

/** What was proposed, as staff decline to put it to the supplier. */
export const declinedClarification = (
  proposed: Clarification,
  reason: string,
  at: Instant,
): Clarification => ({ ...proposed, state: 'DECLINED', declineReason: reason, declinedAt: at });

/** A raised question as staff put it to the supplier. */
export const askedClarification = (
  raised: Clarification,
  { question, deadline }: { readonly question: string; readonly deadline: Instant },
  at: Instant,
): Clarification => ({ ...raised, state: 'ASKED', question, askedAt: at, deadline });

/** The clarification with the supplier’s answer. */
export const answeredClarification = (asked: Clarification, answer: string, at: Instant): Clarification => ({
  ...asked,
  state: 'ANSWERED',
  answer,
  answeredAt: at,
});
