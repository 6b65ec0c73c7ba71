import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defaultPolicy, roundTransitions } from '../../../functions/rounds/rules.ts';
import {
  planRound,
  policySchema,
  transitionRound,
  transitionSealedRound,
} from '../../../functions/rounds/schema.ts';
import { criterionLike } from '../../support/evaluation.ts';

const name = { ko: '1차', en: 'First' };
const deadline = '2020-05-31T23:59:59+09:00';

const { guidance, anchors } = criterionLike('x', 1);
const scoredBy = (criterion: unknown) => ({
  ...defaultPolicy.scoring,
  tieBreak: [],
  dimensions: [{ name: 'one', criteria: [criterion] }],
});

describe('the plan of a round', () => {
  it('takes the defaults for what it leaves out', () => {
    expect(v.parse(planRound.body, { name })).toEqual({ name, policy: defaultPolicy });
    expect(v.parse(planRound.body, { name, policy: { budgetInWon: 1_000_000_000 } }).policy).toEqual({
      ...defaultPolicy,
      budgetInWon: 1_000_000_000,
    });
  });

  it.each([
    ['a part of the allocation', { allocation: { policy: 'skip' } }],
    ['an unknown rule', { colour: 'red' }],
    ['another rule version', { ruleVersion: '2021.1' }],
    ['half a won', { budgetInWon: 0.5 }],
    ['a negative hold', { holdInSeconds: -1 }],
    ['trimming from two', { scoring: { ...defaultPolicy.scoring, trimFrom: 2 } }],
    ['no dimension', { scoring: { ...defaultPolicy.scoring, dimensions: [] } }],
    [
      'a dimension without criteria',
      { scoring: { ...defaultPolicy.scoring, dimensions: [{ name: 'x', criteria: [] }] } },
    ],
    [
      'a reason needed above more than all points',
      {
        scoring: { ...defaultPolicy.scoring, reasonsNeeded: { belowPercent: 60, abovePercent: 101 } },
      },
    ],
    ['a criterion without guidance', { scoring: scoredBy({ name: 'x', maximum: 1, anchors }) }],
    ['a criterion without anchors', { scoring: scoredBy({ name: 'x', maximum: 1, guidance }) }],
    [
      'guidance in one language',
      { scoring: scoredBy({ name: 'x', maximum: 1, guidance: { ko: '가' }, anchors }) },
    ],
    [
      'an anchor that says nothing',
      {
        scoring: scoredBy({
          name: 'x',
          maximum: 1,
          guidance,
          anchors: [anchors[0], { points: 1, meaning: { ko: ' ', en: 'All' } }],
        }),
      },
    ],
    ['nobody’s challenge funded', { allocation: { policy: 'skip', maxFundedPerChallenge: 0 } }],
  ])('refuses %s', (_, policy) => {
    expect(v.safeParse(planRound.body, { name, policy }).success).toBe(false);
  });

  it('takes a criterion with guidance and anchors in both languages', () => {
    const scoring = scoredBy({ name: 'x', maximum: 1, guidance, anchors });
    expect(v.parse(planRound.body, { name, policy: { scoring } }).policy.scoring).toEqual(scoring);
  });

  it('is read from the table only when whole', () => {
    expect(v.safeParse(policySchema, defaultPolicy).success).toBe(true);
    const { holdInSeconds: _, ...partial } = defaultPolicy;
    expect(v.safeParse(policySchema, partial).success).toBe(false);
  });
});

describe('a transition as asked for', () => {
  const bodies = [
    { action: 'call-for-challenges', deadline },
    { action: 'close-challenge-call' },
    { action: 'prepare-opening' },
    { action: 'begin-screening' },
    { action: 'begin-evaluation', deadline },
    { action: 'close-evaluation' },
    { action: 'give-notice' },
    { action: 'end-standstill' },
    { action: 'begin-first-use' },
    { action: 'complete' },
    { action: 'cancel', reason: 'no money' },
    { action: 'prepare-deadline-move', name: 'proposals', deadline, basis: 'extension', reason: 'snow' },
    { action: 'drop-deadline-move', reason: 'no snow' },
    { action: 'announce-delay', decisionPromisedAt: deadline, reason: 'much to read' },
  ];
  const sealedBodies = [
    {
      action: 'call-for-proposals',
      deadline,
      decisionPromisedAt: deadline,
      drawSecretSha256: 'ab'.repeat(32),
    },
    { action: 'approve-deadline-move', deadline },
    { action: 'open' },
    { action: 'renew-lock', reason: 'a role was replaced' },
  ];
  const all = [
    ...bodies.map((body) => ({ schema: transitionRound.body, body })),
    ...sealedBodies.map((body) => ({ schema: transitionSealedRound.body, body })),
  ];

  it('can be every transition of a person but the plan, its change and the restart, which are operations of their own', () => {
    const asked = all.map(({ schema, body }) => v.parse(schema, body).action);
    const known = new Set(roundTransitions.map(({ action }) => action));
    expect(new Set([...asked, 'plan', 'change-policy', 'restart-execution'])).toEqual(known);
  });

  it.each(all)('$body.action says no more than it needs and no less', ({ schema, body }) => {
    expect(v.safeParse(schema, { ...body, more: 1 }).success).toBe(false);
    for (const field of Object.keys(body)) {
      const less = Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));
      expect(v.safeParse(schema, less).success).toBe(false);
    }
  });

  it('names a deadline by an instant', () => {
    expect(v.parse(transitionRound.body, { action: 'begin-evaluation', deadline })).toEqual({
      action: 'begin-evaluation',
      deadline: '2020-05-31T14:59:59.000Z',
    });
    expect(
      v.safeParse(transitionRound.body, { action: 'begin-evaluation', deadline: '2020-05-31' }).success,
    ).toBe(false);
  });
});
