import { describe, expect, it } from '@jest/globals';
import { checkNoneDeclared, conflictTransitions } from '../../../functions/evaluation/rules.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

describe('a conflict that somebody declared who screens, decides or inspects', () => {
  it('is declared once, and stands', () => {
    expectOnlyArrows(
      conflictTransitions,
      ['DECLARED'],
      [['declare-own-conflict', null, 'DECLARED', ['staff', 'approver', 'buyer']]],
    );
  });

  it('keeps them from its challenge alone, and from whatever is about all challenges of the round', () => {
    const own = [{ challengeId: 'C1' }];
    expect(checkNoneDeclared(own, { roundId: 'R1', challengeId: 'C1' })).toMatchObject({
      code: 'conflict-declared',
      details: { challengeId: 'C1', roundId: 'R1' },
    });
    expect(checkNoneDeclared(own, { roundId: 'R1', challengeId: null })).toMatchObject({
      code: 'conflict-declared',
    });
    expect(checkNoneDeclared(own, { roundId: 'R1', challengeId: 'C2' })).toBeNull();
    expect(checkNoneDeclared([], { roundId: 'R1', challengeId: null })).toBeNull();
  });
});
