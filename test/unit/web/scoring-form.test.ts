import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defaultPolicy, policyFaults } from '../../../functions/rounds/rules.ts';
import { policySchema } from '../../../functions/rounds/schema.ts';
import { choicesIn, policyOf, typedIn, wrongNumbers } from '../../../web/src/agency/plan/policy-form.ts';
import {
  changedAt,
  draftIn,
  draftOf,
  emptyCriterion,
  faultsOfAnchor,
  faultsOfCriterion,
  faultsOfDimension,
  scoredIn,
} from '../../../web/src/agency/plan/scoring-form.ts';

const { scoring } = defaultPolicy;
const draft = draftOf(scoring);

describe('the fields of a scoring', () => {
  it('say what they began with', () => {
    const { dimensions, gates, tieBreak } = scoring;
    expect(scoredIn(draft)).toEqual({ dimensions, gates, tieBreak });
    expect(draftIn(JSON.stringify(draft), draftOf({ dimensions: [], gates: [], tieBreak: [] }))).toEqual(
      draft,
    );
    for (const broken of [undefined, '', '{', '[]', 'null']) expect(draftIn(broken, draft)).toBe(draft);
  });

  it.each([
    [['name'], { name: 'Große Wirkung' }],
    [['name'], { name: '' }],
    [['maximum'], { maximum: '10.005' }],
    [['maximum'], { maximum: '0' }],
    [['maximum'], { maximum: 'ten' }],
    [['text'], { ko: ' ' }],
    [['text'], { en: '' }],
    [[], { maximum: '12.5' }],
  ] as const)('have the faults %j for %j', (faults, different) => {
    const [dimension] = draft.dimensions;
    const [criterion] = dimension?.criteria ?? [];
    if (dimension === undefined || criterion === undefined) throw new Error('There is a criterion');
    const changed = { ...criterion, ...different };
    expect(faultsOfCriterion(changed)).toEqual(faults);
    const whole = { ...draft, dimensions: [{ ...dimension, criteria: [changed] }] };
    expect(scoredIn(whole) === null).toBe(faults.length > 0);
  });

  it('want whole anchors, named dimensions, and a criterion at least', () => {
    expect(faultsOfAnchor({ points: 'x', ko: '', en: 'a' })).toEqual(['anchor', 'text']);
    expect(faultsOfDimension({ name: 'A b', criteria: [] })).toEqual(['name']);
    expect(scoredIn({ ...draft, dimensions: [] })).toBeNull();
    expect(scoredIn({ ...draft, dimensions: [{ name: 'one', criteria: [] }] })).toBeNull();
    expect(scoredIn({ ...draft, dimensions: [{ name: 'one', criteria: [emptyCriterion] }] })).toBeNull();
    expect(scoredIn({ ...draft, gates: ['Not one'] })).toBeNull();
  });

  it('let a tie be broken by no dimension that is gone', () => {
    expect(scoredIn({ ...draft, dimensions: draft.dimensions.slice(0, 1) })?.tieBreak).toEqual([
      'publicness',
    ]);
  });

  it('are changed in one place', () => {
    expect(changedAt(['a', 'b', 'c'], 1, 'x')).toEqual(['a', 'x', 'c']);
    expect(changedAt(['a', 'b', 'c'], 1, null)).toEqual(['a', 'c']);
  });
});

describe('the rules of a round that is planned', () => {
  it('stand whole in the fields, and are sent as they stand', () => {
    const policy = {
      ...defaultPolicy,
      trialInSeconds: 30 * 86_400,
      panel: { size: 9, quorum: 6, maximumOfOneOrganisation: 2 },
      panelMeetings: false,
      designationNeeds: { inspection: false, resolution: true },
      allocation: { policy: 'strict', maxFundedPerChallenge: 2 },
    } as const;
    const typed = typedIn(policy);
    expect(wrongNumbers(typed)).toEqual([]);
    const sent = { ...defaultPolicy, ...policyOf(typed, choicesIn(policy)) };
    expect(v.parse(policySchema, sent)).toEqual(policy);
    expect(policyFaults(policy, false)).toEqual([]);
  });
});
