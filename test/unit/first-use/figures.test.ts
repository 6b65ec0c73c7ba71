import { expect, it } from '@jest/globals';
import { type ChallengeState, challengeStates } from '../../../functions/challenges/rules.ts';
import { figuresOf } from '../../../functions/first-use/rules/figures.ts';
import { type ProposalState, proposalStates } from '../../../functions/proposals/rules.ts';
import { purchaseStates } from '../../../functions/purchases/rules.ts';
import { challengeLike } from '../../support/challenges.ts';

const oneOfEach = figuresOf(
  challengeStates.map((state: ChallengeState) => challengeLike({ state })),
  proposalStates.map((state: ProposalState) => ({ state })),
  purchaseStates.map((state, place) => ({ state, priceInWon: 10 ** place })),
);

it('counts what was proposed and selected, opened and eligible, not what was only begun or taken back', () => {
  expect(oneOfEach).toMatchObject({
    challengesProposed: challengeStates.length - 2,
    proposalsOpened: 5,
    proposalsEligible: 3,
  });
});

it('counts purchases by their state, and money by what is not terminated', () => {
  expect(Object.values(oneOfEach.purchases)).toEqual(purchaseStates.map(() => 1));
  expect(oneOfEach).toMatchObject({ boughtInWon: 1_111_111, paidInWon: 1_000_000 });
});
