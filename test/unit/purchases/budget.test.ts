import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  budgetFromPurchases,
  type BudgetMove,
  moveBudget,
  moveOfTransition,
  purchaseExecutionName,
  purchaseIdOf,
  purchaseTransitions,
  unusedBudget,
} from '../../../functions/purchases/rules.ts';
import { purchaseIn } from '../../support/sample-purchase.ts';

describe('the money of a round', () => {
  it('moves with the arrows that reserve, commit, spend or release it, and with no others', () => {
    const moves = purchaseTransitions.map(({ action, from, to }) => [
      action,
      from,
      moveOfTransition(from, to),
    ]);
    expect(moves).toEqual([
      ['reserve-budget', null, 'reserve'],
      ['contract', 'BUDGET_RESERVED', 'commit'],
      ['deliver', 'CONTRACTED', null],
      ['deliver', 'REMEDY_REQUIRED', null],
      ['pass-inspection', 'DELIVERED', null],
      ['require-remedy', 'DELIVERED', null],
      ['deem-passed', 'DELIVERED', null],
      ['accept', 'INSPECTED', null],
      ['pay', 'ACCEPTED', 'spend'],
      ['terminate', 'BUDGET_RESERVED', 'release-reserved'],
      ['terminate', 'CONTRACTED', 'release-committed'],
      ['terminate', 'DELIVERED', 'release-committed'],
      ['terminate', 'REMEDY_REQUIRED', 'release-committed'],
      ['terminate', 'INSPECTED', 'release-committed'],
      ['decline-first-use', 'BUDGET_RESERVED', null],
      ['decline-first-use', 'CONTRACTED', null],
    ]);
    expect(() => moveOfTransition('PAID', 'TERMINATED')).toThrow('No money moves');
  });

  it('goes from part to part, to the last won', () => {
    const apply = (moves: readonly BudgetMove[]) =>
      moves.reduce((budget, move) => {
        const moved = moveBudget(budget, move, 100);
        if (isRefusal(moved)) throw new Error(moved.code);
        return moved;
      }, unusedBudget(100));
    expect(apply(['reserve'])).toMatchObject({ availableInWon: 0, reservedInWon: 100 });
    expect(apply(['reserve', 'commit'])).toMatchObject({ reservedInWon: 0, committedInWon: 100 });
    expect(apply(['reserve', 'commit', 'spend'])).toMatchObject({ committedInWon: 0, spentInWon: 100 });
    expect(apply(['reserve', 'release-reserved'])).toEqual(unusedBudget(100));
    expect(apply(['reserve', 'commit', 'release-committed'])).toEqual(unusedBudget(100));
  });

  it('is refused where a part does not hold it', () => {
    expect(moveBudget(unusedBudget(100), 'reserve', 101)).toMatchObject({
      code: 'budget-exceeded',
      details: { leftInWon: 100, amountInWon: 101 },
    });
    expect(moveBudget(unusedBudget(100), 'spend', 1)).toMatchObject({ code: 'budget-exceeded' });
  });

  it('can be told from the purchases alone', () => {
    const states = Object.values(purchaseIn);
    expect(budgetFromPurchases(1_000_000_000, states)).toEqual({
      budgetInWon: 1_000_000_000,
      availableInWon: 1_000_000_000 - 7 * 120_000_000,
      reservedInWon: 120_000_000,
      committedInWon: 5 * 120_000_000,
      spentInWon: 120_000_000,
      openPurchases: 6,
    });
  });
});

describe('the id of a purchase', () => {
  it('is a version-8 UUID that follows from the proposal alone', () => {
    const one = purchaseIdOf('3b241101-e2bb-4255-8caf-4136c566a962');
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    // Pinned: an id that changed would begin every purchase a second time.
    expect(one).toBe('f3ab9dc6-a652-80f0-b7ec-a74211c3070d');
    expect(purchaseIdOf('3b241101-e2bb-4255-8caf-4136c566a963')).not.toBe(one);
    expect(purchaseExecutionName({ purchaseId: one })).toBe(`purchase-${one}`);
  });
});
