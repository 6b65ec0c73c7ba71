import { describe, expect, it } from '@jest/globals';
import {
  activeSeats,
  clearEvaluatorIds,
  declareConflict,
  freshPanelOf,
  losesQuorum,
  panelOf,
  seatTransitions,
} from '../../../functions/evaluation/rules.ts';
import { codeOf, panelLike, seatOf } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const at = '2020-06-16T00:00:00.000Z';
const clear = { conflict: false, reason: null, at };
const conflict = { conflict: true, reason: 'My sister works there', at };

const fresh = panelLike({
  seats: [seatOf('E1', 'ASSIGNED', 'A'), seatOf('E2', 'ASSIGNED', 'B')],
  reserve: [
    { evaluatorId: 'E3', group: 'B' },
    { evaluatorId: 'E4', group: 'A' },
    { evaluatorId: 'E5', group: 'C' },
  ],
});

describe('the arrows of a seat', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(
      seatTransitions,
      ['ASSIGNED', 'CLEAR', 'RECUSED'],
      [
        ['seat', null, 'ASSIGNED', ['staff']],
        ['declare-clear', 'ASSIGNED', 'CLEAR', ['evaluator']],
        ['recuse', 'ASSIGNED', 'RECUSED', ['evaluator']],
        ['recuse-after-all', 'CLEAR', 'RECUSED', ['evaluator']],
        ['fill', null, 'ASSIGNED', ['approver']],
      ],
    );
  });
});

describe('the quorum of a panel', () => {
  const [two, one] = [['E1', 'E2'], ['E1']].map((clear) =>
    panelLike({
      seats: ['E1', 'E2', 'E3'].map((id) => seatOf(id, clear.includes(id) ? 'ASSIGNED' : 'RECUSED')),
    }),
  );
  const three = panelLike();

  it('is lost by the recusal that leaves fewer, and by no other', () => {
    if (two === undefined || one === undefined) throw new Error('No panels');
    expect(losesQuorum(three, two, 3)).toBe(true);
    expect(losesQuorum(three, two, 2)).toBe(false);
    expect(losesQuorum(two, one, 2)).toBe(true);
    expect(losesQuorum(two, one, 3)).toBe(false);
    expect(losesQuorum(three, three, 3)).toBe(false);
  });
});

describe('a panel from a draw', () => {
  it('seats the members as assigned, and keeps the reserve in its order', () => {
    const drawn = { challengeId: 'C1', members: ['E2', 'E1'], reserve: ['E4', 'E3'] };
    const candidates = ['E1', 'E2', 'E3', 'E4'].map((evaluatorId) => ({
      evaluatorId,
      group: `G${evaluatorId}`,
      listedWithCall: true,
    }));
    const facts = { roundId: 'R1', drawSeed: 'seed', maximumOfOneOrganisation: 1, parties: ['BUYER'] };
    expect(panelOf(drawn, candidates, facts)).toEqual({
      state: 'SEATED',
      challengeId: 'C1',
      ...facts,
      seats: [seatOf('E2', 'ASSIGNED', 'GE2'), seatOf('E1', 'ASSIGNED', 'GE1')],
      reserve: [
        { evaluatorId: 'E4', group: 'GE4' },
        { evaluatorId: 'E3', group: 'GE3' },
      ],
    });
  });
});

describe('a fresh panel after an upheld objection', () => {
  const first = panelLike({
    seats: [seatOf('E1', 'CLEAR', 'A'), seatOf('E2', 'RECUSED', 'B')],
    reserve: ['A', 'A', 'B', 'C', 'D'].map((group, index) => ({ evaluatorId: `R${String(index)}`, group })),
  });
  const drawn = (size: number, maximumOfOneOrganisation = 1) => {
    const panel = freshPanelOf({ ...first, maximumOfOneOrganisation }, size);
    return [panel.seats, panel.reserve].map((people) => people.map(({ evaluatorId }) => evaluatorId));
  };

  it('takes the next of the drawn order who never sat, up to its size; the rest stay in reserve', () => {
    expect(drawn(3)).toEqual([
      ['R0', 'R2', 'R3'],
      ['R1', 'R4'],
    ]);
    expect(drawn(0)).toEqual([[], ['R0', 'R1', 'R2', 'R3', 'R4']]);
  });

  it('keeps the cap of one organisation, and is smaller where it must be', () => {
    expect(drawn(9)).toEqual([['R0', 'R2', 'R3', 'R4'], ['R1']]);
    expect(drawn(2, 2)).toEqual([
      ['R0', 'R1'],
      ['R2', 'R3', 'R4'],
    ]);
  });

  it('begins anew: nobody has declared anything, and all else is as it was', () => {
    expect(freshPanelOf(first, 1)).toEqual({
      ...first,
      seats: [seatOf('R0', 'ASSIGNED', 'A')],
      reserve: first.reserve.slice(1),
    });
  });
});

describe('a declaration', () => {
  it('of no conflict makes the own seat clear and touches no other', () => {
    expect(declareConflict(fresh, 'E1', clear)).toEqual({
      ...fresh,
      seats: [{ ...seatOf('E1', 'CLEAR', 'A'), declaredAt: at }, fresh.seats[1]],
    });
  });

  it('of a conflict recuses, and seats the first of the reserve whose organisation has room', () => {
    expect(declareConflict(fresh, 'E1', conflict)).toEqual({
      ...fresh,
      seats: [
        { ...seatOf('E1', 'RECUSED', 'A'), declaredAt: at, recusalReason: 'My sister works there' },
        fresh.seats[1],
        seatOf('E4', 'ASSIGNED', 'A'),
      ],
      reserve: [fresh.reserve[0], fresh.reserve[2]],
    });
  });

  it('of a conflict goes on with fewer when nobody of the reserve can step in', () => {
    const alone = { ...fresh, reserve: [{ evaluatorId: 'E3', group: 'B' }] };
    const after = declareConflict(alone, 'E1', conflict);
    expect(after).toMatchObject({ seats: [{ standing: 'RECUSED' }, {}], reserve: alone.reserve });
    expect(after).toHaveProperty('seats.length', 2);
  });

  it('of no conflict keeps no reason', () => {
    expect(declareConflict(fresh, 'E1', { ...clear, reason: 'None' })).toMatchObject({
      seats: [{ standing: 'CLEAR', recusalReason: null }, {}],
    });
  });

  it('is made once', () => {
    for (const standing of ['CLEAR', 'RECUSED'] as const)
      for (const declaration of [clear, conflict])
        expect(
          declareConflict(panelLike({ seats: [seatOf('E1', standing)] }), 'E1', declaration),
        ).toMatchObject({
          code: 'declared-already',
          concernsFairness: true,
          details: { challengeId: 'C1', roundId: 'R1', standing },
        });
  });

  it('is refused to all but members, the reserve among them', () => {
    expect(declareConflict(fresh, 'E3', clear)).toMatchObject({
      code: 'not-on-panel',
      concernsFairness: true,
      details: { roundId: 'R1' },
    });
  });

  it('of a conflict says what it is', () => {
    expect(codeOf(declareConflict(fresh, 'E1', { ...conflict, reason: null }))).toBe(
      'recusal-reason-missing',
    );
  });
});

describe('the seats that count', () => {
  const panel = panelLike({ seats: [seatOf('E1', 'RECUSED'), seatOf('E2', 'ASSIGNED'), seatOf('E3')] });

  it('are all but the recused', () => {
    expect(activeSeats(panel).map(({ evaluatorId }) => evaluatorId)).toEqual(['E2', 'E3']);
  });

  it('score once they are clear', () => {
    expect(clearEvaluatorIds(panel)).toEqual(['E3']);
  });
});
