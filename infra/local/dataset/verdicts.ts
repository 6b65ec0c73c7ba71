import { challengeOf } from './challenges.ts';
import { isMet } from './targets.ts';
import type { LocalisedText, Target, Verdict } from './types.ts';

/** What the first user measured by one target; null where it could not be measured. */
export type Measurement = {
  readonly target: Target;
  readonly value: number | null;
  readonly isMet: boolean | null;
};

/** A first user's report. */
export type Report = {
  readonly verdict: Verdict;
  readonly measurements: readonly Measurement[];
  readonly evidence: LocalisedText;
};

// All three kinds occur among the first five, so in every round that funds five or more.
const verdictsInOrder: readonly Verdict[] = [
  'SUCCESS',
  'SUCCESS',
  'INCONCLUSIVE',
  'SUCCESS',
  'FAILURE',
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'INCONCLUSIVE',
  'SUCCESS',
  'SUCCESS',
  'FAILURE',
  'SUCCESS',
  'SUCCESS',
];

/**
 * The report on the trial of what was funded for a challenge. `indexAmongFunded` counts from 0 down the list of the
 * funded and decides the verdict. Throws for a challenge that nobody answers or an index that is no count.
 */
export const verdictFor = (challengeKey: string, indexAmongFunded: number): Report => {
  const challenge = challengeOf(challengeKey);
  const verdict = verdictsInOrder[indexAmongFunded % verdictsInOrder.length];
  if (verdict === undefined)
    throw new RangeError(`${indexAmongFunded} is no place among the funded: count from 0 in whole numbers`);
  const outcome = challenge.selected ? challenge.trialOutcomes?.[verdict] : undefined;
  if (outcome === undefined)
    throw new RangeError(`Nothing is tried for the challenge «${challengeKey}»: it has no proposal`);
  return {
    verdict,
    measurements: challenge.requiredPerformance.map((target, index) => {
      const value = outcome.measuredValues[index] ?? null;
      return { target, value, isMet: value === null ? null : isMet(target, value) };
    }),
    evidence: outcome.evidence,
  };
};
