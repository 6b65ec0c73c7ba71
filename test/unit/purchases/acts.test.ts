import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  acceptPurchase,
  agencyDay,
  checkPrice,
  contractPurchase,
  deemPassed,
  deliverPurchase,
  inspectPurchase,
  payPurchase,
  type Purchase,
  type PurchaseState,
  purchaseStates,
  terminatePurchase,
} from '../../../functions/purchases/rules.ts';
import {
  accepted,
  agreedTerms,
  acceptedAt,
  contracted,
  contractedAt,
  deemed,
  delivered,
  deliveredAt,
  inspected,
  inspectedAt,
  inspectionDeadline,
  inspectionInSeconds,
  paidAt,
  purchaseIn,
  reserved,
  toRemedy,
} from '../../support/sample-purchase.ts';

const by = (at: string) => ({ accountId: 'account', at });
const day = { deliveredOn: '2020-09-01', note: 'At the gate' };
const terms = agreedTerms(reserved.priceInWon, '2020-10-01T00:00:00.000Z');
const remedyDueAt = '2020-09-25T00:00:00.000Z';

/** What an act answers: the state that it leads to, or the code of its refusal. */
const told = (outcome: ReturnType<typeof payPurchase> | null): string =>
  outcome === null ? 'nothing' : isRefusal(outcome) ? outcome.code : outcome.after.state;

const acts: readonly (readonly [
  name: string,
  act: (purchase: Purchase) => ReturnType<typeof payPurchase>,
  arrows: Partial<Record<PurchaseState, PurchaseState>>,
])[] = [
  [
    'contract',
    (purchase) => contractPurchase(purchase, terms, by(contractedAt)),
    { BUDGET_RESERVED: 'CONTRACTED' },
  ],
  [
    'deliver',
    (purchase) => deliverPurchase(purchase, day, inspectionInSeconds, by(deliveredAt)),
    { CONTRACTED: 'DELIVERED', REMEDY_REQUIRED: 'DELIVERED' },
  ],
  [
    'pass',
    (purchase) => inspectPurchase(purchase, { result: 'passed', findings: 'Good' }, by(inspectedAt)),
    { DELIVERED: 'INSPECTED' },
  ],
  [
    'ask for a remedy',
    (purchase) =>
      inspectPurchase(purchase, { result: 'remedy', findings: 'Bad', remedyDueAt }, by(inspectedAt)),
    { DELIVERED: 'REMEDY_REQUIRED' },
  ],
  ['accept', (purchase) => acceptPurchase(purchase, by(acceptedAt)), { INSPECTED: 'ACCEPTED' }],
  ['pay', (purchase) => payPurchase(purchase, by(paidAt)), { ACCEPTED: 'PAID' }],
  [
    'terminate',
    (purchase) => terminatePurchase(purchase, 'Given up', by(paidAt)),
    {
      BUDGET_RESERVED: 'TERMINATED',
      CONTRACTED: 'TERMINATED',
      DELIVERED: 'TERMINATED',
      REMEDY_REQUIRED: 'TERMINATED',
      INSPECTED: 'TERMINATED',
    },
  ],
];

describe('an act on a purchase', () => {
  it.each(acts)('to %s leads from the states of its arrows alone', (_name, act, arrows) => {
    const outcomes = Object.fromEntries(purchaseStates.map((state) => [state, told(act(purchaseIn[state]))]));
    const expected = Object.fromEntries(
      purchaseStates.map((state) => [state, arrows[state] ?? 'wrong-state']),
    );
    expect(outcomes).toEqual(expected);
  });

  it('changes nothing but its own part', () => {
    const step = payPurchase(accepted, by(paidAt));
    expect(step).toEqual({
      action: 'pay',
      after: { ...accepted, state: 'PAID', payment: { accountId: 'account', at: paidAt, documents: [] } },
    });
  });
});

describe('the price', () => {
  it('reaches the ceiling or the highest price, not beyond', () => {
    const limits = { priceCeilingInWon: 100, maximumPriceInWon: 500 };
    expect(checkPrice(100, limits)).toBeNull();
    expect(checkPrice(101, limits)).toMatchObject({
      code: 'price-over-ceiling',
      details: { limitInWon: 100 },
    });
    expect(checkPrice(501, { ...limits, priceCeilingInWon: 900 })?.details['limitInWon']).toBe(500);
  });
});

describe('the contract', () => {
  it('has its delivery fall due after it is concluded', () => {
    const due = (deliveryDueAt: string) =>
      told(contractPurchase(reserved, { ...terms, deliveryDueAt }, by(contractedAt)));
    expect(due(contractedAt)).toBe('delivery-due-not-ahead');
    expect(due('2020-08-10T01:00:00.001Z')).toBe('CONTRACTED');
  });

  it('breaks the whole price down, to the won', () => {
    const [first, ...others] = terms.priceBreakdown;
    const priceBreakdown = [{ item: 'Station', amountInWon: (first?.amountInWon ?? 0) + 1 }, ...others];
    expect(contractPurchase(reserved, { ...terms, priceBreakdown }, by(contractedAt))).toMatchObject({
      code: 'breakdown-not-the-price',
      details: { sumInWon: reserved.priceInWon + 1, priceInWon: reserved.priceInWon },
    });
  });
});

describe('the delivery', () => {
  it('is not ahead of today, by the agency’s calendar', () => {
    // 15:30 UTC is past midnight in Korea.
    const at = '2020-08-31T15:30:00.000Z';
    expect(agencyDay(at)).toBe('2020-09-01');
    const on = (deliveredOn: string) =>
      told(deliverPurchase(contracted, { ...day, deliveredOn }, inspectionInSeconds, by(at)));
    expect([on('2020-08-31'), on('2020-09-01'), on('2020-09-02')]).toEqual([
      'DELIVERED',
      'DELIVERED',
      'delivery-day-ahead',
    ]);
  });

  it('gives the first user the whole time from the record on, whatever day it names', () => {
    const step = deliverPurchase(
      contracted,
      { ...day, deliveredOn: '2020-08-10' },
      inspectionInSeconds,
      by(deliveredAt),
    );
    expect(step).toMatchObject({ after: { inspectionDeadline, deliveryCount: 1, remedied: [] } });
  });

  it('of a remedy begins the time anew and keeps what was found', () => {
    const step = deliverPurchase(toRemedy, day, inspectionInSeconds, by('2020-09-20T01:00:00.000Z'));
    expect(step).toMatchObject({
      action: 'deliver',
      after: {
        deliveryCount: 2,
        inspectionDeadline: '2020-10-04T01:00:00.000Z',
        inspection: { result: 'remedy', findings: 'A rotor is cracked' },
        remedied: [{ delivery: toRemedy.delivery, inspection: toRemedy.inspection }],
      },
    });
  });
});

describe('the inspection', () => {
  const inspectAt = (at: string) =>
    told(inspectPurchase(delivered, { result: 'remedy', findings: 'Bad', remedyDueAt }, by(at)));

  it('is open until its deadline, exclusive', () => {
    expect(inspectAt('2020-09-15T00:59:59.999Z')).toBe('REMEDY_REQUIRED');
    expect(inspectAt(inspectionDeadline)).toBe('inspection-deemed-passed');
  });

  it('that comes too late is kept in the refusal log', () => {
    const late = inspectPurchase(
      delivered,
      { result: 'passed', findings: 'Good' },
      by('2020-12-01T00:00:00.000Z'),
    );
    expect(late).toMatchObject({ concernsFairness: true, details: { roundId: 'round-1' } });
  });

  it('sets a remedy’s new date, and sets it ahead', () => {
    const due = (asked: string) =>
      inspectPurchase(delivered, { result: 'remedy', findings: 'Bad', remedyDueAt: asked }, by(inspectedAt));
    expect(told(due(inspectedAt))).toBe('remedy-due-not-ahead');
    expect(due(remedyDueAt)).toMatchObject({ after: { inspection: { remedyDueAt, deemed: false } } });
  });

  it('is deemed passed by the system once it is due and not before', () => {
    expect(deemPassed(delivered, '2020-09-15T00:59:59.999Z')).toBeNull();
    expect(deemPassed(delivered, inspectionDeadline)).toEqual({ action: 'deem-passed', after: deemed });
    expect(deemPassed(deemed, '2020-12-01T00:00:00.000Z')).toBeNull();
    expect(deemPassed(contracted, '2020-12-01T00:00:00.000Z')).toBeNull();
  });
});

describe('acceptance and payment', () => {
  it('follow a deemed pass as well as a made one', () => {
    expect(told(acceptPurchase(deemed, by(acceptedAt)))).toBe('ACCEPTED');
  });

  it('never happen on an inspection that asked for a remedy', () => {
    const { inspection } = toRemedy;
    expect(told(acceptPurchase({ ...inspected, inspection }, by(acceptedAt)))).toBe('inspection-not-passed');
    expect(told(payPurchase({ ...accepted, inspection }, by(paidAt)))).toBe('inspection-not-passed');
    expect(told(payPurchase({ ...accepted, inspection: null }, by(paidAt)))).toBe('inspection-not-passed');
  });
});
