import { beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { prepareOutageMove } from '../../../functions/rounds/prepare-outage-move.ts';
import type { Round } from '../../../functions/rounds/rules.ts';
import { readRound, rememberWait } from '../../../functions/rounds/store.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { expectApproversTold } from '../../support/awaited-approval.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler, keys, toldOf } = createRoundsApi(table);

let staff: Member;
let approver: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
});

const deadline = '2020-05-29T15:00:00.000Z';
const justBefore = '2020-05-29T14:59:59.999Z';
const inHold = '2020-05-29T15:30:00.000Z';
/** A Tuesday's end, and a Saturday's. */
const later = '2020-06-02T15:00:00.000Z';
const saturday = '2020-05-30T15:00:00.000Z';
const laterOpening = '2020-06-02T18:00:00.000Z';

const calling = (different: Partial<Round> = {}) =>
  storeRound(table, {
    state: 'CALL_FOR_PROPOSALS',
    deadlines: { challengeCall: deadline, proposals: deadline, evaluation: deadline, standstill: null },
    decisionPromisedAt: '2020-07-15T00:00:00.000Z',
    sealKeyArn: `seal-${crypto.randomUUID()}`,
    calledAt: '2020-04-01T00:00:00.000Z',
    generation: 1,
    ...different,
  });

const ask = (who: Member, { roundId }: Pick<Round, 'roundId'>, body: object, receivedAt = justBefore) =>
  callApi(handler, {
    method: 'POST',
    path: `/rounds/${roundId}/transitions`,
    accountId: who.accountId,
    body,
    receivedAt,
  });
const approve = (who: Member, { roundId }: Pick<Round, 'roundId'>, to = later, receivedAt = justBefore) =>
  callApi(handler, {
    method: 'POST',
    path: `/rounds/${roundId}/sealed-transitions`,
    accountId: who.accountId,
    body: { action: 'approve-deadline-move', deadline: to },
    receivedAt,
  });
const prepare = {
  action: 'prepare-deadline-move',
  name: 'proposals',
  deadline: later,
  basis: 'extension',
  reason: '폭설',
} as const;
const lockedOf = ({ sealKeyArn }: Round) => keys.locked.filter(([keyArn]) => keyArn === sealKeyArn);

describe('a move of the deadline for proposals', () => {
  it('is two acts of two people; the lock, the table, the machine and everybody concerned learn of it', async () => {
    const round = await calling();
    const { roundId } = round;
    await rememberWait(table, roundId, { taskToken: 'waiting', phase: 'CALL_FOR_PROPOSALS', generation: 1 });
    expect((await ask(approver, round, prepare)).body).toMatchObject({ code: 'not-permitted' });
    expect((await ask(staff, round, prepare)).body).toMatchObject({
      deadlines: { proposals: deadline },
      movedDeadlines: [],
    });
    await expectApproversTold(table, 'deadline-move', `${roundId}/${later}/${justBefore}`);
    expect(lockedOf(round)).toEqual([]);
    expect((await approve(staff, round)).body).toMatchObject({ code: 'not-permitted' });
    expect((await approve(approver, round)).body).toMatchObject({
      phase: 'CALL_FOR_PROPOSALS',
      deadlines: { proposals: later },
      earliestOpeningAt: laterOpening,
      movedDeadlines: [{ name: 'proposals', from: deadline, to: later, basis: 'extension', reason: '폭설' }],
    });
    expect(lockedOf(round)).toEqual([
      [round.sealKeyArn, { earliestOpeningAt: laterOpening, isOpened: false }],
    ]);
    expect(toldOf(round)).toContainEqual([
      'start',
      'round-machine',
      `${roundId}-1`,
      { roundId, generation: 1 },
    ]);
    const notice = await table.get(noticeKey(`deadline-moved/${roundId}/proposals/${later}`));
    expect(notice).toMatchObject({
      kind: 'deadline-moved',
      audience: { kind: 'round-holders', roundId },
      facts: { previous: deadline, deadline: later },
    });
  });

  it('falls on a working day unless staff confirm another', async () => {
    const round = await calling();
    const move = { ...prepare, deadline: saturday };
    expect((await ask(staff, round, move)).body).toMatchObject({ code: 'not-a-working-day' });
    expect((await ask(staff, round, { ...move, confirmNonWorkingDay: true })).status).toBe(200);
  });

  it('that somebody else’s act outruns leaves the lock as the table says', async () => {
    const round = await calling();
    await ask(staff, round, prepare);
    const outcomes = await Promise.all([
      approve(approver, round),
      ask(staff, round, { action: 'drop-deadline-move', reason: '날이 갰다' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    const after = await readRound(table, round.roundId);
    const isMoved = after?.deadlines.proposals === later;
    const last = lockedOf(round).at(-1)?.[1].earliestOpeningAt;
    expect(last ?? '2020-05-29T18:00:00.000Z').toBe(isMoved ? laterOpening : '2020-05-29T18:00:00.000Z');
  });

  it('can be dropped, and another prepared', async () => {
    const round = await calling();
    await ask(staff, round, prepare, '2020-05-29T14:00:00.000Z');
    expect((await ask(staff, round, prepare)).body).toMatchObject({ code: 'move-already-prepared' });
    expect((await ask(staff, round, { action: 'drop-deadline-move', reason: '날이 갰다' })).status).toBe(200);
    expect((await approve(approver, round)).body).toMatchObject({ code: 'move-not-prepared' });
    expect((await ask(staff, round, prepare)).status).toBe(200);
  });

  it('that the system prepared for an outage counts in the hold, and reopens the call', async () => {
    const round = await calling();
    const outage = { to: later, reason: '정전', evidence: 'heartbeats', task: 'watch' };
    const outcome = await prepareOutageMove(table, round.roundId, outage, inHold);
    expect(isRefusal(outcome)).toBe(false);
    expect(await prepareOutageMove(table, round.roundId, outage, inHold)).toMatchObject({ status: 200 });
    expect((await approve(approver, round, later, inHold)).body).toMatchObject({
      phase: 'CALL_FOR_PROPOSALS',
      movedDeadlines: [{ basis: 'outage' }],
    });
  });
});

describe('the other deadlines', () => {
  it.each([
    ['CHALLENGE_CALL', 'challengeCall', 'round-proposers'],
    ['EVALUATION', 'evaluation', 'round-evaluators'],
  ] as const)('of %s move as well, and no lock with them', async (state, name, audience) => {
    const round = await calling({ state });
    expect((await ask(staff, round, { ...prepare, name })).status).toBe(200);
    expect((await approve(approver, round)).body).toMatchObject({ deadlines: { [name]: later } });
    expect(lockedOf(round)).toEqual([]);
    const notice = await table.get(noticeKey(`deadline-moved/${round.roundId}/${name}/${later}`));
    expect(notice).toMatchObject({ audience: { kind: audience, roundId: round.roundId } });
  });
});

describe('the promised decision', () => {
  it('is delayed in public, with the reason', async () => {
    const round = await calling();
    const to = '2020-08-01T00:00:00.000Z';
    const body = { action: 'announce-delay', decisionPromisedAt: to, reason: '제안이 많다' };
    expect((await ask(staff, round, body)).status).toBe(200);
    expect((await callApi(handler, { method: 'GET', path: `/rounds/${round.roundId}` })).body).toMatchObject({
      decisionPromisedAt: to,
      decisionDelays: [{ from: '2020-07-15T00:00:00.000Z', to, reason: '제안이 많다' }],
    });
  });
});

describe('the lock', () => {
  it('is opened by the act of two people alone, after it; renewed, it is what the table says', async () => {
    const round = await calling();
    const opening = '2020-05-29T18:00:00.000Z';
    const sealed = (body: object) =>
      callApi(handler, {
        method: 'POST',
        path: `/rounds/${round.roundId}/sealed-transitions`,
        accountId: approver.accountId,
        body,
        receivedAt: opening,
      });
    const renew = { action: 'renew-lock', reason: '역할 교체' };
    await ask(staff, round, { action: 'prepare-opening', outageReason: 'seen by hand' }, opening);
    expect((await sealed(renew)).status).toBe(200);
    expect((await sealed({ action: 'open' })).body).toMatchObject({ phase: 'OPENED' });
    expect((await sealed(renew)).status).toBe(200);
    expect(lockedOf(round).map(([, { isOpened }]) => isOpened)).toEqual([false, true, true]);
    expect(await table.get(noticeKey(`round-opened/${round.roundId}`))).toMatchObject({
      audience: { kind: 'round-holders' },
    });
  });

  it('of a cancelled round stays shut', async () => {
    const round = await calling();
    await ask(staff, round, { action: 'cancel', reason: '예산 삭감' });
    const outcome = await callApi(handler, {
      method: 'POST',
      path: `/rounds/${round.roundId}/sealed-transitions`,
      accountId: approver.accountId,
      body: { action: 'open' },
      receivedAt: later,
    });
    expect(outcome.body).toMatchObject({ code: 'wrong-state' });
    expect(lockedOf(round)).toEqual([]);
  });
});
