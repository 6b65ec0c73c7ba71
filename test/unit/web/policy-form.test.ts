import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { planRound } from '../../../functions/rounds/schema.ts';
import {
  type Group,
  groups,
  numberOf,
  numbersOf,
  policyOf,
  usualChoices,
  wrongNumbers,
} from '../../../web/src/agency/plan/policy-form.ts';
import en from '../../../web/src/i18n/en/plan.json' with { type: 'json' };

const names: readonly Group[] = ['money', 'panel', 'scoring', 'times', 'outage'];
const every = names.flatMap((group) => numbersOf(group));
const parsed = (policy: ReturnType<typeof policyOf>) =>
  v.parse(planRound.body, { name: { ko: '가', en: 'a' }, policy }).policy;

describe('the rules of a planned round', () => {
  it('are the defaults where nothing is typed, and nothing of them is sent', () => {
    expect(policyOf({}, usualChoices)).toEqual({});
    expect(parsed(policyOf({}, usualChoices))).toEqual(defaultPolicy);
  });

  it('stay the defaults where every default is typed', () => {
    const typed = Object.fromEntries(every.map(({ name, usual }) => [name, String(usual ?? '')]));
    expect(wrongNumbers(typed)).toEqual([]);
    expect(parsed(policyOf(typed, usualChoices))).toEqual(defaultPolicy);
  });

  it('are what was typed, in the units that people type', () => {
    const typed = {
      budgetInWon: '1,000,000,000',
      maxFundedPerChallenge: '2',
      quorum: '4',
      passMark: '72.5',
      holdInSeconds: '1.5',
      trialInSeconds: '30',
      graceInSeconds: '1',
    };
    const choices = { ...usualChoices, allocation: 'strict' as const, oneAnswerOnly: false };
    expect(parsed(policyOf(typed, choices))).toEqual({
      ...defaultPolicy,
      budgetInWon: 1_000_000_000,
      allocation: { policy: 'strict', maxFundedPerChallenge: 2 },
      panel: { ...defaultPolicy.panel, quorum: 4 },
      scoring: { ...defaultPolicy.scoring, passMark: 7250 },
      holdInSeconds: 5400,
      trialInSeconds: 30 * 86_400,
      outage: { ...defaultPolicy.outage, graceInSeconds: 3600 },
      oneAnswerOnly: false,
    });
  });

  it('are no numbers where they are below nought, broken or no numbers', () => {
    const typed = { budgetInWon: '-1', quorum: '4.5', holdInSeconds: 'long', size: '' };
    expect([...wrongNumbers(typed)].sort()).toEqual(['budgetInWon', 'holdInSeconds', 'quorum']);
    expect(numberOf(typed, 'size')).toBeNull();
  });

  it('have a name and a reason each', () => {
    const known = Object.values(groups)
      .flatMap((group) => Object.keys(group))
      .sort();
    expect(Object.keys(en.number).sort()).toEqual(known);
    expect(
      Object.keys(en.why)
        .filter((name) => !known.includes(name))
        .sort(),
    ).toEqual(Object.keys(en.tick).sort());
    expect(known.filter((name) => !Object.keys(en.why).includes(name))).toEqual([]);
  });
});
