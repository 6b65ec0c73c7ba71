import { type Challenge, isSelected } from '../../challenges/rules.ts';
import type { Proposal, ProposalState } from '../../proposals/rules.ts';
import type { Purchase, PurchaseState } from '../../purchases/rules.ts';

/** How many of each there were in a round, from the challenges to the purchases. */
export type RoundFigures = {
  readonly challengesProposed: number;
  readonly challengesSelected: number;
  /** What was submitted and stood at the opening. */
  readonly proposalsOpened: number;
  readonly proposalsEligible: number;
  readonly purchases: Readonly<Record<PurchaseState, number>>;
  /** Prices of what is not terminated, and of what is paid. */
  readonly boughtInWon: number;
  readonly paidInWon: number;
};

const opened: readonly ProposalState[] = [
  'ELIGIBLE',
  'INELIGIBLE',
  'PRIORITISED',
  'REJECTED',
  'WITHDRAWN_AFTER_OPENING',
];
const eligible: readonly ProposalState[] = ['ELIGIBLE', 'PRIORITISED', 'REJECTED'];
const unproposed: readonly Challenge['state'][] = ['DRAFT', 'WITHDRAWN'];

const sumOf = (purchases: readonly Pick<Purchase, 'priceInWon'>[]): number =>
  purchases.reduce((sum, { priceInWon }) => sum + priceInWon, 0);

/**
 * Counts a round whose result was published (DOMAIN.md, invariant 2: before that there is nothing to count). A challenge
 * that was taken back before the selection was not proposed.
 */
export const figuresOf = (
  challenges: readonly Challenge[],
  proposals: readonly Pick<Proposal, 'state'>[],
  purchases: readonly Pick<Purchase, 'state' | 'priceInWon'>[],
): RoundFigures => {
  const inState = (state: PurchaseState): number =>
    purchases.filter((purchase) => purchase.state === state).length;
  return {
    challengesProposed: challenges.filter(({ state }) => !unproposed.includes(state)).length,
    challengesSelected: challenges.filter(isSelected).length,
    proposalsOpened: proposals.filter(({ state }) => opened.includes(state)).length,
    proposalsEligible: proposals.filter(({ state }) => eligible.includes(state)).length,
    purchases: {
      BUDGET_RESERVED: inState('BUDGET_RESERVED'),
      CONTRACTED: inState('CONTRACTED'),
      DELIVERED: inState('DELIVERED'),
      REMEDY_REQUIRED: inState('REMEDY_REQUIRED'),
      INSPECTED: inState('INSPECTED'),
      ACCEPTED: inState('ACCEPTED'),
      PAID: inState('PAID'),
      TERMINATED: inState('TERMINATED'),
    },
    boughtInWon: sumOf(purchases.filter(({ state }) => state !== 'TERMINATED')),
    paidInWon: sumOf(purchases.filter(({ state }) => state === 'PAID')),
  };
};
