import { describe, expect, it } from '@jest/globals';
import { reportNotices } from '../../../functions/first-use/notices.ts';
import {
  commentOnReport,
  type FirstUse,
  planTrial,
  publishVerdict,
  reportVerdict,
} from '../../../functions/first-use/rules.ts';
import { lessonsOf, type Outcome, recordersOf } from '../../../functions/first-use/rules/outcomes.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { flightTime, inUse, response, trialEndsAt } from '../../support/sample-purchase.ts';

const by = { accountId: 'account', at: trialEndsAt };
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

describe('what a round says for the next', () => {
  const outcome = (different: Partial<Outcome>): Outcome => ({
    state: 'RECORDED',
    outcomeId: 'outcome',
    purchaseId: reported.purchaseId,
    roundId: 'round-1',
    kind: 'repurchase',
    organisationId: 'body',
    amount: 100,
    day: '2021-01-01',
    recordedAt: '2021-01-02T00:00:00.000Z',
    ...different,
  });
  const published = after(publishVerdict(reported, 0, by));

  it('sums up what is published, and the last figure of each purchase', () => {
    const outcomes = [
      outcome({}),
      outcome({ amount: 50 }),
      outcome({ kind: 'sales', amount: 900, day: '2021-06-30' }),
      outcome({ kind: 'sales', amount: 300, day: '2021-03-31', recordedAt: '2021-09-01T00:00:00.000Z' }),
      outcome({ kind: 'people-served', amount: 40 }),
      outcome({ kind: 'people-served', amount: 60, purchaseId: 'other' }),
    ];
    expect(lessonsOf([published, inUse], outcomes)).toEqual({
      inUse: 1,
      verdicts: { SUCCESS: 0, FAILURE: 1, INCONCLUSIVE: 0 },
      targets: { met: 1, missed: 1, unmeasured: 0 },
      repurchases: { count: 2, amountInWon: 150 },
      salesInWon: 900,
      peopleServed: 100,
      challenges: [
        { challengeId: 'challenge-1', verdict: 'FAILURE', targetsMet: 1, targetsOfAll: 2, repurchases: 2 },
      ],
    });
  });

  it('says nothing of a verdict before its publication', () => {
    expect(lessonsOf([reported], [])).toMatchObject({
      inUse: 1,
      verdicts: { SUCCESS: 0, FAILURE: 0, INCONCLUSIVE: 0 },
      targets: { met: 0, missed: 0, unmeasured: 0 },
      challenges: [],
    });
  });

  it('is recorded by who knows it', () => {
    expect(recordersOf('repurchase', published)).toEqual({ roles: ['buyer'], organisationId: null });
    expect(recordersOf('sales', published)).toEqual({
      roles: ['author', 'signatory'],
      organisationId: published.supplierId,
    });
    expect(recordersOf('people-served', published)).toEqual({
      roles: ['buyer'],
      organisationId: published.firstUserId,
    });
  });
});
