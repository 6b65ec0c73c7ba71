import { describe, expect, it } from '@jest/globals';
import {
  keptLimits,
  type KeptDraft,
  savedPlaceOf,
  supersededConflicts,
} from '../../../functions/proposals/rules.ts';
import { sealedLike } from '../../support/sample-proposal.ts';

const keptLike = (keptId: string, keptAt: string): KeptDraft => ({
  keptId,
  kind: 'conflict',
  proposalId: 'P1',
  roundId: 'R1',
  keptAt,
  version: 1,
  accountId: 'author',
  role: 'author',
  content: sealedLike(keptId),
});

describe('the saves of a proposal that are kept', () => {
  it('are the last ones: a new save takes the place of the one that many before it', () => {
    const places = Array.from({ length: keptLimits.saved }, (_, index) => savedPlaceOf(index + 1));
    expect(new Set(places).size).toBe(keptLimits.saved);
    expect(savedPlaceOf(keptLimits.saved + 1)).toBe(savedPlaceOf(1));
  });
});

describe('the texts of a person that came too late to be the draft', () => {
  const newestFirst = Array.from({ length: keptLimits.conflictsOfAPerson + 2 }, (_, index) =>
    keptLike(`K${String(index)}`, `2020-05-20T00:00:${String(59 - index)}.000Z`),
  );

  it('are all kept while they are few', () => {
    expect(supersededConflicts([])).toEqual([]);
    expect(supersededConflicts(newestFirst.slice(0, keptLimits.conflictsOfAPerson))).toEqual([]);
  });

  it('make room from the oldest on, in whatever order they are read', () => {
    const oldest = newestFirst.slice(-2).toReversed();
    expect(supersededConflicts(newestFirst)).toEqual(oldest);
    expect(supersededConflicts(newestFirst.toReversed())).toEqual(oldest);
  });
});
