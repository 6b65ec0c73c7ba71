import { beforeAll, expect, it } from '@jest/globals';
import type { Table } from '../../../functions/platform/table.ts';
import { chaseReports } from '../../../functions/first-use/chase-reports.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startFunded } from '../../../functions/purchases/start-purchases.ts';
import { readEntries } from '../../support/entries.ts';
import { createMember, type Member } from '../../support/members.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putProposal,
} from '../../support/purchase-world.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';
import { createTestTable } from '../../support/test-table.ts';

const day = (number: number): string => `2020-09-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const week = 7 * 86_400;
const workflow = { resume: () => Promise.resolve(true), start: () => Promise.resolve() };

let table: Table;
let world: PurchaseWorld;
let path: string;
let purchaseId: string;
let next: Member;
beforeAll(async () => {
  table = await createTestTable();
  world = await createPurchaseWorld(table, { verdictCommentInSeconds: week, trialInSeconds: 0 });
  next = await createMember(table, 'PUBLIC_BODY', ['buyer']);
  const proposalId = await putProposal(table, world);
  const lines = [{ proposalId, challengeId: world.challengeId, priceInWon: 1_000_000 }];
  await startFunded({ table, workflow, purchaseMachineArn: 'machine' }, world.round, lines, day(1));
  purchaseId = purchaseIdOf(proposalId);
  path = `/purchases/${purchaseId}`;
});

const { post, put, get } = {
  post: (who: Member | null, to: string, at: string, body?: unknown) =>
    purchaseApi({ table, workflow }).post(who, to, at, body),
  put: (who: Member, to: string, at: string, body: unknown) =>
    purchaseApi({ table, workflow }).put(who, to, at, body),
  get: (who: Member | null, to: string) => purchaseApi({ table, workflow }).get(who, to, day(30)),
};
const decline = { ground: 'site-lost', explanation: 'The station was sold' };
const notice = (noticeId: string) => table.get({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' });

it('a first user declines on a listed ground alone, and not while nobody else would take its place', async () => {
  expect(
    await post(world.buyer, `${path}/first-user/decline`, day(1), { ...decline, ground: 'no-wish' }),
  ).toMatchObject({ status: 400 });
  expect(await post(world.otherBuyer, `${path}/first-user/decline`, day(1), decline)).toMatchObject({
    status: 403,
    body: { code: 'not-the-first-user' },
  });
  expect(await post(world.buyer, `${path}/first-user/decline`, day(1), decline)).toMatchObject({
    status: 409,
    body: { code: 'no-other-first-user' },
  });
});

it('a body that applied takes the place, on record and told of it (invariant 9)', async () => {
  const apply = (who: Member) =>
    post(who, `/challenges/${world.challengeId}/first-use-applications`, day(1), {
      organisationId: who.organisationId,
      commitment: 'Our station stands ready',
    });
  expect(await apply(next)).toMatchObject({ status: 201 });
  expect(await apply(next)).toMatchObject({ status: 409, body: { code: 'already-exists' } });
  const applications = async (who: Member) =>
    (await get(who, `/challenges/${world.challengeId}/first-use-applications`)).body;
  const own = {
    organisationId: next.organisationId,
    commitment: 'Our station stands ready',
    appliedAt: day(1),
  };
  expect(await applications(next)).toMatchObject({ rows: [own] });
  expect(await applications(world.staff)).toMatchObject({ rows: [own] });
  expect(await applications(world.buyer)).toEqual({ rows: [] });
  expect(await post(world.buyer, `${path}/first-user/decline`, day(2), decline)).toMatchObject({
    status: 200,
    body: {
      firstUserId: next.organisationId,
      declines: [{ organisationId: world.buyer.organisationId, ...decline, at: day(2) }],
    },
  });
  const entries = await readEntries(table, `round/${world.round.roundId}`, `purchase/${purchaseId}`);
  expect(entries.at(-1)).toMatchObject({
    leaf: { action: 'decline-first-use' },
    disclosure: { reason: 'site-lost: The station was sold' },
  });
  expect(await notice(`purchase/${purchaseId}/first-user/1`)).toMatchObject({
    audience: { organisationId: next.organisationId },
  });
});

it('the new one inspects, accepts and plans, and the old one does not', async () => {
  const { staff, supplier, buyer } = world;
  const terms = agreedTerms(1_000_000, day(20));
  expect(await post(staff, `${path}/contract`, day(3), terms)).toMatchObject({ status: 200 });
  const delivery = { deliveredOn: '2020-09-04', note: 'Here' };
  expect(await post(supplier, `${path}/delivery`, day(4), delivery)).toMatchObject({ status: 200 });
  expect(await notice(`purchase/${purchaseId}/delivered/1`)).toMatchObject({
    kind: 'delivery-recorded',
    audience: { organisationId: next.organisationId },
  });
  const passed = { result: 'passed', findings: 'Good' };
  expect(await post(buyer, `${path}/inspection`, day(5), passed)).toMatchObject({ status: 403 });
  expect(await post(next, `${path}/inspection`, day(5), passed)).toMatchObject({ status: 200 });
  expect(await post(next, `${path}/acceptance`, day(6))).toMatchObject({ status: 200 });
  const methods = ['비행 시간', '출동 시간'].map((name) => ({ name, method: 'By a stopwatch' }));
  expect(await put(next, `${path}/trial-plan`, day(6), { steps: 'A day', methods })).toMatchObject({
    status: 200,
    body: { plan: { steps: 'A day', methods: [{}, {}] } },
  });
});

it('a report is asked for once a week until it is there', async () => {
  const { roundId } = world.round;
  expect(await chaseReports(table, roundId, day(6))).toBe(day(13));
  expect(await chaseReports(table, roundId, day(7))).toBe(day(13));
  expect(await notice(`first-use/${purchaseId}/report-due/0`)).toMatchObject({
    kind: 'report-due',
    recordedAt: day(6),
  });
  await chaseReports(table, roundId, day(20));
  expect(await notice(`first-use/${purchaseId}/report-due/2/agency`)).toMatchObject({
    audience: { kind: 'agency' },
  });
});

it('the supplier is heard before the publication, and its comment published', async () => {
  const { staff, supplier, buyer } = world;
  const measurements = [
    { name: '비행 시간', value: 34.5, met: true },
    { name: '출동 시간', value: 120, met: false },
  ];
  const report = { verdict: 'FAILURE', measurements, evidence: 'In the snow' };
  expect(await post(next, `${path}/verdict`, day(21), report)).toMatchObject({ status: 200 });
  expect(await notice(`first-use/${purchaseId}/reported`)).toMatchObject({
    facts: { commentUntil: day(28) },
  });
  expect(await post(staff, `${path}/verdict/publication`, day(22))).toMatchObject({
    status: 409,
    body: { code: 'supplier-not-heard' },
  });
  expect(await post(buyer, `${path}/verdict/comment`, day(22), { text: 'No' })).toMatchObject({
    status: 404,
  });
  expect(await post(supplier, `${path}/verdict/comment`, day(22), { text: 'It was wet' })).toMatchObject({
    status: 200,
  });
  const sold = { kind: 'repurchase', organisationId: buyer.organisationId, amount: 5_000, day: '2020-09-22' };
  expect(await post(buyer, `${path}/outcomes`, day(22), sold)).toMatchObject({ status: 404 });
  expect(await post(staff, `${path}/verdict/publication`, day(23))).toMatchObject({ status: 200 });
  expect(await get(null, `/rounds/${world.round.roundId}/verdicts`)).toMatchObject({
    body: { rows: [{ verdict: 'FAILURE', comment: 'It was wet' }] },
  });
});

it('what came of it is recorded by who knows it, and summed up for everybody', async () => {
  const { supplier, buyer, round } = world;
  const record = (who: Member, kind: string, amount: number, organisationId = who.organisationId) =>
    post(who, `${path}/outcomes`, day(29), { kind, organisationId, amount, day: '2020-09-28' });
  expect(await record(buyer, 'repurchase', 5_000)).toMatchObject({ status: 201 });
  expect(await record(supplier, 'sales', 70_000)).toMatchObject({ status: 201 });
  expect(await record(next, 'people-served', 12)).toMatchObject({ status: 201 });
  expect(await record(buyer, 'people-served', 12)).toMatchObject({ status: 403 });
  expect(await record(buyer, 'sales', 12, supplier.organisationId)).toMatchObject({ status: 404 });
  expect(await record(supplier, 'repurchase', 12)).toMatchObject({ status: 403 });
  const ahead = { kind: 'repurchase', organisationId: buyer.organisationId, amount: 1, day: '2020-09-30' };
  // The day is Seoul's: it has begun there at three in the afternoon of the day before in UTC.
  expect(await post(buyer, `${path}/outcomes`, '2020-09-29T14:59:59.999Z', ahead)).toMatchObject({
    status: 422,
    body: { code: 'outcome-ahead' },
  });
  expect(await get(null, `/rounds/${round.roundId}/lessons`)).toMatchObject({
    status: 200,
    body: {
      verdicts: { SUCCESS: 0, FAILURE: 1, INCONCLUSIVE: 0 },
      repurchases: { count: 1, amountInWon: 5_000 },
      salesInWon: 70_000,
      peopleServed: 12,
      challenges: [],
    },
  });
  // This world's round has given no notice, before which there is nothing to count.
  expect(await get(null, `/rounds/${round.roundId}/figures`)).toMatchObject({ status: 404 });
});
