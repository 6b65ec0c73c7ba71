import { describe, expect, it } from '@jest/globals';
import {
  type Evaluation,
  eligibilityAction,
  eligibilityPhases,
  evaluatorsToScore,
  isEvaluated,
  lockedOfPanel,
  scoringProgress,
  standingOf,
} from '../../../functions/evaluation/rules.ts';
import { panelLike, scorecardLike, seatOf, smallPolicy } from '../../support/evaluation.ts';

const proposal = (
  proposalId: string,
  state: 'SUBMITTED' | 'ELIGIBLE' | 'INELIGIBLE',
  challengeId = 'C1',
) => ({
  proposalId,
  challengeId,
  state,
});
const full = [scorecardLike('E1'), scorecardLike('E2'), scorecardLike('E3')];

const standing = (different: Partial<Evaluation>) =>
  standingOf(smallPolicy, {
    proposals: [proposal('P1', 'ELIGIBLE')],
    panels: new Map([['C1', panelLike()]]),
    scorecards: new Map([['P1', full]]),
    ...different,
  });

const whole = {
  unscreenedProposals: 0,
  challengesWithoutPanel: [],
  missingScorecards: 0,
  unansweredOutliers: 0,
  proposalsBelowQuorum: [],
};

describe('the progress of the scoring', () => {
  it('counts what clear members locked, against those who are not recused, proposal by proposal', () => {
    const seats = [seatOf('E1'), seatOf('E2', 'ASSIGNED'), seatOf('E3', 'RECUSED')];
    const evaluation = {
      proposals: [proposal('P3', 'INELIGIBLE'), proposal('P2', 'ELIGIBLE', 'C2'), proposal('P1', 'ELIGIBLE')],
      panels: new Map([['C1', panelLike({ seats })]]),
      scorecards: new Map([['P1', full]]),
    };
    expect(scoringProgress(smallPolicy, evaluation)).toEqual([
      { proposalId: 'P1', challengeId: 'C1', lockedScorecards: 1, activeMembers: 2 },
      { proposalId: 'P2', challengeId: 'C2', lockedScorecards: 0, activeMembers: smallPolicy.panel.size },
    ]);
  });
});

describe('the standing of an evaluation', () => {
  it('is whole when all is screened, seated, locked and answered', () => {
    expect(standing({})).toEqual(whole);
    expect(standing({ proposals: [], panels: new Map(), scorecards: new Map() })).toEqual(whole);
  });

  it('counts what is unscreened', () => {
    const proposals = [
      proposal('P2', 'SUBMITTED'),
      proposal('P3', 'SUBMITTED'),
      proposal('P4', 'INELIGIBLE'),
    ];
    expect(standing({ proposals })).toEqual({ ...whole, unscreenedProposals: 2 });
  });

  it('names challenges with an eligible proposal and no panel, once each, ascending', () => {
    const proposals = [
      proposal('P3', 'ELIGIBLE', 'C3'),
      proposal('P2', 'ELIGIBLE', 'C2'),
      proposal('P4', 'ELIGIBLE', 'C2'),
      proposal('P5', 'INELIGIBLE', 'C9'),
    ];
    expect(standing({ proposals })).toEqual({
      ...whole,
      challengesWithoutPanel: ['C2', 'C3'],
      missingScorecards: 9,
      proposalsBelowQuorum: ['P2', 'P3', 'P4'],
    });
  });

  it('counts what active members have not locked', () => {
    const draft = scorecardLike('E3', 800, { state: 'DRAFT' });
    expect(standing({ scorecards: new Map([['P1', [...full.slice(0, 2), draft]]]) })).toEqual({
      ...whole,
      missingScorecards: 1,
    });
    expect(standing({ scorecards: new Map() })).toEqual({
      ...whole,
      missingScorecards: 3,
      proposalsBelowQuorum: ['P1'],
    });
  });

  it('misses nothing of the recused, but members who have not declared', () => {
    const recused = panelLike({ seats: [seatOf('E1'), seatOf('E2'), seatOf('E3', 'RECUSED')] });
    const two = new Map([['P1', full.slice(0, 2)]]);
    expect(standing({ panels: new Map([['C1', recused]]), scorecards: two })).toEqual(whole);
    const assigned = panelLike({ seats: [seatOf('E1'), seatOf('E2'), seatOf('E3', 'ASSIGNED')] });
    expect(standing({ panels: new Map([['C1', assigned]]), scorecards: two })).toEqual({
      ...whole,
      missingScorecards: 1,
    });
  });

  it('counts for the quorum only locked scorecards of clear members', () => {
    const panel = panelLike({ seats: [seatOf('E1'), seatOf('E2', 'RECUSED'), seatOf('E3', 'RECUSED')] });
    expect(standing({ panels: new Map([['C1', panel]]) }).proposalsBelowQuorum).toEqual(['P1']);
    expect(standing({ scorecards: new Map([['P1', full.slice(0, 2)]]) }).proposalsBelowQuorum).toEqual([]);
    expect(standing({ scorecards: new Map([['P1', full.slice(0, 1)]]) }).proposalsBelowQuorum).toEqual([
      'P1',
    ]);
  });

  it('misses the answers to outliers', () => {
    const apart = [scorecardLike('E1', 500), scorecardLike('E2', 500), scorecardLike('E3', 900)];
    expect(standing({ scorecards: new Map([['P1', apart]]) })).toEqual({
      ...whole,
      missingScorecards: 3,
      unansweredOutliers: 3,
    });
    const answered = apart.map((card) => ({ ...card, state: 'RECONFIRMED' as const }));
    expect(standing({ scorecards: new Map([['P1', answered]]) })).toEqual(whole);
  });
});

describe('something to score yet', () => {
  const toScore = (different: Partial<Evaluation>) => [
    ...evaluatorsToScore(
      {
        proposals: [proposal('P1', 'ELIGIBLE')],
        panels: new Map([['C1', panelLike()]]),
        scorecards: new Map([['P1', full]]),
        ...different,
      },
      smallPolicy.scoring,
    ),
  ];

  it('has nobody who locked all, and whoever lacks a card of one proposal or has but a draft', () => {
    expect(toScore({})).toEqual([]);
    const proposals = [proposal('P1', 'ELIGIBLE'), proposal('P2', 'ELIGIBLE')];
    const ofSecond = ['E1', 'E2'].map((evaluatorId) => scorecardLike(evaluatorId, 800, { proposalId: 'P2' }));
    expect(
      toScore({
        proposals,
        scorecards: new Map([
          ['P1', full],
          ['P2', ofSecond],
        ]),
      }),
    ).toEqual(['E3']);
    const draft = scorecardLike('E2', 800, { state: 'DRAFT' });
    expect(toScore({ scorecards: new Map([['P1', [scorecardLike('E1'), draft]]]) })).toEqual(['E2', 'E3']);
  });

  it('has whoever has a flagged card to answer for', () => {
    const apart = [scorecardLike('E1', 500), scorecardLike('E2', 500), scorecardLike('E3', 900)];
    const [first, second, third] = apart.map((card) => ({ ...card, state: 'RECONFIRMED' as const }));
    expect(toScore({ scorecards: new Map([['P1', apart]]) })).toEqual(['E1', 'E2', 'E3']);
    const answered = [first, second, apart[2]].flatMap((card) => card ?? []);
    expect(toScore({ scorecards: new Map([['P1', answered]]) })).toEqual(['E3']);
    expect(
      toScore({ scorecards: new Map([['P1', [first, second, third].flatMap((card) => card ?? [])]]) }),
    ).toEqual([]);
  });

  it('has whoever has not declared, and nobody who is recused', () => {
    const panel = panelLike({ seats: [seatOf('E1'), seatOf('E2', 'ASSIGNED'), seatOf('E3', 'RECUSED')] });
    expect(toScore({ panels: new Map([['C1', panel]]), scorecards: new Map() })).toEqual(['E1', 'E2']);
  });

  it('has nobody for what is excluded or has no panel', () => {
    expect(toScore({ proposals: [proposal('P1', 'INELIGIBLE')], scorecards: new Map() })).toEqual([]);
    expect(toScore({ panels: new Map(), scorecards: new Map() })).toEqual([]);
  });
});

describe('a proposal', () => {
  it('is evaluated when every active member has locked a scorecard', () => {
    expect(isEvaluated(panelLike(), full)).toBe(true);
    expect(isEvaluated(panelLike(), full.slice(1))).toBe(false);
    expect(isEvaluated(panelLike({ seats: [...panelLike().seats, seatOf('E4', 'RECUSED')] }), full)).toBe(
      true,
    );
    expect(isEvaluated(panelLike({ seats: [...panelLike().seats, seatOf('E4', 'ASSIGNED')] }), full)).toBe(
      false,
    );
  });

  it('is scored by no others than clear members', () => {
    const cards = [...full, scorecardLike('E9')];
    const panel = panelLike({ seats: [seatOf('E1'), seatOf('E2', 'ASSIGNED'), seatOf('E3', 'RECUSED')] });
    expect(lockedOfPanel(panel, cards).map(({ evaluatorId }) => evaluatorId)).toEqual(['E1']);
  });
});

describe('formal eligibility', () => {
  it('is found, or found missing, or found by a reply', () => {
    expect(eligibilityAction('SUBMITTED', true)).toBe('find-eligible');
    expect(eligibilityAction('SUBMITTED', false)).toBe('find-ineligible');
    expect(eligibilityAction('INELIGIBLE', true)).toBe('accept-reply');
    expect(eligibilityAction('INELIGIBLE', false)).toBe('find-ineligible');
    expect(eligibilityAction('ELIGIBLE', true)).toBe('find-eligible');
  });

  it('is decided in the screening; a reply convinces until scoring ends', () => {
    expect(eligibilityPhases('find-eligible')).toEqual(['SCREENING']);
    expect(eligibilityPhases('find-ineligible')).toEqual(['SCREENING']);
    expect(eligibilityPhases('accept-reply')).toEqual(['SCREENING', 'EVALUATION']);
  });
});
