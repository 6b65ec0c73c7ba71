import { describe, expect, it } from '@jest/globals';
import {
  effectiveFirstUseState,
  firstUseStates,
  firstUseTransitions,
  type Measurement,
  meets,
  publishVerdict,
  reportVerdict,
  verdicts,
} from '../../../functions/first-use/rules.ts';
import { outcomeTransitions } from '../../../functions/first-use/rules/outcomes.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { acceptedAt, flightTime, inUse, response, trialEndsAt } from '../../support/sample-purchase.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const by = { accountId: 'account-buyer', at: trialEndsAt, documents: [] };
const measurements: readonly Measurement[] = [
  { name: '비행 시간', value: 34.5, met: true },
  { name: 'Response time', value: 120, met: false },
];
const asked = { verdict: 'FAILURE', measurements, evidence: 'Flown in the snow' } as const;

const report = (changed: Partial<Parameters<typeof reportVerdict>[1]> = {}, at = trialEndsAt) =>
  reportVerdict(inUse, { ...asked, ...changed }, { ...by, at });

const reported = (verdict: (typeof verdicts)[number]) => {
  const step = report({ verdict });
  if (isRefusal(step)) throw new Error(step.code);
  return step.after;
};

describe('the arrows of a first use', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(firstUseTransitions, firstUseStates, [
      ['begin', null, 'IN_USE', ['buyer']],
      ['plan-trial', 'IN_USE', 'IN_USE', ['buyer']],
      ['comment', 'SUCCESS', 'SUCCESS', ['author', 'signatory']],
      ['comment', 'FAILURE', 'FAILURE', ['author', 'signatory']],
      ['comment', 'INCONCLUSIVE', 'INCONCLUSIVE', ['author', 'signatory']],
      ['report-success', 'IN_USE', 'SUCCESS', ['buyer']],
      ['report-failure', 'IN_USE', 'FAILURE', ['buyer']],
      ['report-inconclusive', 'IN_USE', 'INCONCLUSIVE', ['buyer']],
      ['publish-verdict', 'SUCCESS', 'PUBLISHED', ['staff']],
      ['publish-verdict', 'FAILURE', 'PUBLISHED', ['staff']],
      ['publish-verdict', 'INCONCLUSIVE', 'PUBLISHED', ['staff']],
    ]);
  });

  it('of an outcome is one: it is recorded', () => {
    expectOnlyArrows(
      outcomeTransitions,
      ['RECORDED'],
      [['record-outcome', null, 'RECORDED', ['buyer', 'author', 'signatory']]],
    );
  });
});

describe('a trial', () => {
  it('runs for its time from the acceptance, and its report is due from then on', () => {
    expect(inUse).toMatchObject({ acceptedAt, trialEndsAt });
    expect(effectiveFirstUseState(inUse, '2020-10-16T00:59:59.999Z')).toBe('IN_USE');
    expect(effectiveFirstUseState(inUse, trialEndsAt)).toBe('REPORT_DUE');
    expect(effectiveFirstUseState(reported('SUCCESS'), '2030-01-01T00:00:00.000Z')).toBe('SUCCESS');
  });

  it('takes no verdict before its end', () => {
    expect(report({}, '2020-10-16T00:59:59.999Z')).toMatchObject({
      code: 'trial-still-running',
      details: { trialEndsAt, roundId: 'round-1' },
    });
  });
});

describe('a verdict', () => {
  it.each(verdicts)('%s is reported with what was measured, then published', (verdict) => {
    const after = reported(verdict);
    expect(after).toMatchObject({
      state: verdict,
      report: {
        verdict,
        accountId: 'account-buyer',
        measurements: [
          { ...flightTime, measured: 34.5, met: true },
          { ...response, measured: 120, met: false },
        ],
      },
    });
    const published = publishVerdict(after, 0, { accountId: 'account-staff', at: trialEndsAt });
    expect(published).toMatchObject({
      action: 'publish-verdict',
      after: { state: 'PUBLISHED', report: { verdict } },
    });
  });

  it('is reported once and published once', () => {
    expect(reportVerdict(reported('SUCCESS'), { ...asked, verdict: 'FAILURE' }, by)).toMatchObject({
      code: 'wrong-state',
    });
    expect(publishVerdict(inUse, 0, by)).toMatchObject({ code: 'wrong-state' });
  });

  it('of success has every target measured; another may leave one out, and says so', () => {
    const [first] = measurements;
    if (first === undefined) throw new Error('Expected a measurement');
    const given = [first, { name: '출동 시간', value: null, met: null }];
    expect(report({ verdict: 'SUCCESS', measurements: given })).toMatchObject({
      code: 'success-not-measured',
      details: { targets: [response.name] },
    });
    for (const verdict of ['INCONCLUSIVE', 'FAILURE'] as const)
      expect(report({ verdict, measurements: given })).toMatchObject({
        after: { report: { measurements: [{ met: true }, { measured: null, met: null }] } },
      });
    const claimed = [first, { name: '출동 시간', value: null, met: true }];
    expect(report({ measurements: claimed })).toMatchObject({ code: 'measurement-contradicts' });
  });

  it('measures every target once, and nothing else', () => {
    const [first, second] = measurements;
    const refused = (given: readonly Measurement[]) => report({ measurements: given });
    expect(refused([])).toMatchObject({
      code: 'targets-not-measured',
      details: { missing: [flightTime.name, response.name] },
    });
    expect(first && refused([first])).toMatchObject({ details: { missing: [response.name], foreign: [] } });
    expect(first && second && refused([first, second, { ...first, name: 'Flight time' }])).toMatchObject({
      code: 'targets-not-measured',
      details: { missing: [], foreign: ['Flight time'] },
    });
    expect(first && second && refused([first, second, { ...first, name: 'Weight' }])).toMatchObject({
      details: { foreign: ['Weight'] },
    });
  });

  it('does not call met what the numbers say is not', () => {
    const claimed = measurements.map((measurement) => ({ ...measurement, met: true }));
    expect(report({ measurements: claimed })).toMatchObject({
      code: 'measurement-contradicts',
      details: { targets: [response.name] },
    });
    expect([meets(flightTime, 30), meets(flightTime, 29.9)]).toEqual([true, false]);
    expect([meets(response, 90), meets(response, 90.1)]).toEqual([true, false]);
  });
});
