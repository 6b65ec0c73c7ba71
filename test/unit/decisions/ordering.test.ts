import { describe, expect, it } from '@jest/globals';
import { lotOf } from '../../../functions/decisions/rules/ordering.ts';
import { rankSheet } from '../../../functions/decisions/rules/rank.ts';
import type { ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const order = (sheet: ScoreSheet): readonly string[] =>
  rankSheet(sheet).list.map(({ proposalId }) => proposalId);

describe('the lot', () => {
  // Each by `printf '%s' TEXT | sha256sum`.
  it.each([
    ['9f', 'P1', 'f94e55de9f5ecc16cd107ee6e6ab326d07ce9e89975bd5d347d9984f95575efd'],
    ['9f', '제안-1', '09b10f8132606865073147713809b07cd6f8926e897e6d529e00da4be5089a88'],
    ['seed', 'P1', '694c3b08d2bff9913b7ec862e39adbb239c114c13cdd47984f64ab45278407cc'],
    ['', '', 'e7ac0786668e0ff0f02b62bd04f45ff636fd82db63b1104601c975dc005f3a67'],
  ])('over the seed «%s» and the id «%s»', (drawSeed, proposalId, lot) => {
    expect(lotOf(drawSeed, proposalId)).toBe(lot);
  });
});

describe('the order', () => {
  it('has the greater total first', () => {
    const sheet = plainSheet({
      proposals: ['P1', 'P2', 'P3'].map((id) => proposal(id)),
      scorecards: [...cards('P1', 700), ...cards('P2', 900), ...cards('P3', 800)],
    });
    expect(order(sheet)).toEqual(['P2', 'P3', 'P1']);
  });

  it('breaks ties by the named dimensions in their order', () => {
    const points = { P1: [5, 3, 2], P2: [4, 5, 1], P3: [5, 4, 1], P4: [2, 5, 3] };
    const sheet = plainSheet({
      dimensions: ['publicness', 'innovativeness', 'feasibility'].map((name) => ({
        name,
        criteria: [{ name: name.slice(0, 1), maximum: 1000 }],
      })),
      proposals: Object.keys(points).map((id) => proposal(id)),
      scorecards: Object.entries(points).map(([proposalId, [p = 0, i = 0, f = 0]]) => ({
        proposalId,
        evaluatorId: 'E1',
        points: { p, i, f },
      })),
    });
    // All total 10. Innovativeness 3, 5, 4, 5; then publicness 4 before 2.
    expect(order({ ...sheet, tieBreak: ['innovativeness', 'publicness'] })).toEqual(['P2', 'P4', 'P3', 'P1']);
    // Publicness 5, 4, 5, 2; then feasibility 2 before 1.
    expect(order({ ...sheet, tieBreak: ['publicness', 'feasibility'] })).toEqual(['P1', 'P3', 'P2', 'P4']);
  });

  it('breaks the last ties by lot', () => {
    const sheet = plainSheet({
      proposals: ['P1', 'P2', 'P3', 'P4'].map((id) => proposal(id)),
      scorecards: ['P1', 'P2', 'P3', 'P4'].flatMap((id) => cards(id, 800)),
      tieBreak: ['publicness'],
    });
    // Lots under 9f: P3 1611…, P2 28de…, P4 d9ec…, P1 f94e….
    expect(order(sheet)).toEqual(['P3', 'P2', 'P4', 'P1']);
    expect(order({ ...sheet, drawSeed: '9F' })).not.toEqual(order(sheet));
  });

  it('has those without scorecards last, by id in code points', () => {
    const sheet = plainSheet({
      proposals: ['\u{1F600}', 'b', '\uFF5E', 'a'].map((id) => proposal(id)),
      scorecards: cards('b', 0),
    });
    expect(order(sheet)).toEqual(['b', 'a', '\uFF5E', '\u{1F600}']);
  });

  it('puts all that passed before all that did not, and orders both parts alike', () => {
    const sheet = plainSheet({
      proposals: [
        proposal('P1'),
        proposal('P2', { gatesPassed: false }),
        proposal('P3'),
        proposal('P4', { gatesPassed: false }),
        proposal('P5'),
      ],
      passMark: 700,
      scorecards: [
        ...cards('P1', 700),
        ...cards('P2', 900),
        ...cards('P3', 699),
        ...cards('P4', 950),
        ...cards('P5', 800),
      ],
    });
    expect(rankSheet(sheet).list.map(({ rank, proposalId, reason }) => [rank, proposalId, reason])).toEqual([
      [1, 'P5', null],
      [2, 'P1', null],
      [3, 'P4', 'gate-failed'],
      [4, 'P2', 'gate-failed'],
      [5, 'P3', 'below-pass-mark'],
    ]);
  });

  it('is as exact for points in the billions as for a few', () => {
    const few = plainSheet({
      dimensions: [{ name: 'publicness', criteria: [{ name: 'targets', maximum: 2 ** 52 }] }],
      proposals: ['P1', 'P2', 'P3'].map((id) => proposal(id)),
      scorecards: [...cards('P1', 2 ** 52 - 2), ...cards('P2', 2 ** 52), ...cards('P3', 2 ** 52 - 1)],
    });
    expect(order(few)).toEqual(['P2', 'P3', 'P1']);
  });
});
