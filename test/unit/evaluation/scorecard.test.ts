import { describe, expect, it } from '@jest/globals';
import {
  answeredScorecard,
  checkDraft,
  checkScores,
  checkScoringOpen,
  checkUnlocked,
  dimensionSums,
  isLocked,
  needsReason,
  savedScorecard,
  scorecardTransitions,
  submittedScorecard,
} from '../../../functions/evaluation/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { codeOf, criterionLike, scorecardLike, smallScoring } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const states = ['DRAFT', 'SUBMITTED', 'RECONFIRMED', 'REVISED'] as const;
const whole = {
  points: { need: 1000, effect: 0, proof: 850 },
  gates: { safety: true, 'field-fit': false },
  reasons: { need: 'Urgent', effect: 'None', proof: 'Measured' },
};
const place = { roundId: 'R1', challengeId: 'C1', proposalId: 'P1', evaluatorId: 'E1' };
const at = '2020-06-20T00:00:00.000Z';

describe('the arrows of a scorecard', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(scorecardTransitions, states, [
      ['save', null, 'DRAFT', ['evaluator']],
      ['save', 'DRAFT', 'DRAFT', ['evaluator']],
      ['submit', null, 'SUBMITTED', ['evaluator']],
      ['submit', 'DRAFT', 'SUBMITTED', ['evaluator']],
      ['reconfirm', 'SUBMITTED', 'RECONFIRMED', ['evaluator']],
      ['revise', 'SUBMITTED', 'REVISED', ['evaluator']],
      ['revise-in-meeting', 'SUBMITTED', 'REVISED', ['evaluator']],
      ['revise-in-meeting', 'RECONFIRMED', 'REVISED', ['evaluator']],
    ]);
  });

  it('lock it from the submission on', () => {
    expect(states.filter((state) => isLocked({ state }))).toEqual(['SUBMITTED', 'RECONFIRMED', 'REVISED']);
    for (const action of ['save', 'submit'] as const) {
      expect(checkUnlocked(null, action, 'R1')).toBeNull();
      expect(checkUnlocked({ state: 'DRAFT' }, action, 'R1')).toBeNull();
      for (const state of states.filter((candidate) => isLocked({ state: candidate })))
        expect(checkUnlocked({ state }, action, 'R1')).toMatchObject({
          code: 'scorecard-locked',
          concernsFairness: true,
          details: { state, roundId: 'R1' },
        });
    }
  });

  it('make what the table says', () => {
    const draft = savedScorecard(whole, place);
    const submitted = submittedScorecard(whole, place, at);
    expect(draft).toEqual({
      ...place,
      ...whole,
      state: 'DRAFT',
      submittedAt: null,
      firstPoints: null,
      answerReason: null,
    });
    expect(submitted).toEqual({ ...draft, state: 'SUBMITTED', submittedAt: at, firstPoints: whole.points });
    expect(answeredScorecard(submitted, null, 'As I said')).toEqual({
      ...submitted,
      state: 'RECONFIRMED',
      answerReason: 'As I said',
    });
    const other = { ...whole, points: { need: 1, effect: 2, proof: 3 } };
    expect(answeredScorecard(submitted, other, 'I misread it')).toEqual({
      ...submitted,
      ...other,
      state: 'REVISED',
      answerReason: 'I misread it',
    });
  });
});

describe('a whole scorecard', () => {
  it('has each criterion and gate, and each reason that is needed', () => {
    expect(checkScores(smallScoring, whole)).toBeNull();
    const { need, effect } = whole.reasons;
    expect(checkScores(smallScoring, { ...whole, reasons: { need, effect } })).toBeNull();
  });

  it.each([
    [599, true],
    [600, false],
    [900, false],
    [901, true],
  ])('at %i of 1000 points needs a reason: %s', (points, isNeeded) => {
    expect(needsReason(smallScoring, points, 1000)).toBe(isNeeded);
    const { effect, proof } = whole.reasons;
    const given = { ...whole, points: { ...whole.points, need: points }, reasons: { effect, proof } };
    const problem = {
      place: '/body/reasons/need',
      reason: 'is missing: points so low or so high need a reason',
    };
    expect(checkScores(smallScoring, given)?.details['problems'] ?? []).toEqual(isNeeded ? [problem] : []);
    expect(checkDraft(smallScoring, given)).toBeNull();
  });

  it('needs reasons everywhere or nowhere, where the policy says so', () => {
    const needed = (belowPercent: number, abovePercent: number) =>
      checkScores(
        { ...smallScoring, reasonsNeeded: { belowPercent, abovePercent } },
        { ...whole, reasons: {} },
      )?.details['problems'];
    expect(needed(0, 100)).toBeUndefined();
    expect(needed(100, 0)).toHaveLength(3);
  });

  it('does not take what every object has for a reason, or for points', () => {
    const [worth] = smallScoring.dimensions;
    if (worth === undefined) throw new Error('There is no dimension');
    const scoring = {
      ...smallScoring,
      dimensions: [{ ...worth, criteria: [criterionLike('constructor')] }],
      gates: [],
    };
    const reasonless = { points: { constructor: 0 }, gates: {}, reasons: {} };
    expect(checkScores(scoring, reasonless)).toMatchObject({
      details: { problems: [{ place: '/body/reasons/constructor' }] },
    });
    expect(checkScores(scoring, { ...reasonless, points: {} })?.details['problems']).toEqual([
      { place: '/body/points/constructor', reason: 'is missing' },
    ]);
  });

  it('names everything that is missing', () => {
    expect(checkScores(smallScoring, { points: {}, gates: {}, reasons: {} })).toMatchObject({
      code: 'scorecard-invalid',
      details: {
        problems: [
          '/body/points/need',
          '/body/points/effect',
          '/body/points/proof',
          '/body/gates/safety',
          '/body/gates/field-fit',
        ].map((missing) => ({ place: missing, reason: 'is missing' })),
      },
    });
  });

  it('has nothing that the round does not score', () => {
    const { points, gates, reasons } = whole;
    const foreign = {
      points: { ...points, beauty: 5 },
      gates: { ...gates, charm: true },
      reasons: { ...reasons, mood: 'Good' },
    };
    expect(checkScores(smallScoring, foreign)).toMatchObject({
      details: {
        problems: [
          { place: '/body/points/beauty' },
          { place: '/body/gates/charm' },
          { place: '/body/reasons/mood' },
        ],
      },
    });
  });

  it('is not satisfied by what every object has', () => {
    const scoring = { ...smallScoring, gates: ['constructor'] };
    expect(checkScores(scoring, { ...whole, gates: {} })).toMatchObject({
      details: { problems: [{ place: '/body/gates/constructor', reason: 'is missing' }] },
    });
  });

  it.each([
    ['points-out-of-range', 1001, 'must be from 0 to 1000'],
    ['points-out-of-range', -1, 'must be from 0 to 1000'],
    ['points-out-of-range', 2 ** 53, 'must be from 0 to 1000'],
    ['points-not-whole', 0.5, 'must be whole hundredths of a point, from 0 to 1000'],
    ['points-not-whole', Number.NaN, 'must be whole hundredths of a point, from 0 to 1000'],
  ])('is refused as %s for points of %s', (code, points, reason) => {
    expect(checkScores(smallScoring, { ...whole, points: { ...whole.points, need: points } })).toMatchObject({
      code,
      details: { problems: [{ place: '/body/points/need', reason }] },
    });
  });

  it('names at most fifty problems', () => {
    const reasons = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`r${index}`, 'x']));
    const refused = checkScores(smallScoring, { ...whole, reasons: { ...whole.reasons, ...reasons } });
    expect(refused?.details['problems']).toHaveLength(50);
  });
});

describe('a draft', () => {
  it('may lack anything', () => {
    expect(checkDraft(smallScoring, { points: {}, gates: {}, reasons: {} })).toBeNull();
    expect(checkDraft(smallScoring, { points: { need: 5 }, gates: {}, reasons: {} })).toBeNull();
  });

  it('has nothing foreign and no points outside', () => {
    const draft = (points: Readonly<Record<string, number>>) =>
      checkDraft(smallScoring, { points, gates: {}, reasons: {} });
    expect(draft({ beauty: 5 })).toMatchObject({
      code: 'scorecard-invalid',
      details: { problems: [{ place: '/body/points/beauty' }] },
    });
    expect(draft({ need: 1001 })).toMatchObject({ code: 'points-out-of-range' });
    expect(draft({ need: 0.5 })).toMatchObject({ code: 'points-not-whole' });
  });
});

describe('scoring', () => {
  const eligible = { proposalId: 'P1', state: 'ELIGIBLE' } as const;

  it('is open in the evaluation alone', () => {
    const open = phases.filter((state) => checkScoringOpen({ roundId: 'R1', state }, eligible) === null);
    expect(open).toEqual(['EVALUATION']);
    expect(checkScoringOpen({ roundId: 'R1', state: 'DECISION' }, eligible)).toMatchObject({
      code: 'not-scoring-now',
      concernsFairness: true,
      details: { phase: 'DECISION', roundId: 'R1' },
    });
  });

  it('is for eligible proposals alone', () => {
    for (const state of ['SUBMITTED', 'INELIGIBLE', 'WITHDRAWN_AFTER_OPENING', 'PRIORITISED'] as const)
      expect(codeOf(checkScoringOpen({ roundId: 'R1', state: 'EVALUATION' }, { ...eligible, state }))).toBe(
        'not-eligible',
      );
  });
});

describe('the sums', () => {
  it('are of the criteria of each dimension', () => {
    expect(dimensionSums(scorecardLike('E1', { need: 100, effect: 20, proof: 3 }), smallScoring)).toEqual({
      worth: 120,
      craft: 3,
    });
  });
});
