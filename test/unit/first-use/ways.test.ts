import { describe, expect, it } from '@jest/globals';
import type { FirstUse } from '../../../functions/first-use/rules.ts';
import { waysOf } from '../../../functions/first-use/rules/ways.ts';
import * as sample from '../../support/sample-purchase.ts';

const at = '2021-01-01T00:00:00.000Z';
const { inUse, purchaseIn, reserved } = sample;

const published: FirstUse = {
  ...inUse,
  state: 'PUBLISHED',
  report: {
    verdict: 'SUCCESS',
    measurements: [],
    evidence: 'Logs',
    documents: [],
    at: sample.trialEndsAt,
    accountId: 'account',
  },
  publication: { at, accountId: 'account' },
};

describe('the way of a funded solution', () => {
  it('tells when it came to each step, and nothing of those that are to come', () => {
    const [way] = waysOf([reserved], [], at);
    expect(way).toEqual({
      proposalId: reserved.proposalId,
      challengeId: reserved.challengeId,
      state: 'BUDGET_RESERVED',
      reservedAt: sample.reservedAt,
      contractedAt: null,
      deliveredAt: null,
      remedies: 0,
      inspectedAt: null,
      acceptedAt: null,
      paidAt: null,
      terminatedAt: null,
      trialEndsAt: null,
      verdictAt: null,
      verdict: null,
    });
    expect(waysOf([purchaseIn.PAID], [published], at)).toMatchObject([
      {
        state: 'PAID',
        contractedAt: sample.contractedAt,
        deliveredAt: sample.deliveredAt,
        inspectedAt: sample.inspectedAt,
        acceptedAt: sample.acceptedAt,
        paidAt: sample.paidAt,
        trialEndsAt: sample.trialEndsAt,
        verdictAt: at,
        verdict: 'SUCCESS',
      },
    ]);
  });

  it('says nothing of a verdict that is reported and not published', () => {
    const reported: FirstUse = { ...published, state: 'SUCCESS', publication: null };
    expect(waysOf([purchaseIn.PAID], [reported], at)).toMatchObject([{ verdictAt: null, verdict: null }]);
  });

  it('takes an inspection that nobody made in time for passed, and one that asks for a remedy for none', () => {
    const { inspectionDeadline } = sample;
    expect(waysOf([purchaseIn.DELIVERED], [], at)).toMatchObject([
      { state: 'INSPECTED', inspectedAt: inspectionDeadline },
    ]);
    expect(waysOf([purchaseIn.REMEDY_REQUIRED], [], at)).toMatchObject([{ inspectedAt: null }]);
  });

  it('comes in the order in which the money was reserved', () => {
    const later = { ...reserved, proposalId: 'a', reservedAt: '2020-08-04T00:00:00.000Z' };
    expect(waysOf([later, reserved], [], at).map(({ proposalId }) => proposalId)).toEqual([
      reserved.proposalId,
      'a',
    ]);
  });
});
