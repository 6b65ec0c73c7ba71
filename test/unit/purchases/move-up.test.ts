import { describe, expect, it } from '@jest/globals';
import {
  type BoughtLine,
  checkMovesUp,
  checkMoveUpApproval,
  linesThatMoveUp,
  type ListStanding,
  moveUpStates,
  moveUpTransitions,
  type PurchaseState,
} from '../../../functions/purchases/rules.ts';
import { codeOf } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const line = (
  proposalId: string,
  challengeId: string,
  priceInWon: number,
  outcome: 'FUNDED' | 'RESERVE' | 'REJECTED',
) => ({ proposalId, challengeId, priceInWon, outcome });

const list = [
  line('A', 'C1', 100, 'FUNDED'),
  line('B', 'C2', 100, 'FUNDED'),
  line('C', 'C1', 90, 'RESERVE'),
  line('D', 'C3', 150, 'RESERVE'),
  line('E', 'C4', 50, 'RESERVE'),
  line('F', 'C5', 10, 'REJECTED'),
];

const after = (
  states: Readonly<Record<string, PurchaseState>>,
  freeInWon: number,
  more: Partial<ListStanding> & { readonly policy?: 'skip' | 'strict' | 'max-score' } = {},
): readonly string[] => {
  const { policy = 'skip', ...standing } = more;
  return linesThatMoveUp(
    {
      list,
      movedUp: [],
      purchases: new Map(Object.entries(states).map(([id, state]) => [id, { state }])),
      withdrawn: new Set(),
      ...standing,
    },
    { policy, maxFundedPerChallenge: 1, freeInWon },
  ).map(({ proposalId }) => proposalId);
};

describe('the arrows of a move up', () => {
  it('are these and no others', () => {
    expectOnlyArrows(moveUpTransitions, moveUpStates, [
      ['prepare-move-up', null, 'PREPARED', ['staff']],
      ['prepare-move-up', 'PREPARED', 'PREPARED', ['staff']],
      ['prepare-move-up', 'APPROVED', 'PREPARED', ['staff']],
      ['approve-move-up', 'PREPARED', 'APPROVED', ['approver']],
    ]);
  });
});

describe('returned money', () => {
  it('walks the reserve in order, whoever fits, unfunding nobody', () => {
    expect(after({ A: 'PAID', B: 'TERMINATED' }, 200)).toEqual(['D', 'E']);
    expect(after({ A: 'CONTRACTED', B: 'TERMINATED' }, 100)).toEqual(['E']);
    expect(after({ A: 'PAID', B: 'TERMINATED' }, 100, { policy: 'strict' })).toEqual([]);
    expect(after({ A: 'PAID', B: 'TERMINATED' }, 100, { policy: 'max-score' })).toEqual(['E']);
  });

  it('of a terminated purchase frees its challenge, and does not buy it again', () => {
    expect(after({ A: 'TERMINATED', B: 'PAID' }, 100)).toEqual(['C']);
    expect(after({ A: 'TERMINATED', B: 'PAID' }, 1000)).toEqual(['C', 'D', 'E']);
  });

  it('buys nothing twice, and counts what moved up before as funded', () => {
    const moved = [{ proposalId: 'C' }];
    expect(after({ A: 'TERMINATED', B: 'PAID' }, 1000, { movedUp: moved })).toEqual(['D', 'E']);
    expect(after({ A: 'TERMINATED', B: 'PAID', C: 'TERMINATED' }, 1000, { movedUp: moved })).toEqual([
      'D',
      'E',
    ]);
    expect(after({ A: 'TERMINATED', B: 'PAID', C: 'BUDGET_RESERVED' }, 1000)).toEqual(['D', 'E']);
  });

  it('passes over what was withdrawn, and lets its challenge be served by another', () => {
    expect(after({ A: 'PAID', B: 'TERMINATED' }, 200, { withdrawn: new Set(['D']) })).toEqual(['E']);
    expect(after({ B: 'PAID' }, 100, { withdrawn: new Set(['A']) })).toEqual(['C']);
    // What is funded and not begun keeps its place.
    expect(after({ B: 'PAID' }, 100)).toEqual(['E']);
  });
});

describe('a preparation', () => {
  const lines: readonly BoughtLine[] = [{ proposalId: 'E', challengeId: 'C4', priceInWon: 50 }];
  const check = (areAllBegun: boolean, rising: readonly BoughtLine[]) =>
    codeOf(checkMovesUp({ roundId: 'R' }, { areAllBegun, lines: rising }));

  it('waits until every purchase of the list has begun, and needs something that moves up', () => {
    expect(check(true, lines)).toBeNull();
    expect(check(false, lines)).toBe('purchases-still-to-begin');
    expect(check(true, [])).toBe('nothing-moves-up');
  });

  const moveUp = { roundId: 'R', number: 2, lines, preparedBy: 'one' };
  const approve = (different: object = {}) =>
    codeOf(
      checkMoveUpApproval(moveUp, {
        accountId: 'other',
        number: 2,
        linesNow: lines,
        preparers: new Set(['before']),
        ...different,
      }),
    );

  it('is approved by another person, as it is and as the reserve still gives it', () => {
    expect(approve()).toBeNull();
    expect(approve({ accountId: 'one' })).toBe('same-person');
    expect(approve({ accountId: 'before' })).toBe('same-person');
    expect(approve({ number: 1 })).toBe('move-up-outdated');
    expect(approve({ linesNow: [] })).toBe('move-up-outdated');
    expect(approve({ linesNow: [...lines, ...lines] })).toBe('move-up-outdated');
    expect(approve({ linesNow: [{ proposalId: 'D', challengeId: 'C3', priceInWon: 50 }] })).toBe(
      'move-up-outdated',
    );
  });
});
