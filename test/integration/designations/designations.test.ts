import { beforeAll, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { applyOutcomes } from '../../../functions/decisions/apply-outcomes.ts';
import { createChangeDesignation } from '../../../functions/designations/change-designation.ts';
import { createPrepareDesignation } from '../../../functions/designations/prepare-designation.ts';
import {
  createListBuyingRequests,
  createListDesignations,
  createListWaitingDesignations,
  createReadDesignation,
} from '../../../functions/designations/read-designations.ts';
import { createRecordRepurchase } from '../../../functions/designations/record-repurchase.ts';
import { createRequestToBuy } from '../../../functions/designations/request-to-buy.ts';
import { createTellExpiries } from '../../../functions/designations/tell-expiries.ts';
import { createReadLessons } from '../../../functions/first-use/read-lessons.ts';
import { firstUseChange } from '../../../functions/first-use/store.ts';
import { serve } from '../../../functions/platform/http.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { listWaitingDesignations } from '../../../functions/designations/schema.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { expectApproversTold } from '../../support/awaited-approval.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { expectStatus, moveRound } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createObjectionWorld, noticed, type ObjectionWorld } from '../../support/objection-world.ts';
import { putNewThing } from '../../support/purchase-world.ts';
import { inUse } from '../../support/sample-purchase.ts';

const at = '2020-09-01T00:00:00.000Z';
const body = {
  name: { ko: '드론', en: 'Drone' },
  inspection: { inspectedOn: '2020-08-30', findings: 'Built at this place' },
  resolution: 'The committee resolved to designate',
};

let world: ObjectionWorld;
let handler: Parameters<typeof callApi>[0];
let call: (
  method: 'GET' | 'POST',
  who: Member | null,
  path: string,
  sent?: unknown,
  receivedAt?: string,
  version?: number,
) => ReturnType<typeof callApi>;
let path: string;
beforeAll(async () => {
  world = await createObjectionWorld();
  const { table } = world;
  handler = serve(
    [
      createPrepareDesignation({ table }),
      createChangeDesignation({ table }),
      createReadDesignation({ table }),
      createListDesignations({ table }),
      createListWaitingDesignations({ table }),
      createRequestToBuy({ table }),
      createRecordRepurchase({ table }),
      createListBuyingRequests({ table }),
    ],
    table,
  );
  call = (method, who, to, sent, receivedAt = at, version) =>
    callApi(handler, {
      method,
      path: to,
      receivedAt,
      ...(who === null ? {} : { accountId: who.accountId }),
      ...(sent === undefined ? {} : { body: sent }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
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

/** What awaits another person of the agency in the round of this suite, page after page. */
const listWaiting = async (
  who: Member,
  receivedAt = at,
  cursor: string | null = null,
): Promise<v.InferOutput<typeof listWaitingDesignations.answer>['rows']> => {
  const { body: page } = expectStatus(
    await callApi(handler, {
      method: 'GET',
      path: '/waiting-designations',
      accountId: who.accountId,
      receivedAt,
      ...(cursor === null ? {} : { query: { cursor } }),
    }),
    200,
  );
  const { rows, cursor: next } = v.parse(listWaitingDesignations.answer, page);
  const ours = rows.filter(({ roundId }) => roundId === world.roundId);
  return next === null ? ours : [...ours, ...(await listWaiting(who, receivedAt, next))];
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
  expect(await call('POST', staff, path, { name: body.name, resolution: 'Resolved' })).toMatchObject({
    status: 422,
    body: { code: 'inspection-missing' },
  });
  expect(await call('POST', staff, path, body)).toMatchObject({ status: 201, body: { state: 'PREPARED' } });
  await expectApproversTold(world.table, 'designation', `${proposalIds[0]}/0`);
});

it('is taken back by staff while it is prepared, and prepared anew', async () => {
  const { approver, staff } = world;
  const taken = { action: 'withdraw-preparation', reason: 'Another inspection is needed' };
  expect(await call('POST', approver, `${path}/changes`, taken)).toMatchObject({ status: 403 });
  expect(await call('POST', staff, `${path}/changes`, taken)).toMatchObject({
    status: 200,
    body: { state: 'WITHDRAWN' },
  });
  expect(await call('POST', approver, `${path}/changes`, { action: 'designate' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state' },
  });
  expect(await listWaiting(approver)).toEqual([]);
  expect(await call('GET', null, '/designations')).toMatchObject({ body: { rows: [] } });
  expect(await call('POST', staff, path, body)).toMatchObject({ status: 201, body: { state: 'PREPARED' } });
});

it('is in the catalogue once another person designates, and not before', async () => {
  const { approver, suppliers, staff } = world;
  expect(await call('GET', null, '/designations')).toMatchObject({ body: { rows: [] } });
  for (const who of [staff, approver, world.auditor])
    expect(await listWaiting(who)).toMatchObject([
      {
        state: 'PREPARED',
        prepared: { accountId: staff.accountId, at },
        inspection: body.inspection,
        noticedBy: null,
        version: 3,
      },
    ]);
  for (const who of [suppliers[0], world.buyer])
    expect(await call('GET', who, '/waiting-designations')).toMatchObject({ status: 403 });
  expect(await call('POST', staff, path, { ...body, resolution: 'Resolution 8' })).toMatchObject({
    status: 201,
    body: { version: 4 },
  });
  for (const [who, to] of [
    [approver, `${path}/changes`],
    [staff, path],
  ] as const)
    expect(await call('POST', who, to, who === staff ? body : { action: 'designate' }, at, 1)).toMatchObject({
      status: 412,
      body: { details: { version: 4 } },
    });
  expect(await call('POST', staff, path, body, at, 4)).toMatchObject({ status: 201 });
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
    expect(await call('GET', who, to)).toMatchObject({
      body: {
        rows: [
          {
            message: 'For two stations',
            organisationName: { ko: expect.any(String), en: expect.any(String) },
          },
        ],
      },
    });
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

it('is recorded as bought by the body that bought it, though it had no first use, and counts once', async () => {
  const { buyer, staff, table, roundId } = world;
  const to = `/designations/${world.proposalIds[0]}/repurchases`;
  const sold = { organisationId: buyer.organisationId, amount: 5_000, day: '2020-08-31' };
  expect(await call('POST', staff, to, sold)).toMatchObject({ status: 404 });
  expect(await call('POST', buyer, to, { ...sold, day: '2020-09-02' })).toMatchObject({
    status: 422,
    body: { code: 'outcome-ahead' },
  });
  const before = '2020-08-31T23:00:00.000Z';
  expect(await call('POST', buyer, to, sold, before)).toMatchObject({
    status: 201,
    body: { proposalId: world.proposalIds[0], kind: 'repurchase', amount: 5_000 },
  });
  expect(await call('POST', buyer, to, sold)).toMatchObject({
    status: 409,
    body: { code: 'repurchase-recorded' },
  });
  const lessons = serve([createReadLessons({ table })], table);
  expect(
    await callApi(lessons, { method: 'GET', path: `/rounds/${roundId}/lessons`, receivedAt: at }),
  ).toMatchObject({
    body: { repurchases: { count: 1, amountInWon: 5_000 } },
  });
});

it('tells its supplier and who asked to buy that it expires, ahead and then, each once', async () => {
  const { buyer, suppliers, table } = world;
  const ids = (kind: string) =>
    [suppliers[0], buyer].map(
      ({ organisationId }) =>
        `designation/${world.proposalIds[0]}/${kind}/2023-09-01T00:00:00.000Z/${organisationId}`,
    );
  const told = (kind: string) =>
    Promise.all(ids(kind).map((id) => table.get({ pk: `NOTICE#${id}`, sk: 'NOTICE' })));
  const sweep = (when: string) => createTellExpiries({ table, clock: () => when })();
  await sweep('2023-06-02T23:59:59.999Z');
  expect(await told('designation-expiring')).toEqual([null, null]);
  await sweep('2023-06-03T00:00:00.000Z');
  await sweep('2023-06-04T00:00:00.000Z');
  expect(await told('designation-expiring')).toMatchObject([
    { facts: { toldTo: 'supplier' }, recordedAt: '2023-06-03T00:00:00.000Z' },
    { facts: { toldTo: 'body' }, recordedAt: '2023-06-03T00:00:00.000Z' },
  ]);
  expect(await told('designation-expired')).toEqual([null, null]);
  await sweep('2023-09-01T00:00:00.000Z');
  expect(await told('designation-expired')).toMatchObject([{}, {}]);
});

it('is reviewed once after a published failure of its first use, of which its supplier is told', async () => {
  const { approver, staff, suppliers, table, roundId } = world;
  const [proposalId] = world.proposalIds;
  const review = { action: 'review', finding: 'The rotor was weak', result: 'keep' };
  const change = (who: Member, sent: object) => call('POST', who, `${path}/changes`, sent);
  expect(await change(staff, review)).toMatchObject({ status: 409, body: { code: 'review-not-due' } });
  const purchaseId = purchaseIdOf(proposalId);
  await putNewThing(
    table,
    firstUseChange(
      null,
      {
        ...inUse,
        state: 'PUBLISHED',
        purchaseId,
        proposalId,
        roundId,
        report: {
          verdict: 'FAILURE',
          measurements: [],
          evidence: 'It fell',
          documents: [],
          at,
          accountId: 'first-user',
        },
        publication: { at, accountId: staff.accountId },
      },
      'begin',
    ),
  );
  expect(await listWaiting(staff)).toMatchObject([{ state: 'ACTIVE', reviewDue: true, cancellation: null }]);
  expect(await change(approver, review)).toMatchObject({ status: 403 });
  expect(await change(staff, review)).toMatchObject({
    status: 200,
    body: { reviewDue: false, reviews: [{ at, finding: 'The rotor was weak', result: 'keep' }] },
  });
  expect(await change(staff, review)).toMatchObject({ body: { code: 'review-not-due' } });
  expect(await listWaiting(staff)).toEqual([]);
  expect(
    await table.get({ pk: `NOTICE#designation/${proposalId}/reviewed/${at}`, sk: 'NOTICE' }),
  ).toMatchObject({
    audience: { organisationId: suppliers[0].organisationId },
    facts: { change: 'reviewed' },
  });
});

it('is extended by another person than those who prepared it (invariant 11)', async () => {
  const { approver, staff, suppliers, table, roundId } = world;
  const change = (who: Member, sent: object, version?: number) =>
    call('POST', who, `${path}/changes`, sent, at, version);
  const until = '2024-09-01T00:00:00.000Z';
  const extension = { action: 'prepare-extension', until, reason: 'Bodies want more of it' };
  expect(await change(approver, extension)).toMatchObject({ status: 403 });
  expect(await change(approver, { action: 'extend' })).toMatchObject({
    body: { code: 'extension-not-prepared' },
  });
  expect(await change(staff, { ...extension, until: '2023-09-01T00:00:00.000Z' })).toMatchObject({
    body: { code: 'extension-not-later' },
  });
  const prepared = expectStatus(await change(staff, extension), 200);
  const { version } = v.parse(v.object({ version: v.number() }), prepared.body);
  expect(prepared.body).toMatchObject({ state: 'ACTIVE', activeUntil: '2023-09-01T00:00:00.000Z' });
  expect((await call('GET', suppliers[0], path)).body).not.toHaveProperty('extension');
  await expectApproversTold(table, 'designation-extension', `${world.proposalIds[0]}/${version - 1}`);
  const waiting = { until, prepared: { accountId: staff.accountId, at } };
  expect(await listWaiting(approver)).toMatchObject([{ extension: waiting }]);
  expect(await change(approver, { action: 'drop-extension', reason: 'No' })).toMatchObject({ status: 403 });
  expect(await change(staff, { action: 'drop-extension', reason: 'Later' })).toMatchObject({ status: 200 });
  expect(await listWaiting(approver)).toEqual([]);

  const both = await createMember(table, 'AGENCY', ['staff', 'approver'], approver.organisationId);
  await declareClear(table, roundId, [both]);
  for (const who of [both, staff]) expectStatus(await change(who, extension), 200);
  expect(await change(both, { action: 'extend' })).toMatchObject({ body: { code: 'same-person' } });
  expect(await change(approver, { action: 'extend' }, version)).toMatchObject({ status: 412 });
  expect(await change(approver, { action: 'extend' })).toMatchObject({
    status: 200,
    body: { state: 'EXTENDED', activeUntil: until },
  });
  expect(await listWaiting(approver)).toEqual([]);
  expect(
    await table.get({ pk: `NOTICE#designation/${world.proposalIds[0]}/extended/${at}`, sk: 'NOTICE' }),
  ).toMatchObject({
    audience: { organisationId: suppliers[0].organisationId },
    facts: { activeUntil: until },
  });
});

it('is cancelled after written notice and the supplier’s comment', async () => {
  const { approver, suppliers, staff, table } = world;
  const change = (who: Member, sent: object) => call('POST', who, `${path}/changes`, sent);
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    status: 409,
    body: { code: 'cancellation-not-noticed' },
  });
  expect(await change(staff, { action: 'notice-cancellation', reason: 'It failed' })).toMatchObject({
    status: 200,
    body: { state: 'EXTENDED', cancellation: { reason: 'It failed', comment: null } },
  });
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    body: { code: 'supplier-not-heard' },
  });
  expect(await listWaiting(approver)).toMatchObject([
    { state: 'EXTENDED', noticedBy: staff.accountId, cancellation: { reason: 'It failed' } },
  ]);
  expect(await listWaiting(approver, '2024-09-01T00:00:00.000Z')).toEqual([]);
  expect(await change(suppliers[0], { action: 'comment', comment: 'It was mended' })).toMatchObject({
    status: 200,
  });
  const told = async (change: string) =>
    table.get({ pk: `NOTICE#designation/${world.proposalIds[0]}/${change}/${at}`, sk: 'NOTICE' });
  expect(await told('commented')).toMatchObject({
    kind: 'designation-commented',
    audience: { kind: 'agency', roles: ['staff', 'approver'] },
  });
  expect(await change(approver, { action: 'cancel' })).toMatchObject({
    status: 200,
    body: { state: 'CANCELLED' },
  });
  expect(await listWaiting(approver)).toEqual([]);
  for (const [change, activeUntil] of [
    ['designated', '2023-09-01T00:00:00.000Z'],
    ['cancelled', '2024-09-01T00:00:00.000Z'],
  ] as const)
    expect(await told(change)).toMatchObject({
      kind: 'designation-changed',
      audience: { organisationId: suppliers[0].organisationId },
      facts: { change, activeUntil },
    });
  expect(await told('kept')).toBeNull();
  expect(await call('GET', world.auditor, path)).toMatchObject({ body: { resolution: body.resolution } });
});
