import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  announcedDelay,
  type AskedMove,
  checkMovable,
  checkMoveApproved,
  type DeadlineMove,
  movedBy,
  preparedMove,
  type Round,
} from '../../../functions/rounds/rules.ts';
import { roundLike } from '../../support/rounds.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const justBefore = '2020-05-31T14:59:59.999Z';
const later = '2020-06-02T15:00:00.000Z';
const promise = '2020-07-15T00:00:00.000Z';

const inPhase = (state: Round['state'], more: Partial<Round> = {}): Round =>
  roundLike({
    state,
    deadlines: { challengeCall: deadline, proposals: deadline, evaluation: deadline, standstill: deadline },
    decisionPromisedAt: promise,
    ...more,
  });
const call = inPhase('CALL_FOR_PROPOSALS');
const extension: AskedMove = {
  name: 'proposals',
  to: later,
  basis: 'extension',
  reason: '폭설',
  evidence: null,
};
const outage: AskedMove = { ...extension, basis: 'outage', evidence: 'heartbeats/2020-05-31' };
const staff = { kind: 'person', accountId: 'staff' } as const;

const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : null);
const prepared = (round: Round, move: AskedMove, at = justBefore): DeadlineMove => {
  const outcome = preparedMove(round, move, staff, at);
  if (isRefusal(outcome)) throw new Error(outcome.code);
  return outcome;
};

describe('a deadline', () => {
  it.each([
    ['CHALLENGE_CALL', 'challengeCall'],
    ['CALL_FOR_PROPOSALS', 'proposals'],
    ['EVALUATION', 'evaluation'],
  ] as const)('of %s moves later until it has passed, never earlier', (state, name) => {
    const round = inPhase(state);
    const move = { ...extension, name };
    expect(checkMovable(round, move, justBefore)).toBe(deadline);
    expect(checkMovable(round, move, deadline)).toMatchObject({
      code: 'deadline-not-movable',
      details: { name, deadline, at: deadline },
    });
    for (const to of [deadline, justBefore, '2020-05-01T00:00:00.000Z'])
      expect(codeOf(checkMovable(round, { ...move, to }, '2020-04-01T00:00:00.000Z'))).toBe('move-not-later');
  });

  it('moves only in the phase that it ends', () => {
    for (const state of ['CHALLENGE_SELECTION', 'OPENED', 'NOTICE', 'CANCELLED'] as const)
      for (const name of ['challengeCall', 'proposals', 'evaluation'] as const)
        expect(codeOf(checkMovable(inPhase(state), { ...extension, name }, justBefore))).toBe(
          'deadline-not-running',
        );
    expect(checkMovable(call, { ...extension, name: 'evaluation' }, justBefore)).toMatchObject({
      code: 'deadline-not-running',
      details: { name: 'evaluation', phase: 'CALL_FOR_PROPOSALS' },
    });
    const unset = { ...call.deadlines, proposals: null };
    expect(codeOf(checkMovable({ ...call, deadlines: unset }, extension, justBefore))).toBe(
      'deadline-not-running',
    );
  });

  it('for proposals moves after it has passed by an outage alone, until the opening', () => {
    const inHold = '2020-05-31T16:00:00.000Z';
    expect(checkMovable(call, outage, inHold)).toBe(deadline);
    expect(codeOf(checkMovable(call, extension, inHold))).toBe('deadline-not-movable');
    expect(codeOf(checkMovable(inPhase('OPENED'), outage, inHold))).toBe('deadline-not-running');
    const evaluation = { ...outage, name: 'evaluation' } as const;
    expect(codeOf(checkMovable(inPhase('EVALUATION'), evaluation, inHold))).toBe('deadline-not-movable');
    expect(checkMovable(call, { ...outage, evidence: null }, inHold)).toMatchObject({
      code: 'outage-evidence-missing',
      details: { name: 'proposals' },
    });
    expect(checkMovable(call, outage, later)).toMatchObject({
      code: 'move-not-later',
      details: { name: 'proposals', deadline, to: later, at: later },
    });
  });

  it('extended beyond the promised decision needs a delay first; by an outage it does not', () => {
    const beyond = { to: '2020-08-01T00:00:00.000Z' };
    expect(codeOf(checkMovable(call, { ...extension, ...beyond }, justBefore))).toBe(
      'promise-before-deadline',
    );
    expect(checkMovable(call, { ...outage, ...beyond }, justBefore)).toBe(deadline);
    const unpromised = { ...call, decisionPromisedAt: null };
    expect(checkMovable(unpromised, { ...extension, ...beyond }, justBefore)).toBe(deadline);
    const scoring = { ...extension, ...beyond, name: 'evaluation' } as const;
    expect(checkMovable(inPhase('EVALUATION'), scoring, justBefore)).toBe(deadline);
  });
});

describe('a move', () => {
  it('waits for one approval at a time; an outage goes before an extension', () => {
    const waiting = { ...call, deadlineMove: prepared(call, extension) };
    expect(preparedMove(waiting, extension, staff, justBefore)).toMatchObject({
      code: 'move-already-prepared',
      details: { name: 'proposals', to: later },
    });
    expect(codeOf(preparedMove(call, extension, staff, deadline))).toBe('deadline-not-movable');
    expect(prepared(waiting, outage)).toMatchObject({ basis: 'outage', from: deadline, to: later });
    const waitingOutage = { ...call, deadlineMove: prepared(call, outage) };
    expect(codeOf(preparedMove(waitingOutage, outage, staff, justBefore))).toBe('move-already-prepared');
  });

  it('that the system measured gives way to a later one that it measured since, and to nothing else', () => {
    const system = { kind: 'system', task: 'watch' } as const;
    const measured = preparedMove(call, outage, system, justBefore);
    if (isRefusal(measured)) throw new Error(measured.code);
    const waiting = { ...call, deadlineMove: measured };
    const second = { ...outage, to: '2020-06-02T15:00:00.001Z' };
    expect(preparedMove(waiting, second, system, justBefore)).toMatchObject({ to: second.to });
    expect(codeOf(preparedMove(waiting, second, staff, justBefore))).toBe('move-already-prepared');
    expect(codeOf(preparedMove(waiting, outage, system, justBefore))).toBe('move-already-prepared');
    expect(codeOf(preparedMove(waiting, { ...second, basis: 'extension' }, system, justBefore))).toBe(
      'move-already-prepared',
    );
    const byPerson = { ...call, deadlineMove: prepared(call, outage) };
    expect(codeOf(preparedMove(byPerson, second, system, justBefore))).toBe('move-already-prepared');
  });

  it('is approved by another than who prepared it, by its instant, while it could still be prepared', () => {
    const waiting = { ...call, deadlineMove: prepared(call, extension) };
    expect(codeOf(checkMoveApproved(call, later, 'approver', justBefore))).toBe('move-not-prepared');
    expect(checkMoveApproved(waiting, later, 'staff', justBefore)).toMatchObject({
      code: 'same-person',
      details: { roundId: call.roundId },
    });
    expect(checkMoveApproved(waiting, promise, 'approver', justBefore)).toMatchObject({
      code: 'another-move-prepared',
      details: { name: 'proposals', to: later },
    });
    const movedSince = {
      ...waiting,
      deadlines: { ...call.deadlines, proposals: '2020-06-01T15:00:00.000Z' },
    };
    expect(codeOf(checkMoveApproved(movedSince, later, 'approver', justBefore))).toBe(
      'another-move-prepared',
    );
    expect(codeOf(checkMoveApproved(waiting, later, 'approver', deadline))).toBe('deadline-not-movable');
    expect(checkMoveApproved(waiting, later, 'approver', justBefore)).toBe(waiting.deadlineMove);
  });

  it('of the system is approved by any approver', () => {
    const move = preparedMove(call, outage, { kind: 'system', task: 'watch' }, justBefore);
    if (isRefusal(move)) throw new Error(move.code);
    expect(checkMoveApproved({ ...call, deadlineMove: move }, later, 'staff', justBefore)).toBe(move);
  });

  it('is public once made, with its reason, and takes back the preparation of an opening', () => {
    const signOff = { deadline, expectedHeartbeats: 0, keptHeartbeats: 0, outages: [], reason: 'seen' };
    const round = { ...call, openingPrepared: { accountId: 'staff', at: deadline, outage: signOff } };
    expect(movedBy(round, prepared(call, outage), justBefore)).toEqual({
      deadlines: { ...call.deadlines, proposals: later },
      deadlineMove: null,
      movedDeadlines: [
        {
          name: 'proposals',
          from: deadline,
          to: later,
          basis: 'outage',
          reason: '폭설',
          movedAt: justBefore,
        },
      ],
      openingPrepared: null,
    });
  });
});

describe('a delay', () => {
  it('leads to a later day that lies ahead, with its reason', () => {
    const to = '2020-08-01T00:00:00.000Z';
    expect(announcedDelay(call, to, 'many proposals', deadline)).toEqual({
      from: promise,
      to,
      reason: 'many proposals',
      announcedAt: deadline,
    });
    expect(announcedDelay(call, promise, 'x', deadline)).toMatchObject({
      code: 'delay-not-later',
      details: { decisionPromisedAt: promise, to: promise },
    });
    expect(codeOf(announcedDelay(call, to, 'x', to))).toBe('delay-not-later');
    expect(codeOf(announcedDelay(roundLike(), to, 'x', deadline))).toBe('delay-not-later');
  });
});
