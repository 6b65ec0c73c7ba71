import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  checkProposed,
  checkSupplementApproval,
  checkUndecided,
  checkUntellable,
  drawSupplement,
  drawSupplementTransitions,
  filledPanel,
  namedEntries,
  publishedSupplements,
  renewedFreshPanel,
  supplementCandidates,
  supplementTransitions,
  withSupplements,
} from '../../../functions/evaluation/rules.ts';
import {
  codeOf,
  freshPanelLike,
  panelLike,
  scorecardLike,
  seatOf,
  smallPolicy,
} from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const person = (accountId: string, organisationId = `O-${accountId}`) => ({
  accountId,
  organisationId,
  name: accountId,
  expertise: 'Rescue',
});
const idsOf = (of: readonly { readonly evaluatorId: string }[]) => of.map(({ evaluatorId }) => evaluatorId);
const none: ReadonlySet<string> = new Set();

describe('a supplement of the pool', () => {
  it('is proposed by staff, also again, and approved by an approver', () => {
    expectOnlyArrows(
      supplementTransitions,
      ['PROPOSED', 'APPROVED'],
      [
        ['propose-supplement', null, 'PROPOSED', ['staff']],
        ['propose-supplement', 'PROPOSED', 'PROPOSED', ['staff']],
        ['propose-supplement', 'APPROVED', 'PROPOSED', ['staff']],
        ['approve-supplement', 'PROPOSED', 'APPROVED', ['approver']],
      ],
    );
    expectOnlyArrows(
      drawSupplementTransitions,
      ['DRAWN'],
      [['draw-supplement', null, 'DRAWN', ['approver']]],
    );
  });

  it('gives each person a pseudonym at the first proposal, and no other at the next', () => {
    let made = 0;
    const next = () => `N${(made += 1)}`;
    const first = namedEntries([person('A'), person('B')], null, next);
    expect(idsOf(first.entries)).toEqual(['N1', 'N2']);
    const second = namedEntries([person('C'), person('A')], first, next);
    expect(second.entries).toEqual([
      { ...person('C'), evaluatorId: 'N3' },
      { ...person('A'), evaluatorId: 'N1' },
    ]);
    // Who was left out keeps it for the next time.
    expect(second.pseudonyms).toEqual({ A: 'N1', B: 'N2', C: 'N3' });
    expect(idsOf(namedEntries([person('B')], second, next).entries)).toEqual(['N2']);
  });

  it('is of people who stand in no pool, decided nothing and do not propose themselves, each once', () => {
    const check = (accountIds: readonly string[], known: object = {}) =>
      codeOf(
        checkProposed(
          accountIds.map((accountId) => ({ accountId })),
          { proposedBy: 'S', listed: new Set(['L']), deciders: new Set(['D']), ...known },
          'R1',
        ),
      );
    expect(check(['A', 'B'])).toBeNull();
    expect(check(['A', 'S'])).toBe('same-person');
    expect(check(['A', 'A'])).toBe('evaluator-listed-already');
    expect(check(['A', 'L'])).toBe('evaluator-listed-already');
    expect(check(['A', 'D'])).toBe('decider-as-evaluator');
    expect(check(['L', 'D'], { listed: none, deciders: none })).toBeNull();
    const refused = (accountId: string) =>
      checkProposed([{ accountId }], { proposedBy: 'S', listed: none, deciders: new Set(['D']) }, 'R1');
    for (const accountId of ['S', 'D'])
      expect(refused(accountId)).toMatchObject({ details: { roundId: 'R1' } });
  });

  it('is approved by another person than anybody who proposed or stands in it, and as it was shown', () => {
    const supplement = {
      roundId: 'R1',
      number: 2,
      proposedBy: 'S',
      entries: ['A', 'B'].map((accountId) => ({ ...person(accountId), evaluatorId: accountId })),
    };
    const check = (accountId: string, number = 2) =>
      checkSupplementApproval(supplement, { accountId, number, proposers: new Set(['S', 'before']) });
    expect(check('other')).toBeNull();
    for (const accountId of ['S', 'before', 'A'])
      expect(check(accountId)).toMatchObject({ code: 'same-person', details: { roundId: 'R1' } });
    expect(check('other', 1)).toMatchObject({
      code: 'supplement-changed',
      details: { number: 2, roundId: 'R1' },
    });
  });

  it('has the groups that the draw gave to organisations, and new ones by the least pseudonym', () => {
    const entries = [
      { evaluatorId: 'N3', organisationId: 'known' },
      { evaluatorId: 'N2', organisationId: 'new' },
      { evaluatorId: 'N1', organisationId: 'new' },
    ];
    expect(supplementCandidates(entries, new Map([['known', 'E7']]))).toEqual([
      { evaluatorId: 'N1', group: 'N1' },
      { evaluatorId: 'N2', group: 'N1' },
      { evaluatorId: 'N3', group: 'E7' },
    ]);
  });

  it('is published with the draw that it continues, and with nothing that names a person', () => {
    const fact = { roundId: 'R1', recordSha256: 'draw', seed: 'seed' };
    const supplement = {
      number: 1,
      approvedAt: 'then',
      candidates: [{ evaluatorId: 'N1', group: 'N1' }],
      challenges: [{ challengeId: 'C1', conflicted: [] }],
      orders: [{ challengeId: 'C1', order: ['N1'] }],
    };
    expect(publishedSupplements(fact, [supplement])).toEqual({
      format: 'first-buyer/draw-supplements/1',
      roundId: 'R1',
      drawSha256: 'draw',
      seed: 'seed',
      supplements: [{ ...supplement, candidates: [{ evaluatorId: 'N1' }] }],
    });
    expect(publishedSupplements(fact, []).supplements).toEqual([]);
  });

  const candidates = ['N1', 'N2', 'N3', 'N4'].map((evaluatorId) => ({ evaluatorId, group: evaluatorId }));

  it('has nobody whose pseudonym the challenges that they are barred from would tell', () => {
    const check = (...conflicted: readonly (readonly string[])[]) =>
      checkUntellable({
        roundId: 'R1',
        candidates,
        challenges: conflicted.map((ids, at) => ({ challengeId: `C${at}`, conflicted: ids })),
      });
    const told = { code: 'supplement-tells-whose', details: { roundId: 'R1' } };
    expect(check([], [])).toBeNull();
    expect(check(['N1', 'N2', 'N3', 'N4'])).toBeNull();
    expect(check(['N1', 'N2'], [])).toBeNull();
    expect(check([], ['N1'])).toMatchObject(told);
    expect(check(['N1', 'N2', 'N3'])).toMatchObject(told);
    expect(check(['N1', 'N2'], ['N2', 'N3'])).toMatchObject(told);
    expect(check(['N1', 'N2'], ['N3', 'N4'])).toBeNull();
  });

  it('is of nobody who decided by the time it is approved', () => {
    const people = [{ accountId: 'A' }, { accountId: 'B' }];
    expect(checkUndecided(people, new Set(['C']), 'R1')).toBeNull();
    expect(checkUndecided(people, new Set(['B']), 'R1')).toMatchObject({
      code: 'decider-as-evaluator',
      details: { roundId: 'R1' },
    });
  });

  it('is ordered for each challenge by the lots of the draw, without whom the rule bars', () => {
    const orders = drawSupplement({
      seed: 'seed',
      candidates,
      challenges: [
        { challengeId: 'C1', conflicted: ['N2'] },
        { challengeId: 'C2', conflicted: [] },
      ],
    });
    const byLot = (challengeId: string, ids: readonly string[]) =>
      ids.toSorted((left, right) =>
        sha256(`seed:${challengeId}:${left}`) < sha256(`seed:${challengeId}:${right}`) ? -1 : 1,
      );
    expect(orders).toEqual([
      { challengeId: 'C1', order: byLot('C1', ['N1', 'N3', 'N4']) },
      { challengeId: 'C2', order: byLot('C2', ['N1', 'N2', 'N3', 'N4']) },
    ]);
    expect(new Set(orders.map(({ order }) => order.filter((id) => id !== 'N2').join())).size).toBe(2);
  });

  const drawn = (order: readonly string[]) => ({ candidates, orders: [{ challengeId: 'C1', order }] });

  it('stands behind the drawn order and what was approved before, each once, of its own challenge', () => {
    const panel = panelLike({
      seats: [seatOf('E1'), seatOf('N2')],
      reserve: [{ evaluatorId: 'E9', group: 'E9' }],
    });
    const order = (...supplements: readonly ReturnType<typeof drawn>[]) =>
      idsOf(withSupplements(panel, supplements).reserve);
    expect(order()).toEqual(['E9']);
    expect(order(drawn(['N3', 'N2', 'N1']))).toEqual(['E9', 'N3', 'N1']);
    expect(order(drawn(['N3']), drawn(['N4', 'N1']))).toEqual(['E9', 'N3', 'N4', 'N1']);
    expect(order({ candidates, orders: [{ challengeId: 'C2', order: ['N1'] }] })).toEqual(['E9']);
    const again = withSupplements(panel, [drawn(['N3', 'N1'])]);
    expect(withSupplements(again, [drawn(['N3', 'N1'])])).toEqual(again);
    expect(idsOf(withSupplements(panel, [drawn(['N3', 'N1'])], ['N3']).reserve)).toEqual(['E9', 'N1']);
  });

  it('fills the seats that recusals left empty, up to the size, with the same cap of one organisation', () => {
    const reserve = [
      { evaluatorId: 'N1', group: 'E1' },
      { evaluatorId: 'N2', group: 'N2' },
      { evaluatorId: 'N3', group: 'N3' },
      { evaluatorId: 'N4', group: 'N4' },
    ];
    const panel = panelLike({
      seats: [seatOf('E1'), seatOf('E2', 'RECUSED'), seatOf('E3', 'RECUSED')],
      reserve,
    });
    const filled = filledPanel(panel, 3);
    expect(idsOf(filled.seats)).toEqual(['E1', 'E2', 'E3', 'N2', 'N3']);
    expect(idsOf(filled.reserve)).toEqual(['N1', 'N4']);
    expect(filled.seats.at(-1)).toMatchObject({ standing: 'ASSIGNED', declaredAt: null });
    expect(idsOf(filledPanel({ ...panel, reserve: reserve.slice(0, 2) }, 3).seats)).toHaveLength(4);
    const whole = panelLike({ reserve });
    expect(filledPanel(whole, 3)).toBe(whole);
  });

  it('fills a fresh panel that nobody is left to be replaced on, when it is renewed', () => {
    const panel = freshPanelLike({
      seats: [seatOf('F1'), seatOf('F2', 'RECUSED'), seatOf('F3', 'RECUSED')],
      reserve: [
        { evaluatorId: 'N1', group: 'N1' },
        { evaluatorId: 'N2', group: 'N2' },
        { evaluatorId: 'N3', group: 'N3' },
      ],
    });
    const renewed = renewedFreshPanel(panel, [scorecardLike('F1')], smallPolicy, panel.deadline);
    expect(idsOf(renewed.seats)).toEqual(['F1', 'F2', 'F3', 'N1', 'N2']);
    expect(renewed.relieved).toEqual([]);
  });
});
