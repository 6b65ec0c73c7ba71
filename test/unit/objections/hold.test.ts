import { describe, expect, it } from '@jest/globals';
import { rankSheet, type ScoreSheet } from '../../../functions/decisions/rules.ts';
import { heldProposals } from '../../../functions/objections/rules.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const sheet = (parts: Partial<ScoreSheet> = {}): ScoreSheet =>
  plainSheet({
    budgetInWon: 300,
    passMark: 50,
    proposals: [
      proposal('A', { challengeId: 'C1' }),
      proposal('B', { challengeId: 'C2' }),
      proposal('C', { challengeId: 'C3' }),
      proposal('D', { challengeId: 'C1' }),
      proposal('E', { challengeId: 'C4', priceInWon: 200 }),
    ],
    scorecards: [
      ...cards('A', 90),
      ...cards('B', 80),
      ...cards('C', 70),
      ...cards('D', 20),
      ...cards('E', 10),
    ],
    ...parts,
  });

const held = (objecting: readonly string[], parts: Partial<ScoreSheet> = {}) =>
  [...heldProposals(sheet(parts), objecting)].sort();

describe('what objections hold', () => {
  it('is nothing where nobody objects, or one that stands in no sheet', () => {
    expect(held([])).toEqual([]);
    expect(held(['X'])).toEqual([]);
  });

  it('is the one of the same challenge, whose place the objecting one could take', () => {
    expect(held(['D'])).toEqual(['A']);
  });

  it('is every one that the price of the objecting one could crowd out, and no other', () => {
    expect(held(['E'])).toEqual(['B', 'C']);
    expect(held(['E'], { budgetInWon: 400 })).toEqual(['C']);
    expect(held(['E'], { budgetInWon: 500 })).toEqual([]);
  });

  it('is what the objecting one is funded with itself, since a fresh result may be worse', () => {
    expect(held(['C'])).toEqual(['C']);
  });

  it('is reckoned for all open objections together', () => {
    const budgetInWon = 500;
    expect(held(['D'], { budgetInWon })).toEqual(['A']);
    expect(held(['E'], { budgetInWon })).toEqual([]);
    // D in the place of A and E at the top still leave money for B and C.
    expect(held(['D', 'E'], { budgetInWon })).toEqual(['A']);
    expect(held(['D', 'E'], { budgetInWon: 400, maxFundedPerChallenge: 2 })).toEqual(['B', 'C']);
  });

  it('is everything below a misfit that the objecting one could cause under strict', () => {
    expect(held(['E'], { policy: 'strict', budgetInWon: 400 })).toEqual(['C']);
    const dear = [...sheet().proposals.slice(0, 4), proposal('E', { challengeId: 'C4', priceInWon: 500 })];
    expect(held(['E'], { policy: 'strict', proposals: dear })).toEqual(['A', 'B', 'C']);
    expect(held(['E'], { proposals: dear })).toEqual([]);
  });

  it('is what another best set would leave out under max-score', () => {
    expect(held(['E'], { policy: 'max-score' })).toEqual(['B', 'C']);
    expect(held(['D'], { policy: 'max-score' })).toEqual(['A']);
  });

  it('is everything where it would be too much to reckon', () => {
    const many = Array.from({ length: 40 }, (_, index) => `P${index}`);
    const parts = {
      proposals: many.map((id) => proposal(id, { priceInWon: 1 })),
      scorecards: many.flatMap((id) => cards(id, 60)),
    };
    expect(rankSheet(sheet(parts)).committedInWon).toBe(40);
    expect(held(many.slice(0, 5), parts)).toEqual([...many].sort());
    expect(held(many.slice(0, 5), { ...parts, policy: 'max-score' })).toEqual([...many].sort());
    expect(held(many.slice(0, 2), parts)).toEqual(['P0', 'P1']);
  });
});
