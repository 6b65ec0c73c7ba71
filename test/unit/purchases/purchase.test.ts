import { describe, expect, it } from '@jest/globals';
import {
  effectivePurchase,
  effectivePurchaseState,
  isOpenPurchase,
  purchaseStates,
  purchaseTransitions,
} from '../../../functions/purchases/rules.ts';
import {
  deemed,
  delivered,
  inspected,
  inspectionDeadline,
  purchaseIn,
  toRemedy,
} from '../../support/sample-purchase.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const before = '2020-09-15T00:59:59.999Z';
const muchLater = '2021-01-01T00:00:00.000Z';

describe('the arrows of a purchase', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(purchaseTransitions, purchaseStates, [
      ['reserve-budget', null, 'BUDGET_RESERVED', ['system']],
      ['contract', 'BUDGET_RESERVED', 'CONTRACTED', ['staff']],
      ['deliver', 'CONTRACTED', 'DELIVERED', ['author', 'signatory']],
      ['deliver', 'REMEDY_REQUIRED', 'DELIVERED', ['author', 'signatory']],
      ['pass-inspection', 'DELIVERED', 'INSPECTED', ['buyer']],
      ['require-remedy', 'DELIVERED', 'REMEDY_REQUIRED', ['buyer']],
      ['deem-passed', 'DELIVERED', 'INSPECTED', ['system']],
      ['accept', 'INSPECTED', 'ACCEPTED', ['buyer']],
      ['pay', 'ACCEPTED', 'PAID', ['staff']],
      ['terminate', 'BUDGET_RESERVED', 'TERMINATED', ['staff']],
      ['terminate', 'CONTRACTED', 'TERMINATED', ['staff']],
      ['terminate', 'DELIVERED', 'TERMINATED', ['staff']],
      ['terminate', 'REMEDY_REQUIRED', 'TERMINATED', ['staff']],
      ['terminate', 'INSPECTED', 'TERMINATED', ['staff']],
      ['decline-first-use', 'BUDGET_RESERVED', 'BUDGET_RESERVED', ['buyer']],
      ['decline-first-use', 'CONTRACTED', 'CONTRACTED', ['buyer']],
    ]);
  });

  it('lead nowhere from a paid or terminated purchase, so that no verdict takes a payment back', () => {
    const left = new Set<string | null>(purchaseTransitions.map(({ from }) => from));
    expect(left.has('PAID') || left.has('TERMINATED')).toBe(false);
    expect(purchaseStates.filter((state) => !isOpenPurchase({ state }))).toEqual(['PAID', 'TERMINATED']);
  });
});

describe('the inspection by the clock', () => {
  it('counts as passed from its deadline on, to the millisecond', () => {
    expect(delivered.inspectionDeadline).toBe(inspectionDeadline);
    expect(effectivePurchaseState(delivered, before)).toBe('DELIVERED');
    expect(effectivePurchaseState(delivered, inspectionDeadline)).toBe('INSPECTED');
  });

  it('is what the system stores later', () => {
    expect(effectivePurchase(delivered, muchLater)).toEqual(deemed);
    expect(deemed.inspection).toEqual({
      result: 'passed',
      deemed: true,
      findings: null,
      remedyDueAt: null,
      at: inspectionDeadline,
      accountId: null,
    });
  });

  it('changes nothing that was inspected or not delivered', () => {
    const others = purchaseStates.filter((state) => state !== 'DELIVERED');
    expect(others.map((state) => effectivePurchaseState(purchaseIn[state], muchLater))).toEqual(others);
    expect(effectivePurchase(toRemedy, muchLater)).toBe(toRemedy);
    expect(effectivePurchase(inspected, muchLater)).toBe(inspected);
  });
});
