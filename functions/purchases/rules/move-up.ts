import { type PriorityRow, rewalkReserve, type ScoreSheet, type Standing } from '../../decisions/rules.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { checkAnotherPerson, type Transition } from '../../platform/transition.ts';
import { refusePurchase } from '../refusals.ts';
import type { PurchaseState } from './purchase.ts';

export const moveUpStates = ['PREPARED', 'APPROVED'] as const;

/** A line of the list that is bought. */
export type BoughtLine = Pick<PriorityRow, 'proposalId' | 'challengeId' | 'priceInWon'>;

/** What moves up from the reserve of a round with returned money: prepared by staff, approved by somebody else. */
export type MoveUp = {
  readonly state: (typeof moveUpStates)[number];
  readonly roundId: string;
  /** Counts the preparations from 1. */
  readonly number: number;
  readonly freeInWon: number;
  readonly lines: readonly BoughtLine[];
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  /** Every line that was ever approved to move up. */
  readonly movedUp: readonly BoughtLine[];
};

export type MoveUpAction = 'prepare-move-up' | 'approve-move-up';

/** Every arrow of a move up; staff may prepare again, for other money or the next time. */
export const moveUpTransitions = [
  { action: 'prepare-move-up', from: null, to: 'PREPARED', by: ['staff'], guard: 'checkMovesUp' },
  { action: 'prepare-move-up', from: 'PREPARED', to: 'PREPARED', by: ['staff'], guard: 'checkMovesUp' },
  { action: 'prepare-move-up', from: 'APPROVED', to: 'PREPARED', by: ['staff'], guard: 'checkMovesUp' },
  {
    action: 'approve-move-up',
    from: 'PREPARED',
    to: 'APPROVED',
    by: ['approver'],
    guard: 'checkMoveUpApproval',
  },
] as const satisfies readonly Transition<MoveUp['state'], MoveUpAction, Role>[];

/** What has become of the approved list by now. */
export type ListStanding = {
  readonly list: readonly (BoughtLine & Pick<PriorityRow, 'outcome'>)[];
  readonly movedUp: readonly Pick<BoughtLine, 'proposalId'>[];
  /** By proposal id; none for what was never begun. */
  readonly purchases: ReadonlyMap<string, { readonly state: PurchaseState }>;
  /** Ids of proposals that were withdrawn after the opening. */
  readonly withdrawn: ReadonlySet<string>;
};

/**
 * The reserve walked again with the money that is free (DOMAIN.md, «Returned money»): the lines that move up, in order.
 * Nobody is unfunded; a terminated purchase and a withdrawn proposal free their challenge's cap and are not considered
 * again.
 */
export const linesThatMoveUp = (
  standing: ListStanding,
  terms: Pick<ScoreSheet, 'policy' | 'maxFundedPerChallenge'> & { readonly freeInWon: number },
): readonly BoughtLine[] => {
  const passed = standing.list.filter(({ outcome }) => outcome !== 'REJECTED');
  const standings = passed.map(({ proposalId, challengeId, priceInWon, outcome }): Standing => ({
    proposalId,
    challengeId,
    priceInWon,
    standing: standingOf(standing, proposalId, outcome),
  }));
  const rises = new Set(
    rewalkReserve(standings, terms)
      .filter(({ outcome }) => outcome === 'FUNDED')
      .map(({ proposalId }) => proposalId),
  );
  return passed
    .filter(({ proposalId }) => rises.has(proposalId))
    .map(({ proposalId, challengeId, priceInWon }) => ({ proposalId, challengeId, priceInWon }));
};

const standingOf = (
  { movedUp, purchases, withdrawn }: ListStanding,
  proposalId: string,
  outcome: PriorityRow['outcome'],
): Standing['standing'] => {
  const purchase = purchases.get(proposalId);
  if (purchase !== undefined) return purchase.state === 'TERMINATED' ? 'TERMINATED' : 'FUNDED';
  if (withdrawn.has(proposalId)) return 'TERMINATED';
  const isBought = outcome === 'FUNDED' || movedUp.some((line) => line.proposalId === proposalId);
  return isBought ? 'FUNDED' : 'RESERVE';
};

/** Refuses while a purchase of the list is still to begin or held, and where nothing moves up. */
export const checkMovesUp = (
  round: { readonly roundId: string },
  { areAllBegun, lines }: { readonly areAllBegun: boolean; readonly lines: readonly BoughtLine[] },
): Refusal | null => {
  if (!areAllBegun) return refusePurchase('purchases-still-to-begin', { roundId: round.roundId });
  return lines.length === 0 ? refusePurchase('nothing-moves-up', { roundId: round.roundId }) : null;
};

/** Refuses an approval by the preparer, of another preparation, or of lines that the reserve no longer gives. */
export const checkMoveUpApproval = (
  moveUp: Pick<MoveUp, 'roundId' | 'number' | 'lines' | 'preparedBy'>,
  approval: {
    readonly accountId: string;
    readonly number: number;
    readonly linesNow: readonly BoughtLine[];
    /** All who prepared in the round, also what was prepared again. */
    readonly preparers: ReadonlySet<string>;
  },
): Refusal | null => {
  const { roundId, lines, number, preparedBy } = moveUp;
  const { accountId, preparers } = approval;
  const samePerson = checkAnotherPerson(accountId, { preparedBy, preparers, roundId });
  if (samePerson !== null) return samePerson;
  const isSame =
    approval.number === number &&
    approval.linesNow.length === lines.length &&
    lines.every(({ proposalId }, place) => approval.linesNow[place]?.proposalId === proposalId);
  return isSame ? null : refusePurchase('move-up-outdated', { number, roundId });
};
