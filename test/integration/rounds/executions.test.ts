import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Round } from '../../../functions/rounds/rules.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler, toldOf } = createRoundsApi(table);

let staff: Member;
let approver: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
});

describe('the executions', () => {
  const path = ({ roundId }: Round) => `/rounds/${roundId}/executions`;
  const restart = (who: Member, round: Round, headers: Readonly<Record<string, string>> = {}) =>
    callApi(handler, {
      method: 'POST',
      path: path(round),
      accountId: who.accountId,
      body: { reason: 'it hangs' },
      headers,
    });

  it('are started again as the next generation, and the old one is thrown away', async () => {
    const round = await storeRound(table, { state: 'EVALUATION', generation: 3 });
    const { roundId } = round;
    expect(await restart(staff, round)).toMatchObject({
      status: 201,
      body: { name: `${roundId}-4`, generation: 4 },
    });
    expect(toldOf(round)).toEqual([
      ['start', 'round-machine', `${roundId}-4`, { roundId, generation: 4 }],
      ['stop', 'round-machine', `${roundId}-3`, expect.any(String)],
    ]);
    expect(await readRound(table, roundId)).toMatchObject({ state: 'EVALUATION', generation: 4 });
  });

  it('go on in the new generation, though the old one ended by itself before it could be thrown away', async () => {
    const api = createRoundsApi(table, { stop: () => Promise.reject(new Error('Execution is not running')) });
    const round = await storeRound(table, { state: 'NOTICE', generation: 9 });
    const { roundId } = round;
    const answered = await callApi(api.handler, {
      method: 'POST',
      path: path(round),
      accountId: staff.accountId,
      body: { reason: 'it hangs' },
    });
    expect(answered).toMatchObject({ status: 201, body: { generation: 10 } });
    expect(api.toldOf(round)).toContainEqual([
      'start',
      'round-machine',
      `${roundId}-10`,
      { roundId, generation: 10 },
    ]);
  });

  it('are left alone where If-Match names another version than the present one', async () => {
    const round = await storeRound(table, { state: 'EVALUATION', generation: 1 });
    expect((await restart(staff, round, { 'If-Match': '"2"' })).status).toBe(412);
    expect(toldOf(round)).toEqual([]);
    expect((await restart(staff, round, { 'If-Match': '"1"' })).status).toBe(201);
  });

  it('are not started before the first call, nor by others', async () => {
    const planned = await storeRound(table);
    expect((await restart(staff, planned)).body).toMatchObject({ code: 'wrong-state' });
    const round = await storeRound(table, { state: 'EVALUATION', generation: 1 });
    expect((await restart(approver, round)).body).toMatchObject({ code: 'not-permitted' });
    expect(toldOf(round)).toEqual([]);
  });

  it('are shown to staff and auditors', async () => {
    const auditor = await createMember(table, 'AGENCY', ['auditor']);
    const round = await storeRound(table, { state: 'EVALUATION', generation: 1 });
    const read = ({ accountId }: Member) => callApi(handler, { method: 'GET', path: path(round), accountId });
    for (const who of [staff, auditor])
      expect((await read(who)).body).toEqual({
        round: { name: `${round.roundId}-1`, status: 'RUNNING' },
        purchases: [],
      });
    expect((await read(approver)).status).toBe(403);
  });
});
