import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import { checkObjectionsIn, checkObjectionsSettled, type Phase, type Round } from '../../rounds/rules.ts';
import { refuseChallenge } from '../refusals.ts';
import type { Challenge } from './challenge.ts';

/** What a challenge that nobody met gets from the round's small budget of its own, so that it can be met later. */
export type Incubation = {
  readonly budgetInWon: number;
  /** What the money is for: a study, a test, another wording of the targets. */
  readonly plan: string;
  readonly begunAt: Instant;
  /** The challenges of later rounds as which it came back. */
  readonly returnedAs: readonly { readonly challengeId: string; readonly roundId: string }[];
};

/** Not before the end of the standstill is it certain that nobody met a challenge. */
export const incubationPhases = ['PURCHASE', 'FIRST_USE', 'COMPLETED'] as const satisfies readonly Phase[];

/** Refuses an incubation while the round, or an objection in it, could still match the challenge. */
export const checkIncubating = (
  round: Pick<Round, 'roundId' | 'state' | 'deadlines' | 'policy'>,
  hasUnsettledObjection: boolean,
  at: Instant,
): Refusal | null => {
  const { roundId, state } = round;
  if (!incubationPhases.some((phase) => phase === state))
    return refuseRound('round-phase', { phase: state, roundId });
  return checkObjectionsIn(round, at) ?? checkObjectionsSettled(hasUnsettledObjection, roundId);
};

/** Refuses to submit an incubated challenge to a round in which it already stands, unless it was withdrawn there. */
export const checkNotReturned = (
  inRound: readonly Pick<Challenge, 'challengeId' | 'roundId' | 'state'>[],
): Refusal | null => {
  const standing = inRound.find(({ state }) => state !== 'WITHDRAWN');
  return standing === undefined
    ? null
    : refuseChallenge('returned-already', { challengeId: standing.challengeId, roundId: standing.roundId });
};

/** An incubated challenge as it is submitted to a later round, with the terms it had. */
export const returned = (
  incubated: Challenge,
  place: { readonly challengeId: string; readonly roundId: string; readonly callDeadline: Instant },
  at: Instant,
): Challenge => ({
  ...incubated,
  ...place,
  state: 'SUBMITTED',
  submittedAt: at,
  correctionNumber: 0,
  decisionReason: null,
  incubation: null,
  incubatedFrom: incubated.challengeId,
});
