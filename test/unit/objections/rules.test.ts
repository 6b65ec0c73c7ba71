import { describe, expect, it } from '@jest/globals';
import {
  checkJudge,
  checkNotHeld,
  checkObjecting,
  isOverdue,
  objectionOf,
  objectionStates,
  objectionTransitions,
} from '../../../functions/objections/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { type ProposalState, proposalStates } from '../../../functions/proposals/rules.ts';
import { phases, type Round } from '../../../functions/rounds/rules.ts';
import { codeOf } from '../../support/evaluation.ts';
import { proposalLike } from '../../support/proposals.ts';
import { roundLike } from '../../support/rounds.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const standstill = '2020-08-10T00:00:00.000Z';
const inTime = '2020-08-09T23:59:59.999Z';

const noticed = (different: Partial<Round> = {}): Round =>
  roundLike({
    state: 'NOTICE',
    noticeAt: '2020-07-21T00:00:00.000Z',
    deadlines: { challengeCall: null, proposals: null, evaluation: null, standstill },
    ...different,
  });

describe('the arrows of an objection', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(objectionTransitions, objectionStates, [
      ['object', null, 'OPEN', ['signatory']],
      ['uphold', 'OPEN', 'UPHELD', ['approver']],
      ['dismiss', 'OPEN', 'DISMISSED', ['approver']],
      ['find-inadmissible', 'OPEN', 'INADMISSIBLE', ['approver']],
    ]);
  });
});

describe('objecting', () => {
  const outcome = (state: ProposalState, round: Round, at: string) =>
    codeOf(checkObjecting({ state }, round, at));

  it('is for the standstill, to the millisecond by the gateway’s instant', () => {
    expect(outcome('REJECTED', noticed(), inTime)).toBeNull();
    expect(checkObjecting({ state: 'REJECTED' }, noticed(), standstill)).toMatchObject({
      code: 'standstill-over',
      concernsFairness: true,
      details: { deadline: standstill, receivedAt: standstill, roundId: noticed().roundId },
    });
    expect(outcome('REJECTED', noticed(), addSeconds(standstill, 1))).toBe('standstill-over');
  });

  it('is refused before the notice', () => {
    expect(outcome('ELIGIBLE', noticed({ noticeAt: null }), inTime)).toBe('nothing-decided-yet');
    const without = { challengeCall: null, proposals: null, evaluation: null, standstill: null };
    expect(outcome('ELIGIBLE', noticed({ deadlines: without }), inTime)).toBe('nothing-decided-yet');
  });

  it('in time is taken also where the standstill’s end was stored before it', () => {
    const taken = phases.filter((state) => outcome('REJECTED', noticed({ state }), inTime) === null);
    expect(taken).toEqual(['NOTICE', 'PURCHASE']);
    expect(outcome('REJECTED', noticed({ state: 'CANCELLED' }), inTime)).toBe('round-phase');
  });

  it('is to what was decided', () => {
    const taken = proposalStates.filter((state) => outcome(state, noticed(), inTime) === null);
    expect(taken).toEqual(['ELIGIBLE', 'INELIGIBLE', 'PRIORITISED', 'REJECTED']);
    expect(outcome('WITHDRAWN_AFTER_OPENING', noticed(), inTime)).toBe('wrong-state');
  });
});

describe('an objection', () => {
  const proposal = proposalLike();
  const objection = objectionOf(
    proposal,
    { text: 'Wrong', documents: [] },
    { objectionDecisionInSeconds: 60 },
    inTime,
  );

  it('is open, with its time from its own instant', () => {
    expect(objection).toEqual({
      state: 'OPEN',
      roundId: proposal.roundId,
      challengeId: proposal.challengeId,
      proposalId: proposal.proposalId,
      supplierId: proposal.supplierId,
      text: 'Wrong',
      documents: [],
      filedAt: inTime,
      decisionDeadline: addSeconds(inTime, 60),
      decision: null,
    });
  });

  it('is overdue from its time on, while it is open', () => {
    expect(isOverdue(objection, addSeconds(inTime, 59))).toBe(false);
    expect(isOverdue(objection, addSeconds(inTime, 60))).toBe(true);
    expect(isOverdue({ ...objection, state: 'DISMISSED' }, addSeconds(inTime, 60))).toBe(false);
  });

  it('is decided by somebody who took no part (invariant 11)', () => {
    const none: ReadonlySet<string> = new Set();
    const judge = { accountId: 'A', isInPool: false, deciders: none, screeners: none };
    expect(checkJudge(judge, objection)).toBeNull();
    expect(
      checkJudge({ ...judge, deciders: new Set(['B']), screeners: new Set(['C']) }, objection),
    ).toBeNull();
    for (const involved of [{ isInPool: true }, { deciders: new Set(['A']) }, { screeners: new Set(['A']) }])
      expect(checkJudge({ ...judge, ...involved }, objection)).toMatchObject({
        code: 'judge-took-part',
        concernsFairness: true,
        details: { roundId: objection.roundId, proposalId: objection.proposalId },
      });
  });

  it('holds the purchases that it is said to hold, and no others', () => {
    const held = new Set(['P1']);
    expect(checkNotHeld(held, { roundId: 'R', proposalId: 'P2' })).toBeNull();
    expect(checkNotHeld(held, { roundId: 'R', proposalId: 'P1' })).toMatchObject({
      code: 'objection-open',
      details: { roundId: 'R', proposalId: 'P1' },
    });
  });
});
