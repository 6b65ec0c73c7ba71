import { hasPassed, type Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Transition } from '../../platform/transition.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import { effectivePhase, isCalled, type Round, type RoundPolicy } from '../../rounds/rules.ts';
import { refuseChallenge } from '../refusals.ts';
import type { Field } from './fields.ts';
import type { Incubation } from './incubation.ts';

/** The stored states of a challenge; PUBLISHED and CORRECTED are derived (DOMAIN.md, «Challenge»). */
export const challengeStates = [
  'DRAFT',
  'SUBMITTED',
  'WITHDRAWN',
  'SELECTED',
  'NOT_SELECTED',
  'MATCHED',
  'UNMATCHED',
  'INCUBATED',
  'CANCELLED',
] as const;
export type ChallengeState = (typeof challengeStates)[number];

/** The state that people see: the stored one, and what the round makes of it. */
export type EffectiveChallengeState = ChallengeState | 'PUBLISHED' | 'CORRECTED';

type Bilingual = { readonly ko: string; readonly en: string };

/** How a target is met: the measured value is at least, or at most, the stated one. */
export const comparisons = ['at-least', 'at-most'] as const;

/** What the proposing body writes. */
export type ChallengeTerms = {
  /** Public bodies that propose it together with the buyer. */
  readonly coProposerIds: readonly string[];
  /** The function of government that the problem belongs to. */
  readonly field: Field;
  readonly title: Bilingual;
  readonly problem: Bilingual;
  readonly requiredPerformance: readonly {
    readonly name: Bilingual;
    readonly unit: string;
    readonly comparison: (typeof comparisons)[number];
    readonly value: number;
  }[];
  readonly placeOfUse: Bilingual;
  readonly quantity: number;
  readonly priceCeilingInWon: number;
  readonly trialPeriodInDays: number;
  /** What the first user provides for the trial. */
  readonly firstUseCommitment: {
    readonly site: Bilingual;
    readonly people: Bilingual;
    readonly permits: Bilingual;
  };
  /** An office, not a person: it is published with the challenge. */
  readonly contact: { readonly office: Bilingual; readonly email: string; readonly telephone: string };
};

export type Challenge = ChallengeTerms & {
  readonly state: ChallengeState;
  readonly challengeId: string;
  readonly roundId: string;
  /** The organisation that proposes it and will be its first user. */
  readonly buyerId: string;
  /** Copy of the round's deadline; it can only be earlier than the round's own, since a deadline only moves later. */
  readonly callDeadline: Instant;
  readonly submittedAt: Instant | null;
  /** Counts the corrections since the call was published; 0 where there was none. */
  readonly correctionNumber: number;
  /** Why staff selected it or did not. */
  readonly decisionReason: string | null;
  /** Null unless it was incubated. */
  readonly incubation: Incubation | null;
  /** The incubated challenge of an earlier round as which it came; null for one that is new. */
  readonly incubatedFrom: string | null;
};

export type ChallengeAction =
  | 'draft'
  | 'submit'
  | 'submit-again'
  | 'withdraw'
  | 'select'
  | 'reject'
  | 'correct'
  | 'match'
  | 'unmatch'
  | 'incubate'
  | 'return'
  | 'cancel';

/** Every arrow of a challenge. A draft saved is no arrow. */
export const challengeTransitions = [
  { action: 'draft', from: null, to: 'DRAFT', by: ['buyer'], guard: 'checkCallForChallenges' },
  { action: 'submit', from: 'DRAFT', to: 'SUBMITTED', by: ['buyer'], guard: 'checkBeforeCallDeadline' },
  { action: 'submit-again', from: null, to: 'SUBMITTED', by: ['buyer'], guard: 'checkCallForChallenges' },
  { action: 'withdraw', from: 'DRAFT', to: 'WITHDRAWN', by: ['buyer'], guard: null },
  { action: 'withdraw', from: 'SUBMITTED', to: 'WITHDRAWN', by: ['buyer'], guard: null },
  { action: 'select', from: 'SUBMITTED', to: 'SELECTED', by: ['staff'], guard: 'checkSelectionOpen' },
  { action: 'reject', from: 'SUBMITTED', to: 'NOT_SELECTED', by: ['staff'], guard: 'checkSelectionOpen' },
  { action: 'correct', from: 'SELECTED', to: 'SELECTED', by: ['staff'], guard: 'checkCorrecting' },
  { action: 'match', from: 'SELECTED', to: 'MATCHED', by: ['system'], guard: null },
  { action: 'unmatch', from: 'SELECTED', to: 'UNMATCHED', by: ['system'], guard: null },
  // By a fresh result after an upheld objection.
  { action: 'match', from: 'UNMATCHED', to: 'MATCHED', by: ['system'], guard: null },
  // Whoever met it has withdrawn since, and nobody else passed.
  { action: 'unmatch', from: 'MATCHED', to: 'UNMATCHED', by: ['system'], guard: null },
  { action: 'incubate', from: 'UNMATCHED', to: 'INCUBATED', by: ['staff'], guard: 'checkIncubating' },
  // With it goes `submit-again` of a new challenge in the later round.
  { action: 'return', from: 'INCUBATED', to: 'INCUBATED', by: ['buyer'], guard: 'checkCallForChallenges' },
  { action: 'cancel', from: 'SELECTED', to: 'CANCELLED', by: ['staff'], guard: 'isPublished' },
] as const satisfies readonly Transition<ChallengeState, ChallengeAction, Role | 'system'>[];

/** States that only a selected challenge reaches. */
const selectedStates: readonly ChallengeState[] = [
  'SELECTED',
  'MATCHED',
  'UNMATCHED',
  'INCUBATED',
  'CANCELLED',
];

/** True once staff selected it, whatever became of it later. */
export const isSelected = ({ state }: Pick<Challenge, 'state'>): boolean => selectedStates.includes(state);

/** True when everybody may read it: selected, and the call is out. */
export const isPublished = (challenge: Challenge, round: Round): boolean =>
  isSelected(challenge) && isCalled(round);

/**
 * The state as people see it: a selected challenge is published by the call, and one of a cancelled round goes no
 * further.
 */
export const effectiveChallengeState = (challenge: Challenge, round: Round): EffectiveChallengeState => {
  const isUnderWay = ['DRAFT', 'SUBMITTED', 'SELECTED'].includes(challenge.state);
  if (round.state === 'CANCELLED' && isUnderWay) return 'CANCELLED';
  if (challenge.state !== 'SELECTED' || !isCalled(round)) return challenge.state;
  return challenge.correctionNumber === 0 ? 'PUBLISHED' : 'CORRECTED';
};

/** True for a challenge that suppliers may answer while the call is open: published, corrected or not. */
export const isAnswerable = (challenge: Challenge, round: Round): boolean =>
  ['PUBLISHED', 'CORRECTED'].includes(effectiveChallengeState(challenge, round));

/** The deadline of an open call for challenges; refuses `round-phase` or `challenge-call-over`. */
export const checkCallForChallenges = (round: Round, at: Instant): Instant | Refusal => {
  const deadline = round.deadlines.challengeCall;
  if (deadline === null || round.state === 'CANCELLED')
    return refuseRound('round-phase', { phase: effectivePhase(round, at), roundId: round.roundId });
  return hasPassed(deadline, at)
    ? refuseChallenge('challenge-call-over', { deadline, receivedAt: at, roundId: round.roundId })
    : deadline;
};

/** Refuses what is too late by the challenge's own copy of the deadline; null when nothing is in the way. */
export const checkBeforeCallDeadline = (
  challenge: Pick<Challenge, 'callDeadline' | 'roundId'>,
  at: Instant,
): Refusal | null =>
  hasPassed(challenge.callDeadline, at)
    ? refuseChallenge('challenge-call-over', {
        deadline: challenge.callDeadline,
        receivedAt: at,
        roundId: challenge.roundId,
      })
    : null;

/** Refuses a selection outside its phase, which begins with the deadline's own instant (DOMAIN.md, «Round»). */
export const checkSelectionOpen = (round: Round, at: Instant): Refusal | null => {
  const phase = effectivePhase(round, at);
  return phase === 'CHALLENGE_SELECTION'
    ? null
    : refuseRound('round-phase', { phase, roundId: round.roundId });
};

/** Refuses terms that no round could buy by: no measurable target, two of one name, or too high a ceiling. */
export const checkTerms = (
  terms: Pick<ChallengeTerms, 'requiredPerformance' | 'priceCeilingInWon'>,
  policy: Pick<RoundPolicy, 'maximumPriceInWon'>,
): Refusal | null => {
  const names = terms.requiredPerformance.map(({ name }) => name.ko);
  if (names.length === 0) return refuseChallenge('target-missing');
  if (new Set(names).size !== names.length) return refuseChallenge('target-repeated');
  const { maximumPriceInWon } = policy;
  return terms.priceCeilingInWon > maximumPriceInWon
    ? refuseChallenge('price-above-maximum', { maximumPriceInWon })
    : null;
};

/** Refuses a decision on a challenge by a member of a body that proposes it, whatever role they act in. */
export const checkNotProposer = (
  challenge: Pick<Challenge, 'buyerId' | 'coProposerIds' | 'roundId'>,
  organisationIds: readonly string[],
): Refusal | null =>
  [challenge.buyerId, ...challenge.coProposerIds].some((proposer) => organisationIds.includes(proposer))
    ? refuseChallenge('own-challenge', { roundId: challenge.roundId })
    : null;
