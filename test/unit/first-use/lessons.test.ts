import { describe, expect, it } from '@jest/globals';
import {
  type FirstUse,
  publishVerdict,
  reportVerdict,
  type Verdict,
} from '../../../functions/first-use/rules.ts';
import { type Aftermath, lessonsOf } from '../../../functions/first-use/rules/lessons.ts';
import type { Outcome } from '../../../functions/first-use/rules/outcomes.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { challengeLike } from '../../support/challenges.ts';
import { inUse, paid, reserved, terminated, trialEndsAt } from '../../support/sample-purchase.ts';

const by = { accountId: 'account', at: trialEndsAt, documents: [] };

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
const published = after(publishVerdict(reported, 0, by));

const outcome = (different: Partial<Outcome>): Outcome => ({
  state: 'RECORDED',
  outcomeId: 'outcome',
  proposalId: published.proposalId,
  challengeId: published.challengeId,
  roundId: 'round-1',
  kind: 'repurchase',
  organisationId: 'body',
  amount: 100,
  day: '2021-01-01',
  recordedAt: '2021-01-02T00:00:00.000Z',
  ...different,
});

const lessons = (parts: Partial<Aftermath>) =>
  lessonsOf({ challenges: [], purchases: [], firstUses: [], outcomes: [], ...parts });

/** A purchase of a challenge, by its own id. */
const purchaseOf = (challengeId: string, different: Partial<typeof paid> = {}) => ({
  ...paid,
  challengeId,
  purchaseId: `of ${challengeId}`,
  ...different,
});

/** Its published first use, of which these targets were met, missed (false) or not measured (null). */
const endedWith = (challengeId: string, verdict: Verdict, met: readonly (boolean | null)[]): FirstUse => {
  const [target] = published.report?.measurements ?? [];
  if (published.report === null || target === undefined) throw new Error('Nothing was measured');
  const measurements = met.map((one) => ({ ...target, met: one }));
  return {
    ...published,
    challengeId,
    purchaseId: `of ${challengeId}`,
    report: { ...published.report, verdict, measurements },
  };
};

describe('what a round says for the next', () => {
  it('sums up what is published, and the last figure of each purchase', () => {
    const outcomes = [
      outcome({}),
      outcome({ amount: 50 }),
      outcome({ kind: 'sales', amount: 900, day: '2021-06-30' }),
      outcome({ kind: 'sales', amount: 300, day: '2021-03-31', recordedAt: '2021-09-01T00:00:00.000Z' }),
      outcome({ kind: 'people-served', amount: 40 }),
      outcome({ kind: 'people-served', amount: 60, proposalId: 'other' }),
    ];
    expect(lessons({ firstUses: [published, inUse], outcomes })).toEqual({
      inUse: 1,
      verdicts: { SUCCESS: 0, FAILURE: 1, INCONCLUSIVE: 0 },
      targets: { met: 1, missed: 1, unmeasured: 0 },
      repurchases: { count: 2, amountInWon: 150 },
      salesInWon: 900,
      peopleServed: 100,
      challenges: [],
      terminated: [],
      incubation: { challenges: 0, spentInWon: 0 },
    });
  });

  it('counts each selected challenge by itself, in the order of their ids', () => {
    const selected = (challengeId: string) => challengeLike({ challengeId, state: 'MATCHED' });
    expect(
      lessons({
        challenges: [
          selected('c'),
          selected('a'),
          challengeLike({ challengeId: 'b', state: 'UNMATCHED' }),
          challengeLike({ challengeId: 'd', state: 'NOT_SELECTED' }),
        ],
        purchases: [
          purchaseOf('c', { priceInWon: 30 }),
          purchaseOf('a', { priceInWon: 5 }),
          purchaseOf('a', { ...terminated, challengeId: 'a', purchaseId: 'another', priceInWon: 7 }),
        ],
        firstUses: [
          endedWith('c', 'SUCCESS', [true, true]),
          endedWith('a', 'INCONCLUSIVE', [null, false, true]),
        ],
        outcomes: [
          outcome({ challengeId: 'a', amount: 8 }),
          outcome({ challengeId: 'a', proposalId: 'of a', kind: 'sales', amount: 7 }),
          outcome({ challengeId: 'c', proposalId: 'of c', kind: 'people-served', amount: 3 }),
        ],
      }),
    ).toMatchObject({
      verdicts: { SUCCESS: 1, FAILURE: 0, INCONCLUSIVE: 1 },
      targets: { met: 3, missed: 1, unmeasured: 1 },
      challenges: [
        {
          challengeId: 'a',
          bought: 1,
          boughtInWon: 5,
          verdicts: { SUCCESS: 0, FAILURE: 0, INCONCLUSIVE: 1 },
          targets: { met: 1, missed: 1, unmeasured: 1 },
          repurchases: { count: 1, amountInWon: 8 },
          salesInWon: 7,
          peopleServed: 0,
        },
        { challengeId: 'b', bought: 0, boughtInWon: 0, repurchases: { count: 0 } },
        {
          challengeId: 'c',
          bought: 1,
          boughtInWon: 30,
          verdicts: { SUCCESS: 1 },
          targets: { met: 2, missed: 0, unmeasured: 0 },
          peopleServed: 3,
        },
      ],
    });
  });

  it('names what was terminated, the first first, and whether there was a contract', () => {
    const { termination } = terminated;
    if (termination === null) throw new Error('It was not terminated');
    const earlier = { ...terminated, contract: null, proposalId: 'P0' };
    expect(
      lessons({
        purchases: [
          terminated,
          { ...earlier, termination: { ...termination, at: '2020-08-01T00:00:00.000Z' } },
          reserved,
        ],
      }).terminated,
    ).toEqual([
      {
        proposalId: 'P0',
        challengeId: 'challenge-1',
        priceInWon: 120_000_000,
        wasContracted: false,
        terminatedAt: '2020-08-01T00:00:00.000Z',
      },
      {
        proposalId: terminated.proposalId,
        challengeId: 'challenge-1',
        priceInWon: 120_000_000,
        wasContracted: true,
        terminatedAt: termination.at,
      },
    ]);
  });

  it('adds up what incubation took', () => {
    const incubated = (budgetInWon: number) =>
      challengeLike({
        state: 'INCUBATED',
        incubation: { budgetInWon, plan: 'A study', begunAt: trialEndsAt, returnedAs: [] },
      });
    expect(lessons({ challenges: [incubated(10), incubated(5), challengeLike()] }).incubation).toEqual({
      challenges: 2,
      spentInWon: 15,
    });
  });

  it('takes the figure that was recorded last of two for one day', () => {
    const first = outcome({ kind: 'sales', amount: 1, recordedAt: '2021-01-02T00:00:00.000Z' });
    const second = outcome({ kind: 'sales', amount: 2, recordedAt: '2021-01-03T00:00:00.000Z' });
    for (const outcomes of [
      [first, second],
      [second, first],
    ])
      expect(lessons({ firstUses: [published], outcomes }).salesInWon).toBe(2);
  });

  it('says nothing of a verdict before its publication', () => {
    const { challengeId } = reported;
    expect(
      lessons({ firstUses: [reported], challenges: [challengeLike({ challengeId })], purchases: [paid] }),
    ).toMatchObject({
      inUse: 1,
      verdicts: { SUCCESS: 0, FAILURE: 0, INCONCLUSIVE: 0 },
      targets: { met: 0, missed: 0, unmeasured: 0 },
      challenges: [{ bought: 1, verdicts: { FAILURE: 0 }, targets: { met: 0 } }],
    });
  });
});
