import { beforeAll, describe, expect, it } from '@jest/globals';
import { readWorkingCalendar } from '../../../functions/calendar/store.ts';
import { dayOff } from '../../../functions/calendar/rules.ts';
import { readEntries } from '../../support/entries.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { storeRound } from '../../support/rounds.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler } = createRoundsApi(table);
let staff: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
});

const reason = { ko: '청사 이전', en: 'The office moves' };
const friday = '2020-05-29T09:00:00.000Z';

const setDay = (day: string, kind: string, who = staff) =>
  callApi(handler, {
    method: 'PUT',
    path: `/calendar/days/${day}`,
    accountId: who.accountId,
    body: { kind, reason },
  });

const callForChallenges = async (more: object = {}, deadline = friday) => {
  const { roundId } = await storeRound(table);
  return callApi(handler, {
    method: 'POST',
    path: `/rounds/${roundId}/transitions`,
    accountId: staff.accountId,
    body: { action: 'call-for-challenges', deadline, ...more },
    receivedAt: '2020-05-01T00:00:00.000Z',
  });
};

describe('the agency’s calendar', () => {
  it('is kept by staff, with an entry for each day, and holds deadlines from then on', async () => {
    expect((await callForChallenges()).status).toBe(200);
    expect(await setDay('2020-05-29', 'closed')).toMatchObject({
      status: 200,
      body: { year: '2020', isPublished: true, agencyDays: { '2020-05-29': { kind: 'closed', reason } } },
    });
    expect(await callForChallenges()).toMatchObject({
      status: 422,
      body: {
        code: 'not-a-working-day',
        details: { day: '2020-05-29', why: 'agency-closed', nextWorkingDay: '2020-06-01T09:00:00.000Z' },
      },
    });
    expect((await callForChallenges({ confirmNonWorkingDay: true })).status).toBe(200);
    await setDay('2020-05-30', 'working');
    expect((await callForChallenges({}, '2020-05-30T09:00:00.000Z')).status).toBe(200);
    expect((await setDay('2020-05-29', 'as-published')).status).toBe(200);
    expect((await callForChallenges()).status).toBe(200);
    const entries = await readEntries(table, 'agency');
    expect(
      entries.filter(({ leaf }) => leaf.entity === 'calendar/agency').map(({ leaf }) => leaf.action),
    ).toEqual(['keep', 'set-day', 'set-day']);
  });

  it('is read by everybody, and kept by staff alone', async () => {
    expect(await callApi(handler, { method: 'GET', path: '/calendar/2026' })).toMatchObject({
      status: 200,
      body: { isPublished: true, holidays: { '2026-02-17': ['설날'] } },
    });
    expect(await callApi(handler, { method: 'GET', path: '/calendar/2031' })).toMatchObject({
      body: { isPublished: false, holidays: {} },
    });
    const buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
    expect((await setDay('2020-06-02', 'closed', buyer)).status).toBe(403);
    expect((await setDay('2020-02-30', 'closed')).status).toBe(404);
    expect(dayOff(await readWorkingCalendar(table), '2020-06-02')).toBeNull();
  });
});
