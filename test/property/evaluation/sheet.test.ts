import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assembleScoreSheet } from '../../../functions/evaluation/rules.ts';
import { panelLike, scorecardLike, seatOf, smallPolicy } from '../../support/evaluation.ts';

const states = ['ELIGIBLE', 'INELIGIBLE', 'WITHDRAWN_AFTER_OPENING'] as const;
const cardStates = ['DRAFT', 'SUBMITTED', 'RECONFIRMED', 'REVISED'] as const;

const rounds = fc
  .record({
    states: fc.array(fc.constantFrom(...states), { maxLength: 6 }),
    standings: fc.array(fc.constantFrom('ASSIGNED', 'CLEAR', 'RECUSED'), { maxLength: 5 }),
    cards: fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.constantFrom(...cardStates)), { maxLength: 40 }),
  })
  .map((given) => ({
    proposals: given.states.map((state, index) => ({ proposalId: `P${index}`, challengeId: 'C1', state })),
    panel: panelLike({ seats: given.standings.map((standing, index) => seatOf(`E${index}`, standing)) }),
    cards: [...new Map(given.cards.map((card) => [`${card[0]}/${card[1]}`, card])).values()].map(
      ([proposal, evaluator, state]) =>
        scorecardLike(`E${evaluator}`, 500, { proposalId: `P${proposal}`, state }),
    ),
  }));
const contents = new Map(Array.from({ length: 7 }, (_, index) => [`P${index}`, { priceInWon: index }]));
const round = { roundId: 'R1', policy: smallPolicy };

describe('every score sheet', () => {
  it('is the same in whatever order its parts are read', () => {
    fc.assert(
      fc.property(rounds, ({ proposals, panel, cards }) => {
        const sheet = assembleScoreSheet(round, proposals, contents, [panel], cards);
        const reversed = assembleScoreSheet(
          round,
          proposals.toReversed(),
          contents,
          [panel],
          cards.toReversed(),
        );
        expect(JSON.stringify(reversed)).toBe(JSON.stringify(sheet));
      }),
    );
  });

  it('has each proposal that was not withdrawn once, and of eligible ones the cards that count once', () => {
    fc.assert(
      fc.property(rounds, ({ proposals, panel, cards }) => {
        const sheet = assembleScoreSheet(round, proposals, contents, [panel], cards);
        expect(sheet.proposals.map(({ proposalId }) => proposalId)).toEqual(
          proposals
            .filter(({ state }) => state !== 'WITHDRAWN_AFTER_OPENING')
            .map(({ proposalId }) => proposalId),
        );
        const eligible = proposals
          .filter(({ state }) => state === 'ELIGIBLE')
          .map(({ proposalId }) => proposalId);
        const clear = panel.seats
          .filter(({ standing }) => standing === 'CLEAR')
          .map((seat) => seat.evaluatorId);
        const counted = cards
          .filter((card) => card.state !== 'DRAFT')
          .filter((card) => eligible.includes(card.proposalId) && clear.includes(card.evaluatorId))
          .map((card) => `${card.proposalId}/${card.evaluatorId}`);
        expect(sheet.scorecards.map((card) => `${card.proposalId}/${card.evaluatorId}`)).toEqual(
          counted.sort(),
        );
        for (const { proposalId, gatesPassed } of sheet.proposals)
          expect(gatesPassed).toBe(eligible.includes(proposalId));
      }),
    );
  });
});
