import { describe, expect, it } from '@jest/globals';
import {
  checkEvaluator,
  evaluatorTransitions,
  poolPhases,
  wasListedWithCall,
} from '../../../functions/evaluation/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const institute = {
  state: 'CONFIRMED',
  kind: 'INSTITUTE',
  members: { A1: ['evaluator'], A2: ['administrator'] },
} as const;

describe('the pool', () => {
  it('only grows', () => {
    expectOnlyArrows(
      evaluatorTransitions,
      ['LISTED'],
      [
        ['list', null, 'LISTED', ['staff']],
        ['list-late', null, 'LISTED', ['approver']],
      ],
    );
  });

  it('is open until the screening ends', () => {
    expect(phases.filter((phase) => !poolPhases.some((open) => open === phase))).toEqual([
      'EVALUATION',
      'DECISION',
      'NOTICE',
      'PURCHASE',
      'FIRST_USE',
      'COMPLETED',
      'CANCELLED',
    ]);
  });

  it('takes an evaluator of a confirmed institute', () => {
    expect(checkEvaluator(institute, 'A1')).toBeNull();
  });

  it('takes nobody else', () => {
    const refused = { code: 'not-an-evaluator' };
    expect(checkEvaluator(null, 'A1')).toMatchObject(refused);
    expect(checkEvaluator(institute, 'A2')).toMatchObject(refused);
    expect(checkEvaluator(institute, 'A3')).toMatchObject(refused);
    expect(checkEvaluator(institute, 'constructor')).toMatchObject(refused);
    expect(checkEvaluator({ ...institute, state: 'CLAIMED' }, 'A1')).toMatchObject(refused);
    expect(checkEvaluator({ ...institute, kind: 'SUPPLIER' }, 'A1')).toMatchObject(refused);
  });

  it('was published with the call as far as it stood then', () => {
    const calledAt = '2020-05-01T00:00:00.000Z';
    expect(wasListedWithCall({ listedAt: '2020-04-30T23:59:59.999Z' }, calledAt)).toBe(true);
    expect(wasListedWithCall({ listedAt: calledAt }, calledAt)).toBe(true);
    expect(wasListedWithCall({ listedAt: '2020-05-01T00:00:00.001Z' }, calledAt)).toBe(false);
    expect(wasListedWithCall({ listedAt: calledAt }, null)).toBe(false);
  });
});
