import { describe, expect, it } from '@jest/globals';
import { changesBetween, flipsOf } from '../../../web/src/agency/decision/changes.ts';

const row = (proposalId: string, rank: number, total: number | null) => ({
  proposalId,
  rank,
  total,
  challengeId: 'c',
  dimensions: {},
  keptScorecards: 3,
  priceInWon: 100,
});

const funded = (proposalId: string, rank: number, total: number) => ({
  ...row(proposalId, rank, total),
  outcome: 'FUNDED' as const,
});

const reserve = (
  proposalId: string,
  rank: number,
  total: number,
  reason: 'challenge-served' | 'does-not-fit' = 'challenge-served',
) => ({ ...row(proposalId, rank, total), outcome: 'RESERVE' as const, reason });

const rejected = (proposalId: string, rank: number, total: number) => ({
  ...row(proposalId, rank, total),
  outcome: 'REJECTED' as const,
  reason: 'below-pass-mark' as const,
});

describe('the changes between two lists', () => {
  it('are the lines whose rank, total, outcome or its reason differ, in the order of the new list', () => {
    const before = [
      funded('a', 1, 9000),
      funded('b', 2, 8000),
      reserve('d', 3, 7500),
      rejected('c', 4, 5000),
    ];
    const after = [
      funded('c', 1, 9600),
      reserve('a', 2, 9000),
      funded('b', 3, 8000),
      reserve('d', 4, 7500, 'does-not-fit'),
    ];
    const changes = changesBetween(before, after);
    expect(changes.map(({ proposalId }) => proposalId)).toEqual(['c', 'a', 'b', 'd']);
    expect(changes[0]).toMatchObject({
      before: { rank: 4, total: 5000 },
      after: { rank: 1, total: 9600 },
    });
    expect(flipsOf(changes)).toEqual([
      { proposalId: 'c', from: 'REJECTED', to: 'FUNDED' },
      { proposalId: 'a', from: 'FUNDED', to: 'RESERVE' },
    ]);
  });

  it('leave out what stays, and tell a reason or a total that changes alone', () => {
    expect(changesBetween([funded('a', 1, 9000)], [funded('a', 1, 9000)])).toEqual([]);
    expect(changesBetween([funded('a', 1, 9000)], [funded('a', 1, 9001)])).toHaveLength(1);
    const changes = changesBetween([reserve('a', 1, 9000)], [reserve('a', 1, 9000, 'does-not-fit')]);
    expect(changes).toHaveLength(1);
    expect(flipsOf(changes)).toEqual([]);
  });

  it('name what has left the list last, and what is new, neither of which is a flip', () => {
    const changes = changesBetween([funded('a', 1, 9000)], [funded('b', 1, 8000)]);
    expect(changes).toMatchObject([
      { proposalId: 'b', before: null, after: { rank: 1 } },
      { proposalId: 'a', before: { rank: 1 }, after: null },
    ]);
    expect(flipsOf(changes)).toEqual([]);
  });
});
