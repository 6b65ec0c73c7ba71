import { beforeAll, describe, expect, it } from '@jest/globals';
import { keepHeartbeat, listHeartbeats } from '../../../functions/outages/store.ts';
import { trySeals, tryTable } from '../../../functions/outages/store/tries.ts';
import { createWatchSubmissions, HeartbeatFailed } from '../../../functions/outages/watch-submissions.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { createSealer } from '../../../functions/platform/sealing.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { defaultPolicy, type Round } from '../../../functions/rounds/rules.ts';
import { settleOutages } from '../../../functions/rounds/settle-outages.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { createKey, storeCall } from '../../support/call-world.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

/** A Friday in Seoul at six in the evening, and what follows. */
const deadline = '2020-05-29T09:00:00.000Z';
const opening = '2020-05-29T12:00:00.000Z';
const monday = '2020-06-01T09:00:00.000Z';
/** Each ten minutes, so that a window is few rows. */
const interval = 600;
const outage = { ...defaultPolicy.outage, heartbeatIntervalInSeconds: interval };
const from = addSeconds(deadline, -(4 * 3600 + 2 * interval));

/** A world of its own, since heartbeats are the whole system's: measured from the window's begin, but for some minutes. */
const createWorld = async (isMissing: (minute: number) => boolean, isMeasured = true) => {
  const table = await createTestTable();
  const { handler } = createRoundsApi(table);
  const staff = await createMember(table, 'AGENCY', ['staff']);
  const approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
  const beats = isMeasured ? 44 : 0;
  await Promise.all(
    Array.from({ length: beats }, (_, at) => at)
      .filter((at) => at === 0 || !isMissing(at * 10 - 260))
      .map((at) => beat(table, addSeconds(from, at * interval))),
  );
  const round = await storeRound(table, {
    state: 'CALL_FOR_PROPOSALS',
    deadlines: { challengeCall: deadline, proposals: deadline, evaluation: null, standstill: null },
    calledAt: '2020-04-01T00:00:00.000Z',
    decisionPromisedAt: '2020-07-15T00:00:00.000Z',
    policy: { ...defaultPolicy, outage },
  });
  const ask = (who: Member, body: object, receivedAt: string, sealed = false) =>
    callApi(handler, {
      method: 'POST',
      path: `/rounds/${round.roundId}/${sealed ? 'sealed-transitions' : 'transitions'}`,
      accountId: who.accountId,
      body,
      receivedAt,
    });
  const read = (receivedAt: string, path = '') =>
    callApi(handler, {
      method: 'GET',
      path: `/rounds/${round.roundId}${path}`,
      receivedAt,
      accountId: staff.accountId,
    });
  const present = (): Promise<Round | null> => readRound(table, round.roundId);
  return { table, round, staff, approver, ask, read, present };
};

const beat = (table: Table, sentAt: string, isGood = true): Promise<void> =>
  keepHeartbeat(table, {
    sentAt,
    answeredAt: isGood ? addSeconds(sentAt, 1) : null,
    probes: [{ name: 'gateway', isGood, tookInMilliseconds: 5, failure: isGood ? null : 'TypeError' }],
  });

const prepare = { action: 'prepare-opening' };
const open = { action: 'open' };

describe('an outage over the deadline (invariant 16)', () => {
  it('moves it for everyone: prepared by the system, approved by a person, to two hours after the recovery', async () => {
    // Down from twenty minutes before to twenty after; the first good heartbeat is answered a second later.
    const world = await createWorld((minute) => minute >= -20 && minute < 20);
    const moved = addSeconds(deadline, 20 * 60 + 1 + 2 * 3600);
    const inHold = addSeconds(deadline, 3600);
    await settleOutages(world.table, inHold);
    await settleOutages(world.table, addSeconds(inHold, 60));
    expect((await world.present())?.deadlineMove).toMatchObject({
      to: moved,
      basis: 'outage',
      evidence: `/rounds/${world.round.roundId}/outages`,
      preparedBy: { kind: 'system', task: 'watch-submissions' },
    });
    expect((await world.read(inHold)).body).toMatchObject({
      phase: 'CLOSED_FOR_PROPOSALS',
      isBeingAssessed: true,
    });
    const early = await world.ask(world.staff, prepare, opening);
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'outage-unsettled', details: { movesTo: moved } },
    });

    const approval = { action: 'approve-deadline-move', deadline: moved };
    expect(await world.ask(world.approver, approval, inHold, true)).toMatchObject({
      status: 200,
      body: { phase: 'CALL_FOR_PROPOSALS', deadlines: { proposals: moved }, isBeingAssessed: false },
    });
    const entries = await readEntries(world.table, `round/${world.round.roundId}`);
    expect(entries.map(({ leaf }) => leaf.action)).toEqual([
      'plan',
      'prepare-deadline-move',
      'approve-deadline-move',
    ]);
  });

  it('is what was measured, whoever prepares its move', async () => {
    const world = await createWorld((minute) => minute >= -20 && minute < 20);
    const moved = addSeconds(deadline, 20 * 60 + 1 + 2 * 3600);
    const at = addSeconds(deadline, 3600);
    const move = (to: string) => ({
      action: 'prepare-deadline-move',
      name: 'proposals',
      deadline: to,
      basis: 'outage',
      reason: 'Nobody could submit',
      evidence: 'A telephone call',
    });
    expect(await world.ask(world.staff, move(addSeconds(moved, 1)), at)).toMatchObject({
      status: 409,
      body: { code: 'outage-not-measured', details: { movesTo: moved } },
    });
    expect((await world.ask(world.staff, move(moved), at)).status).toBe(200);
  });

  it('that follows another while its move waits moves the deadline further', async () => {
    const isDown = (minute: number) => (minute >= -20 && minute < 20) || (minute >= 80 && minute < 110);
    const world = await createWorld(isDown);
    await settleOutages(world.table, addSeconds(deadline, 3600));
    await settleOutages(world.table, addSeconds(deadline, 2 * 3600));
    expect((await world.present())?.deadlineMove).toMatchObject({
      to: addSeconds(deadline, 110 * 60 + 1 + 2 * 3600),
      preparedBy: { kind: 'system' },
    });
  });

  it('of more than two hours moves it to the next working day at the same hour', async () => {
    const world = await createWorld((minute) => minute >= -100 && minute < 60);
    await settleOutages(world.table, addSeconds(deadline, 2 * 3600));
    expect((await world.present())?.deadlineMove).toMatchObject({ to: monday, basis: 'outage' });
  });

  it('that still lasts is being assessed, and moves nothing before it is over', async () => {
    const world = await createWorld((minute) => minute >= -10);
    const at = addSeconds(deadline, 1800);
    await settleOutages(world.table, at);
    expect((await world.present())?.deadlineMove).toBeNull();
    expect((await world.read(at)).body).toMatchObject({ isBeingAssessed: true });
    expect((await world.ask(world.staff, prepare, opening)).body).toMatchObject({ code: 'outage-unsettled' });
  });

  it('that outlasts the hold moves it all the same once it is over', async () => {
    const world = await createWorld((minute) => minute >= -10);
    const at = (minute: number) => addSeconds(deadline, minute * 60);
    await settleOutages(world.table, at(190));
    expect((await world.present())?.deadlineMove).toBeNull();
    expect((await world.ask(world.staff, prepare, at(190))).body).toMatchObject({ code: 'outage-unsettled' });
    await beat(world.table, at(200));
    await beat(world.table, at(210));
    await settleOutages(world.table, at(215));
    expect((await world.present())?.deadlineMove).toMatchObject({ to: monday, basis: 'outage' });
  });

  it('is not prepared again once a person has dropped it, and then needs a reason at the opening', async () => {
    const world = await createWorld((minute) => minute >= -20 && minute < 20);
    const at = addSeconds(deadline, 3600);
    await settleOutages(world.table, at);
    await world.ask(
      world.approver,
      { action: 'drop-deadline-move', reason: 'The canary alone was down' },
      at,
    );
    await settleOutages(world.table, addSeconds(at, 60));
    expect((await world.present())?.deadlineMove).toBeNull();
    expect((await world.ask(world.staff, prepare, opening)).body).toMatchObject({ code: 'outage-unsettled' });
    const outageReason = 'The log of the gateway shows 312 requests answered in that time';
    expect((await world.ask(world.staff, { ...prepare, outageReason }, opening)).status).toBe(200);
    expect((await world.read(opening, '/preparation')).body).toMatchObject({
      openingPrepared: { outage: { deadline, reason: outageReason, keptHeartbeats: 40 } },
      outageDroppedTo: addSeconds(deadline, 20 * 60 + 1 + 2 * 3600),
    });
    expect((await world.ask(world.approver, open, opening, true)).body).toMatchObject({ phase: 'OPENED' });
  });
});

describe('the opening', () => {
  it('goes on by itself where every heartbeat was kept', async () => {
    const world = await createWorld(() => false);
    await settleOutages(world.table, addSeconds(deadline, 3600));
    expect((await world.present())?.deadlineMove).toBeNull();
    expect((await world.ask(world.staff, prepare, opening)).status).toBe(200);
    expect((await world.read(opening, '/preparation/outages')).body).toMatchObject({
      assessment: { deadline, outages: [], movesTo: null, isBeingAssessed: false },
    });
    expect(await world.read(opening, '/outages')).toMatchObject({ status: 404 });
    expect((await world.ask(world.approver, open, opening, true)).body).toMatchObject({ phase: 'OPENED' });
    expect((await world.read(addSeconds(opening, 60), '/outages')).body).toMatchObject({
      assessment: { deadline, outages: [], movesTo: null },
    });
  });

  it('needs a person’s word where nobody has measured', async () => {
    const world = await createWorld(() => false, false);
    expect((await world.read(addSeconds(deadline, 60))).body).toMatchObject({ isBeingAssessed: false });
    expect((await world.ask(world.staff, prepare, opening)).body).toMatchObject({
      code: 'outage-unmeasured',
    });
    const said = { ...prepare, outageReason: 'Submissions came in all evening' };
    expect((await world.ask(world.staff, said, opening)).status).toBe(200);
  });
});

describe('a heartbeat', () => {
  let table: Table;
  beforeAll(async () => {
    table = await createTestTable();
  });

  it('tries the table by a transaction on a row of its own, and the keys of open calls alone', async () => {
    const world = await createWorld(() => false, false);
    const sealed: string[] = [];
    const sealer = {
      seal: (keyArn: string) => {
        sealed.push(keyArn);
        return Promise.reject(new TypeError('no key'));
      },
    };
    for (const at of [deadline, deadline, addSeconds(deadline, 60)]) await tryTable(world.table, () => at);
    // An earlier one that comes late finds a later one there.
    await expect(tryTable(world.table, () => deadline)).rejects.toThrow('no transaction');
    const stale: Table = { ...world.table, get: () => Promise.resolve({ triedAt: deadline }) };
    await expect(tryTable(stale, () => addSeconds(deadline, 120))).rejects.toThrow('there before');

    const keyArn = await createKey('seal');
    await storeCall(world.table, keyArn);
    await storeCall(world.table, keyArn, { state: 'CANCELLED' });
    const inTime = '2020-05-31T14:59:59.999Z';
    await trySeals(world.table, createSealer(), () => inTime);
    await expect(trySeals(world.table, sealer, () => inTime)).rejects.toThrow('no key');
    await trySeals(world.table, sealer, () => '2020-05-31T15:00:00.000Z');
    expect(sealed).toEqual([keyArn]);
  });

  it('keeps what was tried and how it went, and a bad one rings', async () => {
    const settled: string[] = [];
    const watch = (isGood: boolean, at: string) =>
      createWatchSubmissions({
        table,
        tries: [
          { name: 'gateway', isVital: true, run: () => Promise.resolve() },
          { name: 'signature', isVital: false, run: () => Promise.reject(new TypeError('away')) },
          {
            name: 'files',
            isVital: true,
            run: () => (isGood ? Promise.resolve() : Promise.reject(new TypeError('no'))),
          },
        ],
        clock: () => at,
        settleOutages: (now) => {
          settled.push(now);
          return Promise.resolve();
        },
      })();
    const [one, two] = [deadline, addSeconds(deadline, 60)];
    for (let time = 0; time < 2; time += 1) await expect(watch(true, one)).rejects.toThrow('signature');
    await expect(watch(false, two)).rejects.toThrow(HeartbeatFailed);
    const kept = await listHeartbeats(table, { from: deadline, to: addSeconds(deadline, 3600) });
    expect(
      kept.map(({ sentAt, answeredAt, probes }) => [sentAt, answeredAt, probes.map(({ isGood }) => isGood)]),
    ).toEqual([
      [one, one, [true, false, true]],
      [two, null, [true, false, false]],
    ]);
    expect(kept[1]?.probes.at(-1)).toMatchObject({ name: 'files', failure: 'TypeError' });
    expect(settled).toEqual([one, one, two]);
  });
});
