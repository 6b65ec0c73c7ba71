import { beforeAll, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { applyOutcomes } from '../../../functions/decisions/apply-outcomes.ts';
import { createChangeDesignation } from '../../../functions/designations/change-designation.ts';
import { createPrepareDesignation } from '../../../functions/designations/prepare-designation.ts';
import {
  createListBuyingRequests,
  createListDesignations,
  createReadDesignation,
} from '../../../functions/designations/read-designations.ts';
import { createRequestToBuy } from '../../../functions/designations/request-to-buy.ts';
import { serve } from '../../../functions/platform/http.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { expectStatus, moveRound } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import type { Member } from '../../support/members.ts';
import { createObjectionWorld, noticed, type ObjectionWorld } from '../../support/objection-world.ts';

const at = '2020-09-01T00:00:00.000Z';
const body = {
  name: { ko: '드론', en: 'Drone' },
  inspection: { inspectedOn: '2020-08-30', findings: 'Built at this place' },
  resolution: 'The committee resolved to designate',
};

let world: ObjectionWorld;
let call: (
  method: 'GET' | 'POST',
  who: Member | null,
  path: string,
  sent?: unknown,
  receivedAt?: string,
) => ReturnType<typeof callApi>;
let path: string;
beforeAll(async () => {
  world = await createObjectionWorld();
  const { table } = world;
  const handler = serve(
    [
      createPrepareDesignation({ table }),
      createChangeDesignation({ table }),
      createReadDesignation({ table }),
      createListDesignations({ table }),
      createRequestToBuy({ table }),
      createListBuyingRequests({ table }),
    ],
    table,
  );
  call = (method, who, to, sent, receivedAt = at) =>
    callApi(handler, {
      method,
      path: to,
      receivedAt,
      ...(who === null ? {} : { accountId: who.accountId }),
      ...(sent === undefined ? {} : { body: sent }),
    });
  path = `/proposals/${world.proposalIds[0]}/designation`;
}, 60_000);

const finalise = async (): Promise<void> => {
  const { table, records, roundId } = world;
  await moveRound(world, { ...noticed, state: 'PURCHASE' });
  const round = await readRound(table, roundId);
  if (round === null) throw new Error('The round is gone');
  await applyOutcomes({ table, records }, round, at);
};

it('waits for the final decision and for every objection', async () => {
  const { staff, suppliers, proposalIds, judge } = world;
  expect(await call('POST', staff, path, body)).toMatchObject({
    status: 409,
    body: { code: 'decision-unsettled' },
  });
  expectStatus(await world.object(suppliers[1], proposalIds[1]), 201);
  await finalise();
  expect(await call('POST', staff, path, body)).toMatchObject({ body: { code: 'decision-unsettled' } });
  expectStatus(await world.decide(judge, proposalIds[1], 'DISMISSED'), 200);
  expect(await call('POST', staff, `/proposals/${proposalIds[1]}/designation`, body)).toMatchObject({
    status: 409,
    body: { code: 'solution-did-not-pass' },
  });
  expect(await call('POST', world.approver, path, body)).toMatchObject({ status: 403 });
  expect(await call('POST', staff, path, body)).toMatchObject({ status: 201, body: { state: 'PREPARED' } });
});

it('is in the catalogue once another person designates, and not before', async () => {
  const { approver, suppliers, staff } = world;
  expect(await call('GET', null, '/designations')).toMatchObject({ body: { rows: [] } });
  expect(await call('POST', staff, `${path}/changes`, { action: 'designate' })).toMatchObject({
    status: 403,
  });
  expect(await call('POST', suppliers[1], `${path}/changes`, { action: 'designate' })).toMatchObject({
    status: 404,
  });
  expect(await call('POST', approver, `${path}/changes`, { action: 'designate' })).toMatchObject({
    status: 200,
    body: { state: 'ACTIVE', activeUntil: '2023-09-01T00:00:00.000Z' },
  });
  expect(await call('GET', null, '/designations')).toMatchObject({
    body: { rows: [{ proposalId: world.proposalIds[0], state: 'ACTIVE', name: body.name }] },
  });
  expect(await call('GET', null, '/designations', undefined, '2023-09-01T00:00:00.000Z')).toMatchObject({
    body: { rows: [{ state: 'EXPIRED' }] },
  });
});

it('is bought on request by other bodies, of which its supplier is told', async () => {
  const { buyer, suppliers, staff, table } = world;
  const to = `/designations/${world.proposalIds[0]}/requests`;
  const request = { organisationId: buyer.organisationId, quantity: 2, message: 'For two stations' };
  const asked = expectStatus(await call('POST', buyer, to, request), 201);
  expect(asked.body).toMatchObject({ quantity: 2 });
  expect(await call('POST', staff, to, request)).toMatchObject({ status: 404 });
  for (const who of [suppliers[0], staff])
    expect(await call('GET', who, to)).toMatchObject({ body: { rows: [{ message: 'For two stations' }] } });
  expect(await call('GET', suppliers[1], to)).toMatchObject({ status: 404 });
  expect(await call('POST', buyer, to, request, '2023-09-01T00:00:00.000Z')).toMatchObject({
    status: 409,
    body: { code: 'not-on-offer' },
  });
  const { requestId } = v.parse(v.object({ requestId: v.string() }), asked.body);
  expect(
    await table.get({ pk: `NOTICE#designation/${world.proposalIds[0]}/request/${requestId}`, sk: 'NOTICE' }),
  ).toMatchObject({ kind: 'buying-requested', audience: { organisationId: suppliers[0].organisationId } });
});

it('is cancelled after written notice and the supplier’s comment', async () => {
  const { approver, suppliers, staff } = world;
  const change = (who: Member, sent: object) => call('POST', who, `${path}/changes`, sent);
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    status: 409,
    body: { code: 'cancellation-not-noticed' },
  });
  expect(await change(staff, { action: 'notice-cancellation', reason: 'It failed' })).toMatchObject({
    status: 200,
    body: { state: 'ACTIVE', cancellation: { reason: 'It failed', comment: null } },
  });
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    body: { code: 'supplier-not-heard' },
  });
  expect(await change(suppliers[0], { action: 'comment', comment: 'It was mended' })).toMatchObject({
    status: 200,
  });
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    status: 200,
    body: { state: 'CANCELLED' },
  });
  expect(await call('GET', world.auditor, path)).toMatchObject({ body: { resolution: body.resolution } });
});
