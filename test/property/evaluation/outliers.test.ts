import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flaggedScorecards, outliersOf, standingOf } from '../../../functions/evaluation/rules.ts';
import { panelLike, scorecardLike, seatOf, smallPolicy, smallScoring } from '../../support/evaluation.ts';

const points = fc.record({
  need: fc.integer({ min: 0, max: 1000 }),
  effect: fc.integer({ min: 0, max: 1000 }),
  proof: fc.integer({ min: 0, max: 1000 }),
});
const cards = fc
  .array(points, { maxLength: 9 })
  .map((given) => given.map((each, index) => scorecardLike(`E${index}`, each)));

const sumOf = (card: ReturnType<typeof scorecardLike>, dimension: string): bigint =>
  dimension === 'worth'
    ? BigInt(card.points['need'] ?? 0) + BigInt(card.points['effect'] ?? 0)
    : BigInt(card.points['proof'] ?? 0);

describe('outliers', () => {
  it('are what the definition says in exact fractions', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 0, max: 100 }), (given, outlierPercent) => {
        const expected = new Map(
          given.flatMap((card) => {
            const others = given.filter((other) => other !== card);
            const apart = [
              { name: 'worth', maximum: 2000n },
              { name: 'craft', maximum: 1000n },
            ].filter(({ name, maximum }) => {
              if (others.length === 0) return false;
              const n = BigInt(others.length);
              const total = others.reduce((sum, other) => sum + sumOf(other, name), 0n);
              // |own − total/n| > percent·maximum/100, both sides times 100·n.
              const left = 100n * (n * sumOf(card, name) - total);
              return (left < 0n ? -left : left) > BigInt(outlierPercent) * maximum * n;
            });
            return apart.length === 0 ? [] : [[card.evaluatorId, apart.map(({ name }) => name)] as const];
          }),
        );
        expect(outliersOf(given, { ...smallScoring, outlierPercent })).toEqual(expected);
      }),
    );
  });

  it('do not depend on who answers first', () => {
    fc.assert(
      fc.property(cards, fc.nat(), points, (given, at, revision) => {
        fc.pre(given.length > 1);
        const panel = panelLike({ seats: given.map(({ evaluatorId }) => seatOf(evaluatorId)) });
        const before = flaggedScorecards(panel, given, smallScoring);
        const answering = given[at % given.length];
        const after = flaggedScorecards(
          panel,
          given.map((card) =>
            card === answering ? { ...card, state: 'REVISED' as const, points: revision } : card,
          ),
          smallScoring,
        );
        const others = [...before].filter(([evaluatorId]) => evaluatorId !== answering?.evaluatorId);
        expect([...after]).toEqual(others);
      }),
    );
  });
});

describe('the standing', () => {
  it('is never below nothing, and whole only when each seat has answered', () => {
    const state = fc.constantFrom('DRAFT', 'SUBMITTED', 'RECONFIRMED', 'REVISED');
    const standing = fc.constantFrom('ASSIGNED', 'CLEAR', 'RECUSED');
    fc.assert(
      fc.property(fc.array(fc.tuple(points, state, standing), { maxLength: 7 }), (members) => {
        const seats = members.map(([, , of], index) => seatOf(`E${index}`, of));
        const given = members
          .map(([each, of], index) => scorecardLike(`E${index}`, each, { state: of }))
          .filter((_, index) => seats[index]?.standing === 'CLEAR');
        const found = standingOf(smallPolicy, {
          proposals: [{ proposalId: 'P1', challengeId: 'C1', state: 'ELIGIBLE' }],
          panels: new Map([['C1', panelLike({ seats })]]),
          scorecards: new Map([['P1', given]]),
        });
        const active = seats.filter((seat) => seat.standing !== 'RECUSED').length;
        const locked = given.filter((card) => card.state !== 'DRAFT').length;
        expect(found.missingScorecards).toBe(active - locked + found.unansweredOutliers);
        expect(found.unansweredOutliers).toBeGreaterThanOrEqual(0);
        expect(found.proposalsBelowQuorum).toEqual(locked < 2 ? ['P1'] : []);
      }),
    );
  });
});
