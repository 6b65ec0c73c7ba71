import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { refuseRound } from '../../rounds/refusals.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
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

/** From the end of the standstill on it is certain that nobody met a challenge. */
export const incubationPhases = ['PURCHASE', 'FIRST_USE', 'COMPLETED'] as const satisfies readonly Phase[];

/** Refuses an incubation while the round could still match the challenge. */
export const checkIncubating = ({ roundId, state }: Pick<Round, 'roundId' | 'state'>): Refusal | null =>
  incubationPhases.some((phase) => phase === state)
    ? null
    : refuseRound('round-phase', { phase: state, roundId });

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
