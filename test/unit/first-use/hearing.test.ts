import { describe, expect, it } from '@jest/globals';
import { reportNotices } from '../../../functions/first-use/notices.ts';
import {
  commentOnReport,
  type FirstUse,
  planTrial,
  publishableFrom,
  publishVerdict,
  reportVerdict,
} from '../../../functions/first-use/rules.ts';
import { identityOf, type Outcome, recordersOf } from '../../../functions/first-use/rules/outcomes.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { flightTime, inUse, response, trialEndsAt } from '../../support/sample-purchase.ts';

const by = { accountId: 'account', at: trialEndsAt, documents: [] };
const week = 7 * 86_400;

const after = (step: ReturnType<typeof publishVerdict>): FirstUse => {
  if (isRefusal(step)) throw new Error(step.code);
  return step.after;
};

const reported = after(
  reportVerdict(
    inUse,
    {
      verdict: 'FAILURE',
      measurements: [
        { name: 'Flight time', value: 34.5, met: true },
        { name: 'Response time', value: 120, met: false },
      ],
      evidence: 'Flown in the snow',
    },
    by,
  ),
);

describe('the time of a publication', () => {
  it('is once the supplier commented, or its time to is over, and none before the report', () => {
    expect(publishableFrom(inUse, week)).toBeNull();
    expect(publishableFrom(reported, week)).toBe(addSeconds(trialEndsAt, week));
    const at = addSeconds(trialEndsAt, 60);
    const commented = after(commentOnReport(reported, 'It was the snow', { accountId: 'account', at }));
    expect(publishableFrom(commented, week)).toBe(at);
  });
});

describe('the plan of a trial', () => {
  const methods = [
    { name: 'Response time', method: 'Ten calls at night' },
    { name: '비행 시간', method: 'With full load' },
  ];

  it('says how each target is measured, and may be made anew until the report', () => {
    const planned = after(planTrial(inUse, { steps: 'A month', methods }, by));
    expect(planned).toMatchObject({
      state: 'IN_USE',
      plan: {
        steps: 'A month',
        methods: [
          { name: flightTime.name, method: 'With full load' },
          { name: response.name, method: 'Ten calls at night' },
        ],
      },
    });
    expect(planTrial(planned, { steps: 'Two', methods }, by)).toMatchObject({
      after: { plan: { steps: 'Two' } },
    });
    expect(planTrial(reported, { steps: 'Late', methods }, by)).toMatchObject({ code: 'wrong-state' });
  });

  it('leaves no target out, and names no other', () => {
    expect(planTrial(inUse, { steps: 'A month', methods: methods.slice(1) }, by)).toMatchObject({
      code: 'targets-not-measured',
      details: { missing: [response.name] },
    });
    const foreign = [...methods, { name: 'Colour', method: 'By eye' }];
    expect(planTrial(inUse, { steps: 'A month', methods: foreign }, by)).toMatchObject({
      details: { foreign: ['Colour'] },
    });
  });
});

describe('the supplier’s comment', () => {
  it('is made once, on a report', () => {
    const commented = after(commentOnReport(reported, 'The snow was wet', by));
    expect(commented).toMatchObject({ state: 'FAILURE', comment: { text: 'The snow was wet' } });
    expect(commentOnReport(commented, 'Again', by)).toMatchObject({ code: 'commented-already' });
    expect(commentOnReport(inUse, 'Early', by)).toMatchObject({ code: 'wrong-state' });
  });

  it('has its time before the publication, which it shortens', () => {
    const publish = (firstUse: FirstUse, at: string) => publishVerdict(firstUse, week, { ...by, at });
    expect(publish(reported, addSeconds(trialEndsAt, week - 1))).toMatchObject({
      code: 'supplier-not-heard',
      concernsFairness: true,
      details: { commentUntil: addSeconds(trialEndsAt, week), roundId: 'round-1' },
    });
    expect(publish(reported, addSeconds(trialEndsAt, week))).toMatchObject({ action: 'publish-verdict' });
    const commented = after(commentOnReport(reported, 'Heard', by));
    expect(publish(commented, trialEndsAt)).toMatchObject({ action: 'publish-verdict' });
  });
});

describe('a report that is due', () => {
  const told = (at: string) => {
    const { due, nextAt } = reportNotices(inUse, at);
    return { ids: due.map(({ noticeId }) => noticeId.split('/').slice(2).join('/')), nextAt };
  };

  it('is asked for when the trial ends, then each week, and the agency is told from the third on', () => {
    expect(told(addSeconds(trialEndsAt, -1))).toEqual({ ids: [], nextAt: trialEndsAt });
    expect(told(trialEndsAt)).toEqual({ ids: ['report-due/0'], nextAt: addSeconds(trialEndsAt, week) });
    expect(told(addSeconds(trialEndsAt, 2 * week - 1))).toEqual({
      ids: ['report-due/1'],
      nextAt: addSeconds(trialEndsAt, 2 * week),
    });
    expect(told(addSeconds(trialEndsAt, 2 * week)).ids).toEqual(['report-due/2', 'report-due/2/agency']);
  });

  it('is not asked for once it is there', () => {
    expect(reportNotices(reported, addSeconds(trialEndsAt, 9 * week))).toEqual({ due: [], nextAt: null });
  });
});

describe('what came of a product', () => {
  const outcome: Outcome = {
    state: 'RECORDED',
    outcomeId: 'O1',
    kind: 'repurchase',
    proposalId: 'P1',
    challengeId: 'C1',
    roundId: 'R1',
    organisationId: 'body',
    amount: 5,
    day: '2021-01-01',
    recordedAt: trialEndsAt,
  };

  it('is one repurchase wherever it is recorded, of a body, a day and an amount', () => {
    const again = { ...outcome, outcomeId: 'O2', recordedAt: addSeconds(trialEndsAt, 1) };
    expect(identityOf(again)).toBe(identityOf(outcome));
    for (const different of [
      { organisationId: 'other' },
      { amount: 6 },
      { day: '2021-01-02' },
      { proposalId: 'P2' },
    ])
      expect(identityOf({ ...again, ...different })).not.toBe(identityOf(outcome));
    expect(identityOf({ ...again, kind: 'sales' })).not.toBe(identityOf({ ...outcome, kind: 'sales' }));
  });

  it('is recorded by who knows it', () => {
    expect(recordersOf('repurchase', reported)).toEqual({ roles: ['buyer'], organisationId: null });
    expect(recordersOf('sales', reported)).toEqual({
      roles: ['author', 'signatory'],
      organisationId: reported.supplierId,
    });
    expect(recordersOf('people-served', reported)).toEqual({
      roles: ['buyer'],
      organisationId: reported.firstUserId,
    });
  });
});
