import {
  type Policy,
  type PriorityList,
  RESERVE_REASONS,
  type ReserveReason,
  type ScoreSheet,
} from './score-sheet.ts';
import { comparePolicies, flipsBetween, rankedOrNull } from './sensitivity.ts';

/** What a policy buys with a budget: how many, for how much, with how many hundredths of a point. */
export type Bought = {
  readonly policy: Policy;
  readonly funded: number;
  readonly committedInWon: number;
  readonly pointsFunded: number;
};

/** What so much more money would have bought by the round's own policy, and by each. */
export type BudgetStep = {
  readonly moreInWon: number;
  readonly budgetInWon: number;
  /** Funded with it and not without, in the order of the list. */
  readonly added: readonly string[];
  /** Funded without it and not with it: more money may fit a dearer one above them. */
  readonly gone: readonly string[];
  /** In the order of `POLICIES`. */
  readonly policies: readonly Bought[];
};

/** What passed without being funded, by the reason. */
export type Unfunded = {
  readonly reason: ReserveReason;
  readonly proposals: number;
  readonly priceInWon: number;
};

/** How far the budget reached, and what more of it would have bought. */
export type BudgetComparison = {
  readonly budgetInWon: number;
  readonly committedInWon: number;
  readonly unfunded: readonly Unfunded[];
  /** By how much the budget fell short of all that the cap of the challenges lets through; 0 where it reached. */
  readonly shortInWon: number;
  readonly steps: readonly BudgetStep[];
};

/** So many per cent more are looked at, as far as they fall short of what would have been enough. */
const shares = [10, 25, 50, 100] as const;

/**
 * What the same scores would have got with more money, for the plan of the next budget: each step ranks the sheet again
 * with nothing but another budget. A step whose set cannot be proven under `max-score` is left out.
 */
export const compareBudgets = (sheet: ScoreSheet, list: PriorityList): BudgetComparison => {
  const { budgetInWon, committedInWon } = list;
  const reserve = list.list.filter(({ outcome }) => outcome === 'RESERVE');
  const asked = list.list
    .filter(({ outcome }) => outcome !== 'REJECTED')
    .reduce((sum, { priceInWon }) => sum + priceInWon, 0);
  const everything = rankedOrNull({ ...sheet, budgetInWon: asked });
  const shortInWon = Math.max(0, (everything?.committedInWon ?? asked) - budgetInWon);
  const amounts = shares
    .map((share) => Math.floor(budgetInWon / 100) * share)
    .filter((moreInWon) => moreInWon > 0 && moreInWon < shortInWon);
  return {
    budgetInWon,
    committedInWon,
    unfunded: RESERVE_REASONS.flatMap((reason) => {
      const own = reserve.filter((row) => row.reason === reason);
      return own.length === 0
        ? []
        : [
            {
              reason,
              proposals: own.length,
              priceInWon: own.reduce((sum, { priceInWon }) => sum + priceInWon, 0),
            },
          ];
    }),
    shortInWon,
    steps: [...amounts, ...(shortInWon > 0 ? [shortInWon] : [])].flatMap(
      (moreInWon) => stepOf(sheet, list, moreInWon) ?? [],
    ),
  };
};

const stepOf = (sheet: ScoreSheet, before: PriorityList, moreInWon: number): BudgetStep | null => {
  const budgetInWon = before.budgetInWon + moreInWon;
  const richer = { ...sheet, budgetInWon };
  const list = rankedOrNull(richer);
  if (list === null) return null;
  const flips = flipsBetween(before, list);
  return {
    moreInWon,
    budgetInWon,
    added: flips.filter(({ to }) => to === 'FUNDED').map(({ proposalId }) => proposalId),
    gone: flips.filter(({ from }) => from === 'FUNDED').map(({ proposalId }) => proposalId),
    policies: comparePolicies(richer, list).map(({ policy, committedInWon, pointsFunded, funded }) => ({
      policy,
      funded: funded.length,
      committedInWon,
      pointsFunded,
    })),
  };
};
