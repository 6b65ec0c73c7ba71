import { describe, expect, it } from '@jest/globals';
import {
  documentsOfPurchase,
  effectivePurchase,
  effectivePurchaseState,
  isOpenPurchase,
  type Purchase,
  purchaseStates,
  purchaseTransitions,
} from '../../../functions/purchases/rules.ts';
import {
  acceptedAt,
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

describe('the files of a purchase', () => {
  const file = (attachmentId: string) => ({
    attachmentId,
    fileName: `${attachmentId}.pdf`,
    contentType: 'application/pdf',
    sizeInBytes: 1,
    sha256: 'a'.repeat(64),
    objectKey: `attachments/${attachmentId}`,
    versionId: 'v1',
  });
  const act = (attachmentId: string) => ({
    at: acceptedAt,
    accountId: 'account',
    documents: [file(attachmentId)],
  });

  it('are those of every act, in the order of the acts', () => {
    const { contract, delivery, inspection } = purchaseIn.PAID;
    if (contract === null || delivery === null || inspection === null) throw new Error('It was not paid');
    const whole: Purchase = {
      ...purchaseIn.PAID,
      contract: { ...contract, ...act('contract') },
      delivery: { ...delivery, ...act('delivery') },
      inspection: { ...inspection, ...act('inspection') },
      acceptance: act('acceptance'),
      payment: act('payment'),
      termination: { ...act('termination'), reason: 'Ended' },
    };
    expect(documentsOfPurchase(whole).map(({ attachmentId }) => attachmentId)).toEqual([
      'contract',
      'delivery',
      'inspection',
      'acceptance',
      'payment',
      'termination',
    ]);
    expect(documentsOfPurchase(purchaseIn.BUDGET_RESERVED)).toEqual([]);
    const turn = {
      delivery: { ...delivery, ...act('first delivery') },
      inspection: { ...inspection, ...act('remedy'), at: '2020-09-02T00:00:00.000Z' },
    };
    const remedied = documentsOfPurchase({ ...whole, remedied: [turn] });
    expect(remedied.slice(0, 4).map(({ attachmentId }) => attachmentId)).toEqual([
      'contract',
      'first delivery',
      'remedy',
      'delivery',
    ]);
    const redelivered = documentsOfPurchase({ ...whole, remedied: [turn], inspection: turn.inspection });
    expect(redelivered.filter(({ attachmentId }) => attachmentId === 'remedy')).toHaveLength(1);
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
      documents: [],
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
    const undated = { ...delivered, inspectionDeadline: null };
    expect(effectivePurchase(undated, muchLater)).toBe(undated);
  });
});
