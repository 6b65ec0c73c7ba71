import { describe, expect, it } from '@jest/globals';
import { allocate, rewalkReserve, type Standing } from '../../../functions/decisions/rules/allocation.ts';
import type { Policy } from '../../../functions/decisions/rules/score-sheet.ts';

type Row = readonly [challengeId: string, priceInWon: number, total: number];

/** The reasons down the list; null for the funded. */
const reasons = (policy: Policy, budgetInWon: number, rows: readonly Row[], maxFundedPerChallenge = 1) =>
  allocate(
    rows.map(([challengeId, priceInWon]) => ({ challengeId, priceInWon })),
    rows.map(([, , total]) => total),
    { policy, budgetInWon, maxFundedPerChallenge },
  ).map(({ outcome, reason }) => (outcome === 'FUNDED' ? null : reason));

describe('the policy skip', () => {
  it('funds what fits and goes on past what does not', () => {
    const rows: readonly Row[] = [
      ['C1', 60, 90],
      ['C2', 50, 80],
      ['C3', 40, 70],
      ['C4', 1, 60],
    ];
    expect(reasons('skip', 100, rows)).toEqual([null, 'does-not-fit', null, 'does-not-fit']);
    expect(reasons('skip', 101, rows)).toEqual([null, 'does-not-fit', null, null]);
  });

  it('funds at most the cap of a challenge, and says so before it looks at the price', () => {
    const rows: readonly Row[] = [
      ['C1', 10, 90],
      ['C1', 10, 80],
      ['C1', 999, 70],
      ['C2', 10, 60],
    ];
    expect(reasons('skip', 100, rows)).toEqual([null, 'challenge-served', 'challenge-served', null]);
    expect(reasons('skip', 100, rows, 2)).toEqual([null, null, 'challenge-served', null]);
    expect(reasons('skip', 100, rows, 3)).toEqual([null, null, 'does-not-fit', null]);
  });

  it('funds what is free of charge even with nothing left', () => {
    expect(
      reasons('skip', 10, [
        ['C1', 10, 9],
        ['C2', 0, 8],
      ]),
    ).toEqual([null, null]);
  });
});

describe('the policy strict', () => {
  const rows: readonly Row[] = [
    ['C1', 60, 90],
    ['C1', 70, 85],
    ['C2', 50, 80],
    ['C3', 40, 70],
    ['C1', 10, 65],
    ['C4', 999, 60],
  ];

  it('funds nothing below the first that does not fit', () => {
    expect(reasons('strict', 100, rows)).toEqual([
      null,
      'challenge-served',
      'does-not-fit',
      'after-first-misfit',
      'challenge-served',
      'after-first-misfit',
    ]);
  });

  it('is no misfit to be kept out by a cap', () => {
    expect(reasons('strict', 110, rows)).toEqual([
      null,
      'challenge-served',
      null,
      'does-not-fit',
      'challenge-served',
      'after-first-misfit',
    ]);
  });
});

describe('the policy max-score', () => {
  it('funds the set with the greatest sum of totals, though the first of the list stays out', () => {
    const rows: readonly Row[] = [
      ['C1', 100, 90],
      ['C2', 50, 60],
      ['C3', 50, 50],
    ];
    expect(reasons('max-score', 100, rows)).toEqual(['not-in-best-set', null, null]);
    expect(reasons('skip', 100, rows)).toEqual([null, 'does-not-fit', 'does-not-fit']);
  });

  it('calls those of a filled challenge served, the others not in the best set', () => {
    const rows: readonly Row[] = [
      ['C1', 90, 90],
      ['C1', 50, 80],
      ['C2', 50, 70],
      ['C2', 60, 65],
      ['C3', 100, 60],
    ];
    expect(reasons('max-score', 100, rows)).toEqual([
      'challenge-served',
      null,
      null,
      'challenge-served',
      'not-in-best-set',
    ]);
    expect(reasons('max-score', 100, rows, 2)).toEqual([
      'not-in-best-set',
      null,
      null,
      'not-in-best-set',
      'not-in-best-set',
    ]);
  });
});

describe('returned money', () => {
  const standings: readonly Standing[] = [
    { proposalId: 'P1', challengeId: 'C1', priceInWon: 60, standing: 'TERMINATED' },
    { proposalId: 'P2', challengeId: 'C2', priceInWon: 30, standing: 'FUNDED' },
    { proposalId: 'P3', challengeId: 'C1', priceInWon: 70, standing: 'RESERVE' },
    { proposalId: 'P4', challengeId: 'C2', priceInWon: 10, standing: 'RESERVE' },
    { proposalId: 'P5', challengeId: 'C1', priceInWon: 40, standing: 'RESERVE' },
    { proposalId: 'P6', challengeId: 'C1', priceInWon: 10, standing: 'RESERVE' },
    { proposalId: 'P7', challengeId: 'C3', priceInWon: 20, standing: 'RESERVE' },
  ];
  const rewalked = (policy: Policy, maxFundedPerChallenge = 1) =>
    rewalkReserve(standings, { policy, freeInWon: 60, maxFundedPerChallenge }).map(
      ({ proposalId, reason }) => [proposalId, reason],
    );

  it('goes down the reserve; a terminated purchase frees its challenge and is not considered again', () => {
    expect(rewalked('skip')).toEqual([
      ['P3', 'does-not-fit'],
      ['P4', 'challenge-served'],
      ['P5', null],
      ['P6', 'challenge-served'],
      ['P7', null],
    ]);
  });

  it('is walked alike after max-score, so that nobody is unfunded', () => {
    expect(rewalked('max-score')).toEqual(rewalked('skip'));
  });

  it('stays strict after strict', () => {
    expect(rewalked('strict')).toEqual([
      ['P3', 'does-not-fit'],
      ['P4', 'challenge-served'],
      ['P5', 'after-first-misfit'],
      ['P6', 'after-first-misfit'],
      ['P7', 'after-first-misfit'],
    ]);
  });

  it('counts the funded towards the cap', () => {
    expect(rewalked('skip', 2)).toEqual([
      ['P3', 'does-not-fit'],
      ['P4', null],
      ['P5', null],
      ['P6', null],
      ['P7', 'does-not-fit'],
    ]);
  });
});
