import { type Challenge, isPublished } from '../challenges/rules.ts';
import { addSeconds, hasPassed, type Instant } from '../platform/instant.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import type { Transition } from '../platform/transition.ts';
import { refuseRound } from '../rounds/refusals.ts';
import { effectivePhase, type Round } from '../rounds/rules.ts';
import { refuseQuestion } from './refusals.ts';

export const questionStates = ['ASKED', 'ANSWERED', 'DECLINED'] as const;
export type QuestionState = (typeof questionStates)[number];

/** What a supplier asks about a published challenge. Everybody reads the answer; nobody learns who asked. */
export type Question = {
  readonly state: QuestionState;
  readonly questionId: string;
  readonly challengeId: string;
  readonly roundId: string;
  /** The supplier that asks: told to its own members alone. */
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** As it was asked; who answers may publish it in other words where these would tell who asked. */
  readonly text: string;
  readonly publishedText: string | null;
  readonly answer: string | null;
  /** Of the first answer; a later wording of it is `amendedAt`. */
  readonly answeredAt: Instant | null;
  readonly amendedAt: Instant | null;
  readonly declineReason: string | null;
};

export type QuestionAction = 'ask' | 'answer' | 'amend' | 'decline';

/** Every arrow of a question. */
export const questionTransitions = [
  { action: 'ask', from: null, to: 'ASKED', by: ['author', 'signatory'], guard: 'checkAsking' },
  { action: 'answer', from: 'ASKED', to: 'ANSWERED', by: ['buyer', 'staff'], guard: 'checkAnswering' },
  { action: 'amend', from: 'ANSWERED', to: 'ANSWERED', by: ['buyer', 'staff'], guard: 'checkAnswering' },
  { action: 'decline', from: 'ASKED', to: 'DECLINED', by: ['staff'], guard: 'checkAnswering' },
] as const satisfies readonly Transition<QuestionState, QuestionAction, Role>[];

/** So many unanswered questions a supplier may have on one challenge. */
export const openQuestionsLimit = 10;

/** Until when questions are taken: so long before the deadline for proposals that the answers are still of use. */
export const questionDeadline = (round: Pick<Round, 'deadlines' | 'policy'>): Instant | null =>
  round.deadlines.proposals === null
    ? null
    : addSeconds(round.deadlines.proposals, -round.policy.questionsEndBeforeInSeconds);

/** Refuses a question outside the call, from the cut-off on, or by whoever has enough unanswered ones. */
export const checkAsking = (
  challenge: Challenge,
  round: Round,
  asked: { readonly openQuestions: number; readonly at: Instant },
): Refusal | null => {
  if (!isPublished(challenge, round)) return refuse('not-found');
  const closed = checkAnswering(challenge, round, asked.at);
  if (closed !== null) return closed;
  const deadline = questionDeadline(round);
  if (deadline === null || hasPassed(deadline, asked.at))
    return refuseQuestion('questions-closed', {
      deadline,
      receivedAt: asked.at,
      roundId: round.roundId,
    });
  return asked.openQuestions < openQuestionsLimit
    ? null
    : refuseQuestion('too-many-open-questions', { limit: openQuestionsLimit });
};

/** Refuses an answer outside the open call: after the deadline it would serve nobody. */
export const checkAnswering = (challenge: Challenge, round: Round, at: Instant): Refusal | null => {
  const phase = effectivePhase(round, at);
  return phase === 'CALL_FOR_PROPOSALS' && challenge.state === 'SELECTED'
    ? null
    : refuseRound('round-phase', { phase, roundId: round.roundId });
};

/** True for those who answer: members of the proposing bodies as buyers. */
export const isBuyerOf = (
  challenge: Pick<Challenge, 'buyerId' | 'coProposerIds'>,
  organisationId: string,
): boolean => challenge.buyerId === organisationId || challenge.coProposerIds.includes(organisationId);
