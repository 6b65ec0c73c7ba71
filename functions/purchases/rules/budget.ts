import type { Refusal } from '../../platform/refusal.ts';
import { refusePurchase } from '../refusals.ts';
import { isOpenPurchase, type Purchase, type PurchaseState } from './purchase.ts';

/** A round's money in whole won; the four parts always add up to the budget (DOMAIN.md, invariant 8). */
export type Budget = {
  readonly budgetInWon: number;
  readonly availableInWon: number;
  readonly reservedInWon: number;
  readonly committedInWon: number;
  readonly spentInWon: number;
};

export type BudgetPart = Exclude<keyof Budget, 'budgetInWon'>;

/** Every way that money moves: out of one part into another, so that nothing is made or lost. */
export const budgetMoves = {
  reserve: { from: 'availableInWon', to: 'reservedInWon', opens: 1 },
  commit: { from: 'reservedInWon', to: 'committedInWon', opens: 0 },
  spend: { from: 'committedInWon', to: 'spentInWon', opens: -1 },
  'release-reserved': { from: 'reservedInWon', to: 'availableInWon', opens: -1 },
  'release-committed': { from: 'committedInWon', to: 'availableInWon', opens: -1 },
} as const satisfies Record<string, { from: BudgetPart; to: BudgetPart; opens: -1 | 0 | 1 }>;

export type BudgetMove = keyof typeof budgetMoves;

/** The part of the budget in which a purchase's price lies in each state. */
export const partOfState: Readonly<Record<PurchaseState, BudgetPart>> = {
  BUDGET_RESERVED: 'reservedInWon',
  CONTRACTED: 'committedInWon',
  DELIVERED: 'committedInWon',
  REMEDY_REQUIRED: 'committedInWon',
  INSPECTED: 'committedInWon',
  ACCEPTED: 'committedInWon',
  PAID: 'spentInWon',
  TERMINATED: 'availableInWon',
};

/** A budget of which nothing is used. */
export const unusedBudget = (budgetInWon: number): Budget => ({
  budgetInWon,
  availableInWon: budgetInWon,
  reservedInWon: 0,
  committedInWon: 0,
  spentInWon: 0,
});

/** The move that a purchase's change of state needs; null where the money stays where it is. */
export const moveOfTransition = (from: PurchaseState | null, to: PurchaseState): BudgetMove | null => {
  const left: BudgetPart = from === null ? 'availableInWon' : partOfState[from];
  const reached = partOfState[to];
  if (left === reached) return null;
  const moves: readonly BudgetMove[] = [
    'reserve',
    'commit',
    'spend',
    'release-reserved',
    'release-committed',
  ];
  const move = moves.find((name) => budgetMoves[name].from === left && budgetMoves[name].to === reached);
  if (move === undefined) throw new Error(`No money moves from ${left} to ${reached}`);
  return move;
};

/** The budget after a move; refuses with `budget-exceeded` what the part does not hold. */
export const moveBudget = (budget: Budget, move: BudgetMove, amountInWon: number): Budget | Refusal => {
  const { from, to } = budgetMoves[move];
  return budget[from] < amountInWon
    ? refusePurchase('budget-exceeded', { part: from, leftInWon: budget[from], amountInWon })
    : { ...budget, [from]: budget[from] - amountInWon, [to]: budget[to] + amountInWon };
};

/** The budget as the purchases themselves tell it: what the ledger proves about each proves the budget too. */
export const budgetFromPurchases = (
  budgetInWon: number,
  purchases: readonly Pick<Purchase, 'state' | 'priceInWon'>[],
): Budget & { readonly openPurchases: number } => {
  const sumOf = (part: BudgetPart): number =>
    purchases
      .filter(({ state }) => partOfState[state] === part)
      .reduce((sum, { priceInWon }) => sum + priceInWon, 0);
  const reservedInWon = sumOf('reservedInWon');
  const committedInWon = sumOf('committedInWon');
  const spentInWon = sumOf('spentInWon');
  return {
    budgetInWon,
    availableInWon: budgetInWon - reservedInWon - committedInWon - spentInWon,
    reservedInWon,
    committedInWon,
    spentInWon,
    openPurchases: purchases.filter(isOpenPurchase).length,
  };
};
