import { canonicalJson } from '../../platform/canonical-json.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import { effectivePhase, type Round } from '../../rounds/rules.ts';
import { refuseChallenge } from '../refusals.ts';
import { type Challenge, type ChallengeTerms, checkTerms, isPublished } from './challenge.ts';

/** What may be corrected: not who proposes it, since panels are drawn free of conflict with those. */
export type CorrectableTerms = Omit<ChallengeTerms, 'coProposerIds'>;

export const correctableFields = [
  'field',
  'title',
  'problem',
  'requiredPerformance',
  'placeOfUse',
  'quantity',
  'priceCeilingInWon',
  'trialPeriodInDays',
  'firstUseCommitment',
  'contact',
] as const satisfies readonly (keyof CorrectableTerms)[];
export type CorrectableField = (typeof correctableFields)[number];

/** A correction of a published challenge as everybody reads it, with the terms as they were before. */
export type Correction = {
  readonly challengeId: string;
  /** Counts the challenge's corrections from 1. */
  readonly number: number;
  readonly correctedAt: Instant;
  readonly explanation: { readonly ko: string; readonly en: string };
  readonly changed: readonly CorrectableField[];
  readonly before: CorrectableTerms;
};

/** The terms of a challenge without the rest of it. */
export const termsOf = (challenge: CorrectableTerms): CorrectableTerms => ({
  field: challenge.field,
  title: challenge.title,
  problem: challenge.problem,
  requiredPerformance: challenge.requiredPerformance,
  placeOfUse: challenge.placeOfUse,
  quantity: challenge.quantity,
  priceCeilingInWon: challenge.priceCeilingInWon,
  trialPeriodInDays: challenge.trialPeriodInDays,
  firstUseCommitment: challenge.firstUseCommitment,
  contact: challenge.contact,
});

/** The fields in which two versions differ. */
export const changedFields = (
  before: CorrectableTerms,
  after: CorrectableTerms,
): readonly CorrectableField[] =>
  correctableFields.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]));

/**
 * Refuses a correction outside the open call, one that changes nothing or that no round could buy by, and one that
 * leaves suppliers fewer working days than the policy promises them: then the deadline moves first (DOMAIN.md,
 * «Challenge»).
 */
export const checkCorrecting = (
  challenge: Challenge,
  round: Round,
  terms: CorrectableTerms,
  { at, workingDaysLeft }: { readonly at: Instant; readonly workingDaysLeft: number },
): Refusal | null => {
  const { roundId, policy } = round;
  const phase = effectivePhase(round, at);
  if (phase !== 'CALL_FOR_PROPOSALS' || challenge.state !== 'SELECTED' || !isPublished(challenge, round))
    return refuseRound('round-phase', { phase, roundId });
  if (changedFields(challenge, terms).length === 0) return refuseChallenge('nothing-corrected');
  const refusal = checkTerms(terms, policy);
  if (refusal !== null) return refusal;
  const { correctionNoticeInWorkingDays } = policy;
  return workingDaysLeft >= correctionNoticeInWorkingDays
    ? null
    : refuseChallenge('deadline-too-near-to-correct', {
        roundId,
        deadline: round.deadlines.proposals,
        workingDaysLeft,
        correctionNoticeInWorkingDays,
      });
};

/** What a correction makes of a challenge, and the record of it. */
export const correctedBy = (
  challenge: Challenge,
  terms: CorrectableTerms,
  explanation: Correction['explanation'],
  at: Instant,
): { readonly after: Challenge; readonly correction: Correction } => {
  const number = challenge.correctionNumber + 1;
  return {
    after: { ...challenge, ...termsOf(terms), correctionNumber: number },
    correction: {
      challengeId: challenge.challengeId,
      number,
      correctedAt: at,
      explanation,
      changed: changedFields(challenge, terms),
      before: termsOf(challenge),
    },
  };
};
