import { describe, expect, it } from '@jest/globals';
import { publishedCalendar } from '../../../functions/calendar/store.ts';
import {
  assess,
  assessmentWindow,
  checkMeasured,
  checkSignOff,
  type Heartbeat,
  isAssessable,
  isBeingAssessed,
  isMeasuredWhole,
  isUnderAssessment,
  windowBeyondHold,
  moveByOutages,
  outagesOf,
} from '../../../functions/outages/rules.ts';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { roundLike } from '../../support/rounds.ts';

const policy = defaultPolicy.outage;
const calendar = { ...publishedCalendar, agencyDays: {} };
/** An instant of the pilot's last days by its time in Korea. */
const inSeoul = (written: string): string => instantOf(Date.parse(`2020-${written}+09:00`));
const window = { from: inSeoul('05-29T17:00:00'), to: inSeoul('05-29T19:00:00') };

/** A good heartbeat each minute, answered after a second, but for the minutes that are missing. */
const beating = (missing: readonly number[], minutes = 120): readonly Heartbeat[] =>
  Array.from({ length: minutes }, (_, minute) => minute)
    .filter((minute) => !missing.includes(minute))
    .map((minute) => {
      const sentAt = addSeconds(window.from, minute * 60);
      return { sentAt, answeredAt: addSeconds(sentAt, 1) };
    });

const minute = (of: number, seconds = 0): string => addSeconds(window.from, of * 60 + seconds);

describe('an outage', () => {
  it.each([
    ['is none when all are good', [], []],
    ['is none when one is missing', [30], []],
    ['is none when each other one is missing', [30, 32, 34, 36], []],
    ['is two missing in a row', [30, 31], [{ beganAt: minute(29), recoveredAt: minute(32, 1) }]],
    [
      'is one for each stretch',
      [10, 11, 30, 31, 32],
      [
        { beganAt: minute(9), recoveredAt: minute(12, 1) },
        { beganAt: minute(29), recoveredAt: minute(33, 1) },
      ],
    ],
    ['may begin before the window', [0, 1, 2], [{ beganAt: window.from, recoveredAt: minute(3, 1) }]],
    ['lasts while none is good', [118, 119], [{ beganAt: minute(117), recoveredAt: null }]],
  ])('%s', (_, missing, outages) => {
    expect(outagesOf(beating(missing), window, policy)).toEqual(outages);
  });

  it('is the same whether heartbeats failed or were never kept, and in whatever order they are read', () => {
    const failed = [30, 31].map((of) => ({ sentAt: minute(of), answeredAt: null }));
    expect(outagesOf([...beating([30, 31]), ...failed].reverse(), window, policy)).toEqual(
      outagesOf(beating([30, 31]), window, policy),
    );
  });

  it('covers the window where there is no heartbeat at all', () => {
    expect(outagesOf([], window, policy)).toEqual([{ beganAt: window.from, recoveredAt: null }]);
  });

  it('takes a schedule that is half a minute late for no miss', () => {
    const late = beating([]).map(({ sentAt }, index) => {
      const at = addSeconds(sentAt, index % 2 === 0 ? 0 : 29);
      return { sentAt: at, answeredAt: at };
    });
    expect(outagesOf(late, window, policy)).toEqual([]);
  });

  it('is as many as the policy says', () => {
    expect(outagesOf(beating([30, 31]), window, { ...policy, missedHeartbeats: 3 })).toEqual([]);
    expect(outagesOf(beating([30]), window, { ...policy, missedHeartbeats: 1 })).toHaveLength(1);
  });

  it('does not look beyond the window', () => {
    const before = { sentAt: addSeconds(window.from, -60), answeredAt: window.from };
    expect(outagesOf([before], window, policy)).toEqual([{ beganAt: window.from, recoveredAt: null }]);
  });
});

describe('the window of an assessment', () => {
  it('reaches from before a long outage to the end of the hold, and never into the future', () => {
    const deadline = inSeoul('05-29T18:00:00');
    expect(assessmentWindow(deadline, defaultPolicy, inSeoul('06-02T00:00:00'))).toEqual({
      from: inSeoul('05-29T13:58:00'),
      to: inSeoul('05-29T21:00:00'),
    });
    expect(assessmentWindow(deadline, defaultPolicy, inSeoul('05-29T18:30:00')).to).toBe(
      inSeoul('05-29T18:30:00'),
    );
  });

  it('reaches to now, for a week, where an outage outlasts the hold', () => {
    const window = { from: inSeoul('05-29T13:58:00'), to: inSeoul('05-29T21:00:00') };
    const beyond = (at: string) => windowBeyondHold(window, inSeoul(at));
    expect(beyond('05-30T02:00:00')).toEqual({ ...window, to: inSeoul('05-30T02:00:00') });
    expect(beyond('06-09T00:00:00')).toEqual({ ...window, to: inSeoul('06-05T21:00:00') });
  });
});

describe('a deadline of Friday at six', () => {
  const friday = '05-29T18:00:00';
  it.each([
    // It fell inside.
    ['17:30 to 18:10', '05-29T17:30:00', '05-29T18:10:00', '05-29T20:10:00'],
    ['a recovery at its very instant', '05-29T17:30:00', friday, '05-29T20:00:00'],
    ['a begin a millisecond before it', '05-29T17:59:59.999', '05-29T18:10:00', '05-29T20:10:00'],
    ['a begin at its very instant', friday, '05-29T18:10:00', friday],
    ['a begin after it, in the hold', '05-29T18:05:00', '05-29T18:30:00', friday],
    // Within two hours after the recovery.
    ['a recovery an hour before', '05-29T16:30:00', '05-29T17:00:00', '05-29T19:00:00'],
    [
      'a recovery a millisecond less than two hours before',
      '05-29T15:30:00',
      '05-29T16:00:00.001',
      '05-29T18:00:00.001',
    ],
    ['a recovery two hours before', '05-29T15:30:00', '05-29T16:00:00', friday],
    // Long ones: Monday.
    ['exactly two hours', '05-29T17:00:00', '05-29T19:00:00', '05-29T21:00:00'],
    ['a millisecond more', '05-29T17:00:00', '05-29T19:00:00.001', '06-01T18:00:00'],
    ['a long one that ended before it', '05-29T13:00:00', '05-29T17:00:00', '06-01T18:00:00'],
    // The recovery lies in the hold, and beyond it.
    ['a recovery in the hold', '05-29T17:50:00', '05-29T19:45:00', '05-29T21:45:00'],
    ['a recovery on Saturday', '05-29T17:50:00', '05-30T09:00:00', '06-01T18:00:00'],
    ['a recovery on Monday at five', '05-29T17:50:00', '06-01T17:00:00', '06-02T18:00:00'],
  ])('after %s', (_, beganAt, recoveredAt, expected) => {
    const outage = { beganAt: inSeoul(beganAt), recoveredAt: inSeoul(recoveredAt) };
    expect(moveByOutages(inSeoul(friday), [outage], policy, calendar).due).toBe(inSeoul(expected));
  });

  it('moves again when another outage meets where it moved to', () => {
    const outages = [
      { beganAt: inSeoul('05-29T19:30:00'), recoveredAt: inSeoul('05-29T20:30:00') },
      { beganAt: inSeoul('05-29T17:30:00'), recoveredAt: inSeoul('05-29T18:10:00') },
    ];
    expect(moveByOutages(inSeoul(friday), outages, policy, calendar).due).toBe(inSeoul('05-29T22:30:00'));
  });

  it('moves by the published numbers', () => {
    const outage = { beganAt: inSeoul('05-29T17:30:00'), recoveredAt: inSeoul('05-29T18:10:00') };
    const moved = (different: Partial<typeof policy>) =>
      moveByOutages(inSeoul(friday), [outage], { ...policy, ...different }, calendar).due;
    expect(moved({ extensionInSeconds: 3600 })).toBe(inSeoul('05-29T19:10:00'));
    expect(moved({ longOutageInSeconds: 1800 })).toBe(inSeoul('06-01T18:00:00'));
    const early = { beganAt: inSeoul('05-29T16:30:00'), recoveredAt: inSeoul('05-29T17:00:00') };
    const graceless = { ...policy, graceInSeconds: 1800 };
    expect(moveByOutages(inSeoul(friday), [early], graceless, calendar).due).toBe(inSeoul(friday));
    const brief = { ...policy, graceInSeconds: 4 * 3600, extensionInSeconds: 60 };
    expect(moveByOutages(inSeoul(friday), [early], brief, calendar).due).toBe(inSeoul(friday));
  });

  it('is being assessed while an outage over it lasts, and moves nowhere before the recovery', () => {
    const lasting = { beganAt: inSeoul('05-29T17:30:00'), recoveredAt: null };
    expect(isBeingAssessed(inSeoul(friday), [lasting])).toBe(true);
    expect(moveByOutages(inSeoul(friday), [lasting], policy, calendar).due).toBe(inSeoul(friday));
    expect(isBeingAssessed(inSeoul('05-29T17:30:00'), [lasting])).toBe(false);
    expect(isBeingAssessed(inSeoul(friday), [{ ...lasting, recoveredAt: inSeoul(friday) }])).toBe(false);
  });
});

describe('the assessment of a deadline', () => {
  const deadline = inSeoul('05-29T18:00:00');
  const opening = addSeconds(deadline, 3 * 3600);
  const from = addSeconds(deadline, -(4 * 3600 + 120));
  /** Good each minute over the whole window, but for some minutes from the deadline. */
  const kept = (isMissing: (minute: number) => boolean): readonly Heartbeat[] =>
    Array.from({ length: 422 }, (_, at) => at)
      .filter((at) => !isMissing(at - 242))
      .map((at) => ({ sentAt: addSeconds(from, at * 60), answeredAt: addSeconds(from, at * 60 + 1) }));
  const of = (heartbeats: readonly Heartbeat[], since: string | null = from, at = opening) =>
    assess(
      deadline,
      defaultPolicy,
      { since, heartbeats },
      calendar,
      assessmentWindow(deadline, defaultPolicy, at),
    );

  it('says nothing but numbers where all was kept', () => {
    const whole = of(kept(() => false));
    expect(whole).toMatchObject({ expected: 422, kept: 422, outages: [], touching: [], movesTo: null });
    expect(isMeasuredWhole(whole)).toBe(true);
    expect(checkSignOff(whole, null)).toBeNull();
  });

  it('names the outage that moves the deadline, not an earlier one that does not', () => {
    const found = of(kept((minute) => (minute >= -231 && minute < -220) || (minute >= -6 && minute < 10)));
    expect(found.outages).toHaveLength(2);
    expect(found.touching).toEqual([
      { beganAt: addSeconds(deadline, -7 * 60), recoveredAt: addSeconds(deadline, 601) },
    ]);
    expect(found.movesTo).toBe(addSeconds(deadline, 601 + 2 * 3600));
    expect(checkSignOff(found, null)).toMatchObject({ code: 'outage-unsettled', concernsFairness: true });
    expect(checkSignOff(found, 'The watch alone was down')).toBeNull();
  });

  it('takes what was never measured for no outage, but asks for a person’s word', () => {
    for (const found of [
      of([], null),
      of(
        kept((minute) => minute < 0),
        deadline,
      ),
    ]) {
      expect(found).toMatchObject({ outages: [], movesTo: null, isBeingAssessed: false });
      expect(isMeasuredWhole(found)).toBe(false);
      expect(checkSignOff(found, null)).toMatchObject({ code: 'outage-unmeasured' });
      expect(checkSignOff(found, 'Submissions came in')).toBeNull();
    }
    expect(of([], null)).toMatchObject({ measuredFrom: null, expected: 0, kept: 0 });
  });

  it('is not over while the outage lasts', () => {
    const found = of(kept((minute) => minute >= -5));
    expect(found).toMatchObject({ isBeingAssessed: true, movesTo: null });
    expect(checkSignOff(found, null)).toMatchObject({ code: 'outage-unsettled' });
  });

  const closed = roundLike({
    state: 'CALL_FOR_PROPOSALS',
    deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
  });
  const prepared = {
    accountId: 'staff',
    at: opening,
    outage: { deadline, expectedHeartbeats: 0, keptHeartbeats: 0, outages: [], reason: null },
  };

  it('is public from the deadline on, while the path has not answered since before it', () => {
    const silentSince = addSeconds(deadline, -180);
    expect(isUnderAssessment(closed, silentSince, addSeconds(deadline, -1))).toBe(false);
    expect(isUnderAssessment(closed, silentSince, deadline)).toBe(true);
    expect(isUnderAssessment(closed, addSeconds(deadline, -60), deadline)).toBe(false);
    expect(isUnderAssessment(closed, deadline, opening)).toBe(false);
    expect(isUnderAssessment(closed, null, opening)).toBe(false);
    expect(isUnderAssessment({ ...closed, openingPrepared: prepared }, silentSince, opening)).toBe(false);
  });

  it('is public while the move of an outage waits, and not while an extension does', () => {
    const move = {
      name: 'proposals',
      from: deadline,
      to: opening,
      basis: 'outage',
      reason: 'down',
      evidence: '/x',
      preparedBy: { kind: 'system', task: 'watch' },
      preparedAt: deadline,
    } as const;
    expect(isUnderAssessment({ ...closed, deadlineMove: move }, null, deadline)).toBe(true);
    const extension = { ...move, basis: 'extension' } as const;
    expect(isUnderAssessment({ ...closed, deadlineMove: extension }, null, deadline)).toBe(false);
  });

  it('can move a deadline from the window’s begin to a week after the hold, until it is signed off', () => {
    expect(isAssessable(closed, addSeconds(from, -1))).toBe(false);
    for (const at of [from, deadline, opening]) expect(isAssessable(closed, at)).toBe(true);
    const week = 7 * 86_400;
    expect(isAssessable(closed, addSeconds(opening, week))).toBe(true);
    expect(isAssessable(closed, addSeconds(opening, week + 1))).toBe(false);
    expect(isAssessable({ ...closed, openingPrepared: prepared }, deadline)).toBe(false);
    expect(isAssessable({ ...closed, state: 'OPENED' }, deadline)).toBe(false);
    expect(isAssessable(roundLike({ state: 'CALL_FOR_PROPOSALS' }), deadline)).toBe(false);
  });
});

describe('the heartbeats of an assessment', () => {
  const deadline = window.to;
  const at = window.to;
  const judged = (since: string | null, heartbeats: readonly Heartbeat[]) =>
    assess(
      deadline,
      defaultPolicy,
      { since, heartbeats },
      calendar,
      assessmentWindow(deadline, defaultPolicy, at),
    );
  const from = minute(60);

  it('are counted from the first that was kept to now, the good ones alone', () => {
    const failed = { sentAt: minute(70), answeredAt: null };
    const outside = [minute(59), window.to].map((sentAt) => ({ sentAt, answeredAt: sentAt }));
    const good = beating([70]).filter(({ sentAt }) => sentAt >= from);
    expect(judged(from, [...good, failed, ...outside])).toMatchObject({
      measuredFrom: from,
      expected: 60,
      kept: 59,
      outages: [],
      movesTo: null,
    });
    // What began after the window measured nothing of it.
    expect(judged(minute(1000), []).measuredFrom).toBeNull();
    // One that was sent as the measuring began is in it.
    expect(judged(from, [{ sentAt: from, answeredAt: from }]).kept).toBe(1);
  });

  it('are none where nothing was ever measured, which is no outage', () => {
    expect(judged(null, beating([]))).toMatchObject({
      measuredFrom: null,
      expected: 0,
      kept: 0,
      outages: [],
    });
    expect(judged(window.to, beating([]))).toMatchObject({ expected: 0, kept: 0, outages: [] });
  });

  it('outside the window tell of no outage in it', () => {
    const before = { sentAt: addSeconds(window.from, -60), answeredAt: window.from };
    const after = { sentAt: window.to, answeredAt: window.to };
    expect(outagesOf([before, ...beating([118, 119]), after], window, policy)).toEqual([
      { beganAt: minute(117), recoveredAt: null },
    ]);
    expect(outagesOf([before, ...beating([0, 1, 2])], window, policy)).toEqual([
      { beganAt: window.from, recoveredAt: minute(3, 1) },
    ]);
  });

  it('of a sign-off are told with what is missing', () => {
    const unmeasured = judged(from, beating([]));
    expect(checkSignOff(unmeasured, null)).toMatchObject({
      code: 'outage-unmeasured',
      details: { deadline, expected: 60, kept: 60 },
    });
    const lasting = judged(addSeconds(window.from, -86_400), beating([117, 118, 119]));
    expect(checkSignOff(lasting, null)).toMatchObject({
      code: 'outage-unsettled',
      details: { deadline, movesTo: lasting.movesTo, outages: lasting.outages },
    });
  });
});

describe('a deadline after several outages', () => {
  it('is moved by the last of them, in whatever order they are read', () => {
    const deadline = minute(60);
    const outages = [
      { beganAt: minute(50), recoveredAt: minute(70) },
      { beganAt: minute(10), recoveredAt: minute(20) },
    ];
    const moved = moveByOutages(deadline, outages, policy, calendar);
    expect(moved).toEqual(moveByOutages(deadline, outages.toReversed(), policy, calendar));
    expect(moved.touching.map(({ beganAt }) => beganAt)).toEqual([minute(10), minute(50)]);
  });

  it('stands where it comes as the grace after an outage ends', () => {
    const outage = { beganAt: minute(0), recoveredAt: minute(10) };
    const end = addSeconds(outage.recoveredAt, policy.graceInSeconds);
    expect(moveByOutages(end, [outage], policy, calendar)).toEqual({ due: end, touching: [] });
    expect(moveByOutages(addSeconds(end, -1), [outage], policy, calendar).touching).toEqual([outage]);
  });
});

describe('a move for an outage', () => {
  const to = inSeoul('05-30T18:00:00');
  const assessed = { movesTo: to, isBeingAssessed: false, outages: [] };

  it('goes where the measured outages move the deadline', () => {
    expect(checkMeasured(to, assessed)).toBeNull();
  });

  it.each([
    ['where nothing was measured', null, { movesTo: null, outages: [] }],
    ['elsewhere', { ...assessed, movesTo: addSeconds(to, 1) }, { movesTo: addSeconds(to, 1) }],
    ['while an outage lasts', { ...assessed, isBeingAssessed: true }, { movesTo: to }],
    ['for outages that leave it', { ...assessed, movesTo: null }, { movesTo: null }],
  ])('goes nowhere %s', (_, assessment, details) => {
    expect(checkMeasured(to, assessment)).toMatchObject({
      code: 'outage-not-measured',
      details: { to, ...details },
    });
  });
});
