import { expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember } from '../../support/members.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const { handler } = createRoundsApi(table);
const staff = await createMember(table, 'AGENCY', ['staff']);
const approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);

it('a round has rules that staff change while it is planned, and nobody from its call on', async () => {
  const { body: planned } = await callApi(handler, {
    method: 'POST',
    path: '/rounds',
    accountId: staff.accountId,
    body: { name: { ko: '2020년 1차', en: 'First round of 2020' } },
  });
  const { roundId } = v.parse(v.object({ roundId: v.string() }), planned);
  const change = (who: { readonly accountId: string }, policy: object, ifMatch?: string) =>
    callApi(handler, {
      method: 'PUT',
      path: `/rounds/${roundId}/policy`,
      accountId: who.accountId,
      body: { policy },
      ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
    });
  const more = { panel: { size: 9, quorum: 6, maximumOfOneOrganisation: 2 }, panelMeetings: false };
  expect((await change(approver, more)).status).toBe(403);
  expect(await change(staff, more, '"1"')).toMatchObject({
    status: 200,
    body: { phase: 'PLANNED', policy: { ...defaultPolicy, ...more }, version: 2 },
  });
  expect(await change(staff, {}, '"1"')).toMatchObject({ status: 412 });
  expect(await change(staff, { panel: { ...more.panel, quorum: 10 } })).toMatchObject({
    status: 422,
    body: { code: 'policy-contradictory' },
  });
  for (const wrong of [
    { allocation: { policy: 'skip', maxFundedPerChallenge: 0 } },
    { scoring: { ...defaultPolicy.scoring, trimFrom: 2 } },
    { scoring: { ...defaultPolicy.scoring, passMark: 70.5 } },
  ])
    expect(await change(staff, wrong)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  const called = await callApi(handler, {
    method: 'POST',
    path: `/rounds/${roundId}/transitions`,
    accountId: staff.accountId,
    body: {
      action: 'call-for-challenges',
      deadline: '2020-05-31T15:00:00.000Z',
      // The pilot's own deadline was a Sunday's.
      confirmNonWorkingDay: true,
    },
    receivedAt: '2020-05-31T14:59:59.999Z',
  });
  expect(called.status).toBe(200);
  expect(await change(staff, {})).toMatchObject({ status: 409, body: { code: 'policy-frozen' } });
  const { policy } = v.parse(
    v.looseObject({ policy: v.unknown() }),
    (await callApi(handler, { method: 'GET', path: `/rounds/${roundId}` })).body,
  );
  expect(policy).toEqual({ ...defaultPolicy, ...more });
});
