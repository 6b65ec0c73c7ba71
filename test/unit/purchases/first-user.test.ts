import { describe, expect, it } from '@jest/globals';
import { inspectionWarnings } from '../../../functions/purchases/notices.ts';
import {
  declineFirstUse,
  firstUseApplicationTransitions,
  nextFirstUser,
  type Purchase,
  type PurchaseState,
} from '../../../functions/purchases/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  delivered,
  deliveredAt,
  inspectionDeadline,
  purchaseIn,
  reserved,
} from '../../support/sample-purchase.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const candidates = {
  buyerId: 'organisation-buyer',
  coProposerIds: ['second', 'third'],
  applications: [
    { organisationId: 'late', appliedAt: '2020-08-02T00:00:00.000Z' },
    { organisationId: 'early', appliedAt: '2020-08-01T00:00:00.000Z' },
  ],
};
const by = { accountId: 'account-buyer', at: '2020-08-05T00:00:00.000Z' };
const asked = { ground: 'site-lost', explanation: 'The station was sold' } as const;

describe('the first user', () => {
  it('is the proposing buyer, then its co-proposers, then who applied, the earliest first (invariant 9)', () => {
    const order: string[] = [];
    for (;;) {
      const next = nextFirstUser(candidates, new Set(order));
      if (next === null) break;
      order.push(next);
    }
    expect(order).toEqual(['organisation-buyer', 'second', 'third', 'early', 'late']);
  });

  it('is the first by id of those who applied at one instant', () => {
    const appliedAt = '2020-08-01T00:00:00.000Z';
    const applications = ['b', 'a', 'c'].map((organisationId) => ({ organisationId, appliedAt }));
    const known = new Set([candidates.buyerId, ...candidates.coProposerIds]);
    expect(nextFirstUser({ ...candidates, applications }, known)).toBe('a');
    expect(nextFirstUser({ ...candidates, applications }, new Set([...known, 'a']))).toBe('b');
  });

  it('declines on record, and the next takes its place', () => {
    const step = declineFirstUse(reserved, asked, candidates, by);
    expect(step).toMatchObject({
      action: 'decline-first-use',
      after: {
        state: 'BUDGET_RESERVED',
        firstUserId: 'second',
        declines: [{ organisationId: 'organisation-buyer', ...asked, ...by }],
      },
    });
    if (isRefusal(step)) throw new Error(step.code);
    expect(declineFirstUse(step.after, asked, candidates, by)).toMatchObject({
      after: { firstUserId: 'third', declines: [{}, { organisationId: 'second' }] },
    });
  });

  it('does not leave a purchase to nobody, nor to its supplier or a partner', () => {
    const alone = { ...candidates, coProposerIds: [], applications: [] };
    expect(declineFirstUse(reserved, asked, alone, by)).toMatchObject({ code: 'no-other-first-user' });
    const applications = [reserved.supplierId, ...reserved.partnerIds].map((organisationId) => ({
      organisationId,
      appliedAt: '2020-08-01T00:00:00.000Z',
    }));
    expect(declineFirstUse(reserved, asked, { ...alone, applications }, by)).toMatchObject({
      code: 'no-other-first-user',
    });
  });

  it('declines before the delivery only', () => {
    const able = Object.values(purchaseIn)
      .filter((purchase) => !isRefusal(declineFirstUse(purchase, asked, candidates, by)))
      .map(({ state }): PurchaseState => state);
    expect(able).toEqual(['BUDGET_RESERVED', 'CONTRACTED']);
  });

  it('applies once', () => {
    expectOnlyArrows(
      firstUseApplicationTransitions,
      ['APPLIED'],
      [['apply-for-first-use', null, 'APPLIED', ['buyer']]],
    );
  });
});

describe('the warnings of an inspection', () => {
  const day = 86_400;
  const told = (purchase: Purchase, at: string) => {
    const { due, nextAt } = inspectionWarnings(purchase, at);
    return { steps: due.map(({ noticeId }) => Number(noticeId.split('/').at(-1)) / day), nextAt };
  };
  const before = (seconds: number) => addSeconds(inspectionDeadline, -seconds);

  it('come three days and a day before it counts as passed, and not after', () => {
    expect(told(delivered, before(3 * day + 1))).toEqual({ steps: [], nextAt: before(3 * day) });
    expect(told(delivered, before(3 * day))).toEqual({ steps: [3], nextAt: before(day) });
    expect(told(delivered, before(day))).toEqual({ steps: [3, 1], nextAt: null });
    expect(told(delivered, inspectionDeadline)).toEqual({ steps: [], nextAt: null });
  });

  it('are left to the notice of the delivery where the time is short', () => {
    const short = { ...delivered, inspectionDeadline: addSeconds(deliveredAt, 2 * day) };
    expect(told(short, addSeconds(deliveredAt, day + 1)).steps).toEqual([1]);
    const shorter = { ...delivered, inspectionDeadline: addSeconds(deliveredAt, day) };
    expect(told(shorter, addSeconds(deliveredAt, day - 1)).steps).toEqual([]);
  });

  it('are for what is delivered and not inspected', () => {
    for (const state of ['CONTRACTED', 'INSPECTED', 'PAID'] as const)
      expect(told(purchaseIn[state], before(day))).toEqual({ steps: [], nextAt: null });
  });
});
