import { describe, expect, it } from '@jest/globals';
import { allocate, type AllocationTerms } from '../../../functions/decisions/rules/allocation.ts';
import {
  type Passed,
  type Thresholds,
  thresholdsInBestSet,
  thresholdsOfWalk,
} from '../../../functions/decisions/rules/thresholds.ts';
import { createSequence } from '../../support/unsteady-table.ts';

const greatestTotal = 9;

const isFundedAt = (order: readonly Passed[], at: number, terms: AllocationTerms): boolean =>
  allocate(
    order,
    order.map(({ total }) => total),
    terms,
  )[at]?.outcome === 'FUNDED';

const isFundedFor = (passed: readonly Passed[], place: number, priceInWon: number, terms: AllocationTerms) =>
  isFundedAt(
    passed.map((one, at) => (at === place ? { ...one, priceInWon } : one)),
    place,
    terms,
  );

/** Behind all that have as many points, as a tie may fall. */
const isFundedWith = (passed: readonly Passed[], place: number, total: number, terms: AllocationTerms) => {
  const others = passed.filter((_, at) => at !== place);
  const before = others.filter((other) => other.total >= total);
  const own = passed.slice(place, place + 1).map((one) => ({ ...one, total }));
  return isFundedAt([...before, ...own, ...others.slice(before.length)], before.length, terms);
};

/** The same by trying every total and every price. */
const byTrying = (passed: readonly Passed[], place: number, terms: AllocationTerms): Thresholds => {
  const own = passed[place] ?? { total: 0, priceInWon: 0 };
  const totals = Array.from({ length: greatestTotal - own.total }, (_, more) => own.total + 1 + more);
  const prices = Array.from({ length: own.priceInWon }, (_, price) => price);
  return {
    total: totals.find((total) => isFundedWith(passed, place, total, terms)) ?? null,
    priceInWon: prices.findLast((price) => isFundedFor(passed, place, price, terms)) ?? null,
  };
};

/** Rounds so small that ties of points, of prices and of both are common; the same ones each time. */
const rounds = (policy: AllocationTerms['policy']) => {
  const next = createSequence(2020);
  return Array.from({ length: 400 }, () => {
    const [unit, challenges] = [1 + 2 * next(2), 2 + next(3)];
    const passed = Array.from({ length: 3 + next(3) }, () => 1 + next(7))
      .sort((one, other) => other - one)
      .map((total) => ({ challengeId: `C${next(challenges)}`, total, priceInWon: unit * next(6) }));
    const terms = { policy, budgetInWon: unit * next(12), maxFundedPerChallenge: 1 + next(2) };
    const unfunded = passed.flatMap((_, place) => (isFundedAt(passed, place, terms) ? [] : [place]));
    return { passed, terms, unfunded };
  });
};

describe('what alone would have funded a proposal, found by trying all', () => {
  it('is the same under `max-score`', () => {
    let seen = 0;
    for (const { passed, terms, unfunded } of rounds('max-score'))
      for (const place of unfunded) {
        seen += 1;
        const found = thresholdsInBestSet(passed, place, terms, greatestTotal);
        expect([passed, terms, place, found]).toEqual([passed, terms, place, byTrying(passed, place, terms)]);
      }
    expect(seen).toBeGreaterThan(400);
  });

  it.each(['skip', 'strict'] as const)('is the same under `%s`', (policy) => {
    let seen = 0;
    for (const { passed, terms, unfunded } of rounds(policy)) {
      const thresholdsAt = thresholdsOfWalk(passed, terms, greatestTotal);
      for (const place of unfunded) {
        seen += 1;
        expect([passed, terms, place, thresholdsAt(place)]).toEqual([
          passed,
          terms,
          place,
          byTrying(passed, place, terms),
        ]);
      }
    }
    expect(seen).toBeGreaterThan(400);
  });
});
