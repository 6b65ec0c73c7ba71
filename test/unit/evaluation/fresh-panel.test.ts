import { describe, expect, it } from '@jest/globals';
import {
  checkFreshlyScoring,
  checkRenewable,
  declareOnFreshPanel,
  freshDeclarationAction,
  type FreshPanel,
  freshPanelOf,
  freshStanding,
  hasFreshResult,
  membersToScoreAfresh,
  newlySeated,
  renewedFreshPanel,
  type Scorecard,
  seatedAfresh,
} from '../../../functions/evaluation/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import type { Phase } from '../../../functions/rounds/rules.ts';
import {
  codeOf,
  freshPanelLike,
  panelLike,
  scorecardLike,
  seatOf,
  smallPolicy,
} from '../../support/evaluation.ts';

const deadline = '2020-08-30T00:00:00.000Z';
const justBefore = '2020-08-29T23:59:59.999Z';
/** What was received in time has landed by then, or never will. */
const settled = '2020-08-30T00:00:30.000Z';
const justBeforeSettled = '2020-08-30T00:00:29.999Z';

const reserveOf = (...evaluatorIds: readonly string[]): FreshPanel['reserve'] =>
  evaluatorIds.map((evaluatorId) => ({ evaluatorId, group: evaluatorId }));

describe('a fresh panel', () => {
  it('is of the next in the drawn order, with the same cap of one organisation', () => {
    const reserve = ['E4', 'E5', 'E6', 'E7'].map((evaluatorId) => ({
      evaluatorId,
      group: evaluatorId === 'E5' ? 'E4' : evaluatorId,
    }));
    const fresh = freshPanelOf(panelLike({ reserve }), 2);
    expect(fresh.seats).toMatchObject([
      { evaluatorId: 'E4', standing: 'ASSIGNED', declaredAt: null },
      { evaluatorId: 'E6', standing: 'ASSIGNED' },
    ]);
    expect(fresh.reserve.map(({ evaluatorId }) => evaluatorId)).toEqual(['E5', 'E7']);
    expect(fresh.parties).toEqual(panelLike().parties);
  });

  it('is as small as the order is short', () => {
    expect(freshPanelOf(panelLike({ reserve: [] }), 3).seats).toEqual([]);
  });

  it('scores for as long as an objection may take to be decided', () => {
    const seatedAt = '2020-08-15T00:00:00.000Z';
    expect(seatedAfresh(panelLike(), smallPolicy, seatedAt)).toEqual({
      ...panelLike(),
      deadline,
      relieved: [],
      steppedIn: {},
    });
  });

  it('takes what is received before its deadline, to the millisecond', () => {
    expect(checkFreshlyScoring(freshPanelLike(), justBefore)).toBeNull();
    expect(checkFreshlyScoring(freshPanelLike(), deadline)).toMatchObject({
      code: 'fresh-scoring-over',
      details: { deadline, receivedAt: deadline, roundId: 'R1' },
    });
  });

  it('tells who sits on it since another one stood', () => {
    const before = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2')] });
    const after = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2', 'RECUSED'), seatOf('F3')] });
    expect(newlySeated(before, after)).toEqual(['F3']);
    expect(newlySeated(null, before)).toEqual(['F1', 'F2']);
  });
});

const panel = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2'), seatOf('F3')] });
const standing = (scorecards: readonly Scorecard[], at: string, of = panel) =>
  freshStanding(of, scorecards, smallPolicy, at);

describe('how far a fresh panel is', () => {
  const all = ['F1', 'F2', 'F3'].map((evaluatorId) => scorecardLike(evaluatorId));

  it('counts the locked cards of those who sit on it, never those of the first panel', () => {
    const cards = [
      scorecardLike('F1'),
      scorecardLike('F2', 800, { state: 'DRAFT', submittedAt: null }),
      scorecardLike('E1'),
    ];
    expect(standing(cards, justBefore)).toEqual({
      lockedScorecards: 1,
      activeMembers: 3,
      isOver: false,
      isRenewable: false,
    });
  });

  it('is over before its deadline once all is locked and answered', () => {
    expect(standing(all, justBefore).isOver).toBe(true);
    expect(standing(all.slice(1), justBefore).isOver).toBe(false);
    const apart = [scorecardLike('F1', 900), scorecardLike('F2', 900), scorecardLike('F3', 300)];
    expect(standing(apart, justBefore).isOver).toBe(false);
    expect(standing(apart, settled).isOver).toBe(true);
  });

  it('is over after its deadline as soon as nothing in time can land any more', () => {
    expect(standing([], deadline).isOver).toBe(false);
    expect(standing([], justBeforeSettled).isOver).toBe(false);
    expect(standing([], settled).isOver).toBe(true);
  });

  it('has a result with its quorum alone (invariant 6), and can be renewed without it alone', () => {
    const { quorum } = smallPolicy.panel;
    for (const [locked, at, hasResult, isRenewable] of [
      [3, justBefore, true, false],
      [2, justBefore, false, false],
      [2, settled, true, false],
      [1, justBeforeSettled, false, false],
      [1, settled, false, true],
      [0, settled, false, true],
    ] as const) {
      const found = standing(all.slice(0, locked), at);
      expect([locked, at, hasFreshResult(found, quorum), found.isRenewable]).toEqual([
        locked,
        at,
        hasResult,
        isRenewable,
      ]);
    }
    // All who are left have locked, and are too few.
    const one = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2', 'RECUSED')] });
    const alone = standing([scorecardLike('F1')], justBefore, one);
    expect(alone).toMatchObject({ isOver: true, isRenewable: false });
    expect(hasFreshResult(alone, quorum)).toBe(false);
  });

  it('reminds whoever has not locked or has to answer why a card lies apart', () => {
    const { scoring } = smallPolicy;
    expect(membersToScoreAfresh(panel, [scorecardLike('F2')], scoring)).toEqual(['F1', 'F3']);
    expect(membersToScoreAfresh(panel, all, scoring)).toEqual([]);
    // Of three cards each lies apart from the other two; who stood by it has nothing left to do.
    const apart = [
      scorecardLike('F1', 900, { state: 'RECONFIRMED' }),
      scorecardLike('F2', 900, { state: 'RECONFIRMED' }),
      scorecardLike('F3', 300),
    ];
    expect(membersToScoreAfresh(panel, apart, scoring)).toEqual(['F3']);
    const recused = freshPanelLike({ seats: [seatOf('F1', 'RECUSED'), seatOf('F2', 'ASSIGNED')] });
    expect(membersToScoreAfresh(recused, [], scoring)).toEqual(['F2']);
  });
});

describe('the renewal of a fresh panel', () => {
  const check = (of: {
    readonly locked?: number;
    readonly at?: string;
    readonly phase?: Phase;
    readonly state?: 'ELIGIBLE' | 'WITHDRAWN';
  }) => {
    const { locked = 1, at = settled, phase = 'PURCHASE', state = 'ELIGIBLE' } = of;
    const cards = ['F1', 'F2'].slice(0, locked).map((evaluatorId) => scorecardLike(evaluatorId));
    return codeOf(
      checkRenewable(
        { round: { roundId: 'R1', state: phase }, proposal: { proposalId: 'P1', state } },
        panel,
        standing(cards, at),
      ),
    );
  };

  it('waits for its end, and is for a panel below its quorum whose proposal awaits a result', () => {
    expect(check({})).toBeNull();
    expect(check({ phase: 'NOTICE' })).toBeNull();
    expect(check({ at: justBeforeSettled })).toBe('fresh-panel-stands');
    expect(check({ locked: 2 })).toBe('fresh-panel-stands');
    expect(check({ phase: 'FIRST_USE' })).toBe('not-scoring-now');
    expect(check({ state: 'WITHDRAWN' })).toBe('not-eligible');
    expect(
      checkRenewable(
        { round: { roundId: 'R1', state: 'NOTICE' }, proposal: { proposalId: 'P1', state: 'ELIGIBLE' } },
        panel,
        standing([], justBefore),
      ),
    ).toMatchObject({
      details: { deadline, lockedScorecards: 0, roundId: 'R1' },
    });
  });

  const renew = (of: FreshPanel, ...locked: readonly string[]) =>
    renewedFreshPanel(
      of,
      locked.map((evaluatorId) => scorecardLike(evaluatorId)),
      smallPolicy,
      settled,
    );

  it('replaces whoever locked nothing by the next of the order, and gives as much time again', () => {
    const renewed = renew({ ...panel, reserve: reserveOf('F4', 'F5', 'F6') }, 'F2');
    expect(renewed.seats.map(({ evaluatorId, standing: of }) => [evaluatorId, of])).toEqual([
      ['F2', 'CLEAR'],
      ['F4', 'ASSIGNED'],
      ['F5', 'ASSIGNED'],
    ]);
    expect(renewed.reserve).toEqual(reserveOf('F6'));
    expect(renewed.relieved).toEqual(['F1', 'F3']);
    expect(renewed.deadline).toBe(addSeconds(settled, smallPolicy.objectionDecisionInSeconds));
  });

  it('keeps whoever nobody can replace, for the time that is given again', () => {
    const renewed = renew({ ...panel, reserve: reserveOf('F4') }, 'F2');
    expect(renewed.seats.map(({ evaluatorId }) => evaluatorId)).toEqual(['F2', 'F3', 'F4']);
    expect(renewed.relieved).toEqual(['F1']);
    const bare = renew({ ...panel, relieved: ['F0'] });
    expect(bare).toEqual({ ...panel, deadline: renewed.deadline, relieved: ['F0'] });
  });

  it('leaves the recused where they are, and keeps the cap of one organisation', () => {
    const seats = [seatOf('F1', 'RECUSED'), seatOf('F2', 'CLEAR', 'G'), seatOf('F3', 'ASSIGNED')];
    const reserve = [
      { evaluatorId: 'F4', group: 'G' },
      { evaluatorId: 'F5', group: 'F5' },
    ];
    const renewed = renew({ ...panel, seats, reserve }, 'F2');
    expect(renewed.seats.map(({ evaluatorId }) => evaluatorId)).toEqual(['F1', 'F2', 'F5']);
    expect(renewed.reserve.map(({ evaluatorId }) => evaluatorId)).toEqual(['F4']);
    // Whoever leaves makes room for another of the same organisation.
    const another = renew({ ...panel, seats, reserve });
    expect(another.seats.map(({ evaluatorId }) => evaluatorId)).toEqual(['F1', 'F5', 'F4']);
    // First whoever has not even declared.
    expect(another.relieved).toEqual(['F3', 'F2']);
  });
});

describe('a declaration on a fresh panel', () => {
  const panel = freshPanelLike({
    seats: [seatOf('F1'), seatOf('F2', 'ASSIGNED'), seatOf('F3', 'RECUSED')],
    reserve: reserveOf('F4'),
  });
  const conflict = (at: string) => ({ conflict: true, reason: 'My sister works there', at });
  const clear = (at: string) => ({ conflict: false, reason: null, at });
  const declared = (
    evaluatorId: string,
    declaration: ReturnType<typeof clear | typeof conflict>,
    isAwaited = true,
  ) => {
    const after = declareOnFreshPanel(panel, evaluatorId, declaration, isAwaited);
    return isRefusal(after)
      ? after.code
      : after.seats.map((seat) => `${seat.evaluatorId} ${seat.standing}`).join(', ');
  };

  it('that there is none is taken until its deadline, once', () => {
    expect(declared('F2', clear(justBefore))).toBe('F1 CLEAR, F2 CLEAR, F3 RECUSED');
    expect(declared('F2', clear(deadline))).toBe('fresh-scoring-over');
    for (const evaluatorId of ['F1', 'F3'])
      expect(declared(evaluatorId, clear(justBefore))).toBe('declared-already');
    expect(declared('E1', clear(justBefore))).toBe('not-on-panel');
  });

  it('of a conflict is taken at any time, also of who was clear, but needs its reason and is taken once', () => {
    expect(declared('F2', conflict(justBefore))).toBe('F1 CLEAR, F2 RECUSED, F3 RECUSED, F4 ASSIGNED');
    expect(declared('F1', conflict(justBefore))).toBe('F1 RECUSED, F2 ASSIGNED, F3 RECUSED, F4 ASSIGNED');
    // After the deadline nobody could score in the place of them: the renewal seats who is missing.
    expect(declared('F2', conflict(deadline))).toBe('F1 CLEAR, F2 RECUSED, F3 RECUSED');
    expect(declared('F1', conflict(settled))).toBe('F1 RECUSED, F2 ASSIGNED, F3 RECUSED');
    expect(declared('F3', conflict(settled))).toBe('declared-already');
    expect(declared('F1', { ...conflict(settled), reason: null })).toBe('recusal-reason-missing');
    expect(declareOnFreshPanel(panel, 'F1', conflict(settled), true)).toMatchObject({
      seats: [{ declaredAt: settled, recusalReason: 'My sister works there' }, {}, {}],
    });
  });

  it('seats nobody more once the result is decided', () => {
    expect(declared('F1', conflict(justBefore), false)).toBe('F1 RECUSED, F2 ASSIGNED, F3 RECUSED');
  });

  it('takes the scorecard out of the result', () => {
    const cards = ['F1', 'F2'].map((evaluatorId) => scorecardLike(evaluatorId));
    const locked = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2')] });
    const after = declareOnFreshPanel(locked, 'F1', conflict(settled), true);
    if (isRefusal(after)) throw new Error(after.code);
    expect(freshStanding(locked, cards, smallPolicy, settled)).toMatchObject({ isRenewable: false });
    expect(freshStanding(after, cards, smallPolicy, settled)).toMatchObject({
      lockedScorecards: 1,
      isRenewable: true,
    });
  });

  it('is of an arrow of its own where somebody was clear', () => {
    const actionOf = (isConflict: boolean, standing: 'ASSIGNED' | 'CLEAR') =>
      freshDeclarationAction({ conflict: isConflict }, { standing });
    expect(actionOf(true, 'ASSIGNED')).toBe('recuse');
    expect(actionOf(true, 'CLEAR')).toBe('recuse-after-all');
    expect(actionOf(false, 'CLEAR')).toBe('declare-clear');
  });

  it('notes when somebody stepped in, beside who did before', () => {
    const before = { ...panel, steppedIn: { F2: 'then' } };
    const after = declareOnFreshPanel(before, 'F2', conflict(justBefore), true);
    expect(after).toMatchObject({ steppedIn: { F2: 'then', F4: justBefore } });
  });
});

describe('a renewal of a fresh panel', () => {
  // The panel's time is 15 days, so that the half of it is left seven and a half days before its end.
  const halfWay = addSeconds(deadline, -7.5 * 86_400);
  const renewed = (steppedIn: FreshPanel['steppedIn']) =>
    renewedFreshPanel(
      freshPanelLike({
        seats: [seatOf('F1'), seatOf('F2', 'ASSIGNED')],
        reserve: reserveOf('F8', 'F9'),
        steppedIn,
      }),
      [],
      { ...smallPolicy, panel: { ...smallPolicy.panel, size: 2 } },
      settled,
    );

  it('keeps whoever stepped in with less than half of the time left, once', () => {
    expect(renewed({}).relieved).toEqual(['F2', 'F1']);
    expect(renewed({ F2: halfWay }).relieved).toEqual(['F2', 'F1']);
    const spared = renewed({ F2: addSeconds(halfWay, 0.001) });
    expect(spared.relieved).toEqual(['F1']);
    expect(spared.seats.map(({ evaluatorId }) => evaluatorId)).toEqual(['F2', 'F8']);
    // From now on they have the whole time.
    expect(spared.steppedIn).toEqual({});
  });
});
