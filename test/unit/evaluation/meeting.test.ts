import { describe, expect, it } from '@jest/globals';
import {
  checkMayMeet,
  closedMeeting,
  meetingTransitions,
  mostSittings,
  openedMeeting,
  type PanelMeeting,
  revisedInMeeting,
  scoringPhases,
} from '../../../functions/evaluation/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  codeOf,
  panelLike,
  scorecardLike,
  seatOf,
  smallPolicy,
  smallScoring,
} from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const at = '2020-06-25T00:00:00.000Z';
const later = '2020-06-25T02:00:00.000Z';
const place = { roundId: 'R1', challengeId: 'C1', freshFor: null };
const round = { roundId: 'R1', state: 'EVALUATION', policy: smallPolicy } as const;
const all = ['E1', 'E2', 'E3'].map((evaluatorId) => scorecardLike(evaluatorId));

/** A meeting that opened; throws where it could not. */
const open = (before: PanelMeeting | null = null): PanelMeeting => {
  const meeting = openedMeeting(before, place, 'The flight time', at);
  if (isRefusal(meeting)) throw new Error(meeting.code);
  return meeting;
};
const close = (meeting: PanelMeeting): PanelMeeting => {
  const closed = closedMeeting(meeting, 'They heard each other', later);
  if (isRefusal(closed)) throw new Error(closed.code);
  return closed;
};

describe('the meetings of a panel', () => {
  it('are opened and closed by staff, one after another', () => {
    expectOnlyArrows(
      meetingTransitions,
      ['OPEN', 'CLOSED'],
      [
        ['open-meeting', null, 'OPEN', ['staff']],
        ['open-meeting', 'CLOSED', 'OPEN', ['staff']],
        ['close-meeting', 'OPEN', 'CLOSED', ['staff']],
      ],
    );
    const first = open();
    expect(codeOf(openedMeeting(first, place, 'Again', at))).toBe('wrong-state');
    expect(codeOf(closedMeeting(close(first), 'Again', later))).toBe('wrong-state');
  });

  it('keep what each was for and what was said in it', () => {
    const first = close(open());
    expect(first).toEqual({
      state: 'CLOSED',
      ...place,
      sittings: [
        { openedAt: at, occasion: 'The flight time', closedAt: later, minutes: 'They heard each other' },
      ],
    });
    const second = open(first);
    expect(second).toMatchObject({ state: 'OPEN', sittings: [first.sittings[0], { minutes: null }] });
    expect(close({ ...second }).sittings[0]).toEqual(first.sittings[0]);
  });

  it('begin when each member who is not recused has locked all scorecards of the challenge', () => {
    expect(checkMayMeet(round, panelLike(), [all, all], null)).toBeNull();
    const [one, two] = all;
    expect(
      checkMayMeet(round, panelLike(), [all, [one, two].flatMap((card) => card ?? [])], null),
    ).toMatchObject({
      code: 'scorecards-outstanding',
      details: { missing: 1, challengeId: 'C1' },
    });
    const draft = scorecardLike('E3', 800, { state: 'DRAFT' });
    expect(codeOf(checkMayMeet(round, panelLike(), [[...all.slice(0, 2), draft]], null))).toBe(
      'scorecards-outstanding',
    );
    const seats = [seatOf('E1'), seatOf('E2'), seatOf('E3', 'RECUSED')];
    expect(checkMayMeet(round, panelLike({ seats }), [all.slice(0, 2)], null)).toBeNull();
    expect(codeOf(checkMayMeet(round, panelLike(), [], null))).toBe('scorecards-outstanding');
    // One who was clear has a conflict by now: the rest meets without them.
    const withoutThird = [all.slice(0, 2)];
    expect(checkMayMeet(round, panelLike(), withoutThird, null, { conflicted: new Set(['E3']) })).toBeNull();
    expect(
      codeOf(checkMayMeet(round, panelLike(), withoutThird, null, { conflicted: new Set(['E1']) })),
    ).toBe('scorecards-outstanding');
  });

  it('are held in the evaluation alone, where the policy has them, and not for ever', () => {
    const without = { ...round, policy: { ...smallPolicy, panelMeetings: false } };
    expect(codeOf(checkMayMeet(without, panelLike(), [all], null))).toBe('panel-meetings-off');
    expect(codeOf(checkMayMeet({ ...round, state: 'DECISION' }, panelLike(), [all], null))).toBe(
      'not-scoring-now',
    );
    // A fresh panel scores after the notice, and meets then.
    const after = (state: 'EVALUATION' | 'NOTICE' | 'PURCHASE' | 'FIRST_USE') =>
      checkMayMeet({ ...round, state }, panelLike(), [all], null, { phases: scoringPhases(true) });
    expect([after('NOTICE'), after('PURCHASE')]).toEqual([null, null]);
    expect([after('EVALUATION'), after('FIRST_USE')].map(codeOf)).toEqual([
      'not-scoring-now',
      'not-scoring-now',
    ]);
    let meeting = close(open());
    for (let sitting = 2; sitting < mostSittings; sitting += 1) meeting = close(open(meeting));
    expect(checkMayMeet(round, panelLike(), [all], meeting)).toBeNull();
    expect(checkMayMeet(round, panelLike(), [all], close(open(meeting)))).toMatchObject({
      code: 'meetings-exhausted',
      details: { limit: 10 },
    });
  });
});

describe('a scorecard in a meeting of the panel', () => {
  const scores = {
    points: { need: 700, effect: 700, proof: 700 },
    gates: { safety: true, 'field-fit': true },
    reasons: {},
  };
  const revise = (
    before: Parameters<typeof revisedInMeeting>[0],
    meeting: PanelMeeting | null = open(),
    given: Parameters<typeof revisedInMeeting>[1] = scores,
  ) => revisedInMeeting(before, given, 'I had misread the report', { meeting, scoring: smallScoring });

  it('is revised with a reason, and keeps the points that it was first submitted with', () => {
    for (const state of ['SUBMITTED', 'RECONFIRMED'] as const)
      expect(revise(scorecardLike('E1', 800, { state }))).toEqual({
        ...scorecardLike('E1', 800, { state }),
        ...scores,
        state: 'REVISED',
        answerReason: 'I had misread the report',
      });
  });

  it('is left alone where the panel does not meet, while it is a draft, and once it was revised', () => {
    expect(codeOf(revise(scorecardLike('E1'), null))).toBe('no-panel-meeting');
    expect(codeOf(revise(scorecardLike('E1'), close(open())))).toBe('no-panel-meeting');
    for (const state of ['DRAFT', 'REVISED'] as const)
      expect(codeOf(revise(scorecardLike('E1', 800, { state })))).toBe('wrong-state');
  });

  it('is whole as every scorecard is', () => {
    expect(codeOf(revise(scorecardLike('E1'), open(), { ...scores, points: { need: 700 } }))).toBe(
      'scorecard-invalid',
    );
  });
});
