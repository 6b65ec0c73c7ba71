import { describe, expect, it } from '@jest/globals';
import {
  checkClearSeat,
  checkNoConflict,
  checkReader,
  visibleScorecards,
} from '../../../functions/evaluation/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { codeOf, panelLike, scorecardLike, seatOf } from '../../support/evaluation.ts';

const stake = { roundId: 'R1', challengeId: 'C1', parties: ['BUYER', 'SUPPLIER'] };
const nobody = { isAgency: false, isEvaluator: false, organisationIds: ['SOME'], evaluatorId: null };
const staff = { ...nobody, isAgency: true };
const evaluator = (evaluatorId: string | null) => ({ ...nobody, isEvaluator: true, evaluatorId });
const panel = panelLike({
  seats: [seatOf('CLEAR'), seatOf('ASSIGNED', 'ASSIGNED'), seatOf('RECUSED', 'RECUSED')],
  reserve: [{ evaluatorId: 'RESERVE', group: 'G' }],
});

describe('a stake', () => {
  it('bars whoever belongs to a party', () => {
    expect(checkNoConflict(['SOME', 'BUYER'], stake)).toMatchObject({
      code: 'conflict-of-interest',
      concernsFairness: true,
      details: { challengeId: 'C1', roundId: 'R1' },
    });
    expect(checkNoConflict(['SOME'], stake)).toBeNull();
    expect(checkNoConflict([], stake)).toBeNull();
  });
});

describe('a seat', () => {
  it('reads and scores when it is clear', () => {
    expect(checkClearSeat(panel, 'CLEAR', stake)).toEqual(seatOf('CLEAR'));
  });

  it.each([
    ['ASSIGNED', 'declaration-missing'],
    ['RECUSED', 'recused'],
    ['RESERVE', 'not-on-panel'],
    ['UNKNOWN', 'not-on-panel'],
    [null, 'not-on-panel'],
  ])('of %s is refused with %s', (evaluatorId, code) => {
    expect(checkClearSeat(panel, evaluatorId, stake)).toMatchObject({
      code,
      concernsFairness: true,
      details: { challengeId: 'C1', roundId: 'R1' },
    });
  });

  it('is none where no panel is drawn', () => {
    expect(codeOf(checkClearSeat(null, 'CLEAR', stake))).toBe('not-on-panel');
  });
});

describe('the reader of an opened proposal', () => {
  it('is the agency', () => {
    expect(checkReader(staff, null, stake)).toEqual({ as: 'agency' });
    expect(checkReader(staff, panel, stake)).toEqual({ as: 'agency' });
  });

  it('is not the agency in somebody who may be seated yet', () => {
    expect(codeOf(checkReader({ ...staff, evaluatorId: 'RESERVE' }, panel, stake))).toBe('not-on-panel');
    expect(codeOf(checkReader({ ...staff, evaluatorId: 'RESERVE' }, null, stake))).toBe('not-on-panel');
  });

  it('is a clear member of the panel', () => {
    expect(checkReader(evaluator('CLEAR'), panel, stake)).toEqual({ as: 'panel', seat: seatOf('CLEAR') });
  });

  it('is no other evaluator', () => {
    expect(codeOf(checkReader(evaluator('ASSIGNED'), panel, stake))).toBe('declaration-missing');
    expect(codeOf(checkReader(evaluator('RECUSED'), panel, stake))).toBe('recused');
    expect(codeOf(checkReader(evaluator(null), panel, stake))).toBe('not-on-panel');
    expect(codeOf(checkReader(evaluator('CLEAR'), null, stake))).toBe('not-on-panel');
  });

  it('is not told of it where neither office nor role gives a right', () => {
    expect(codeOf(checkReader(nobody, panel, stake))).toBe('not-found');
    expect(codeOf(checkReader({ ...nobody, organisationIds: ['BUYER'] }, panel, stake))).toBe('not-found');
  });

  it('has no stake in it, in whatever role', () => {
    for (const reader of [staff, evaluator('CLEAR')])
      expect(codeOf(checkReader({ ...reader, organisationIds: ['SUPPLIER'] }, panel, stake))).toBe(
        'conflict-of-interest',
      );
  });

  it('does not come round a seat by an office in the agency', () => {
    expect(codeOf(checkReader({ ...staff, evaluatorId: 'RECUSED' }, panel, stake))).toBe('recused');
    expect(codeOf(checkReader({ ...staff, evaluatorId: 'ASSIGNED' }, panel, stake))).toBe(
      'declaration-missing',
    );
    expect(checkReader({ ...staff, evaluatorId: 'CLEAR' }, panel, stake)).toMatchObject({ as: 'panel' });
  });
});

describe('the scorecards that are shown', () => {
  const draft = scorecardLike('E1', 700, { state: 'DRAFT' });
  const own = scorecardLike('E1');
  const peers = [scorecardLike('E2'), scorecardLike('E3', 800, { state: 'REVISED' })];
  const peerDraft = scorecardLike('E4', 100, { state: 'DRAFT' });
  const member = { as: 'panel', evaluatorId: 'E1' } as const;
  const evaluation = { roundId: 'R1', state: 'EVALUATION' } as const;

  it('are for a member the own one alone, until it is locked', () => {
    expect(visibleScorecards(member, [draft, ...peers], evaluation)).toEqual({
      scorecards: [draft],
      ownOnly: true,
    });
    expect(visibleScorecards(member, peers, evaluation)).toEqual({ scorecards: [], ownOnly: true });
  });

  it('are then those of the panel that are locked', () => {
    expect(visibleScorecards(member, [own, ...peers, peerDraft], evaluation)).toEqual({
      scorecards: [own, ...peers],
      ownOnly: false,
    });
  });

  it('are for staff the locked ones, when the evaluation is over', () => {
    const shown = phases.filter(
      (state) => codeOf(visibleScorecards({ as: 'staff' }, [own], { roundId: 'R1', state })) === null,
    );
    expect(shown).toEqual(['DECISION', 'NOTICE', 'PURCHASE', 'FIRST_USE', 'COMPLETED']);
    expect(visibleScorecards({ as: 'staff' }, [own], evaluation)).toMatchObject({
      code: 'scores-hidden',
      concernsFairness: true,
      details: { phase: 'EVALUATION', roundId: 'R1' },
    });
    expect(
      visibleScorecards({ as: 'staff' }, [draft, ...peers], { roundId: 'R1', state: 'DECISION' }),
    ).toEqual({ scorecards: peers, ownOnly: false });
  });

  it('are for auditors the locked ones at once', () => {
    expect(visibleScorecards({ as: 'auditor' }, [draft, ...peers], evaluation)).toEqual({
      scorecards: peers,
      ownOnly: false,
    });
  });
});
