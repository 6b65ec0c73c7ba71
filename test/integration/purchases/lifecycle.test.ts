import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { countUnpublishedVerdicts } from '../../../functions/first-use/store.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { startFunded } from '../../../functions/purchases/start-purchases.ts';
import { settleInspection } from '../../../functions/purchases/settle-inspection.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { readBudget, readPurchase, rememberPurchaseWait } from '../../../functions/purchases/store.ts';
import { declareConflict } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putProposal,
} from '../../support/purchase-world.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createTestTable } from '../../support/test-table.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';

const priceInWon = 120_000_000;
const day = (number: number): string => `2020-09-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const terms = agreedTerms(priceInWon, day(20));
const delivery = { deliveredOn: '2020-09-01', note: 'At the gate' };
const passed = { result: 'passed', findings: 'It flies' };
const remedy = { result: 'remedy', findings: 'A rotor is cracked', remedyDueAt: day(25) };
const measurements = [
  { name: '비행 시간', value: 34.5, met: true },
  { name: '출동 시간', value: 120, met: false },
];
const verdict = { verdict: 'FAILURE', measurements, evidence: 'Flown in the snow' };

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});

let world: PurchaseWorld;
let purchaseId: string;
let woken: string[];
let path: string;
const workflow = {
  resume: (token: string) => {
    woken.push(token);
    return Promise.resolve(true);
  },
  start: () => Promise.resolve(),
};
const api = () => purchaseApi({ table, workflow });

/** A world with one purchase whose budget is reserved and whose machine waits. */
const begin = async (policy: Parameters<typeof createPurchaseWorld>[1] = {}): Promise<void> => {
  world = await createPurchaseWorld(table, policy);
  const { round, challengeId } = world;
  const proposalId = await putProposal(table, world);
  const lines = [{ proposalId, challengeId, priceInWon }];
  await startFunded({ table, workflow, purchaseMachineArn: 'machine' }, round, lines, day(1));
  purchaseId = purchaseIdOf(proposalId);
  path = `/purchases/${purchaseId}`;
  woken = [];
  await rememberPurchaseWait(table, purchaseId, { taskToken: 'token', state: 'BUDGET_RESERVED' });
};
beforeEach(() => begin());

/** Sends one request after another and expects each to be done. */
const go = async (...steps: readonly (readonly [keyof PurchaseWorld, string, string, unknown?])[]) => {
  for (const [who, verb, at, body] of steps) {
    const person = world[who];
    if (typeof person === 'string' || !('accountId' in person)) throw new Error(`${who} is nobody`);
    const done = await api().post(person, `${path}/${verb}`, at, body);
    expect([verb, done.status, done.body]).toEqual([verb, 200, expect.anything()]);
  }
};

const contract = ['staff', 'contract', day(1), terms] as const;
const deliver = ['supplier', 'delivery', day(2), delivery] as const;
const pass = ['buyer', 'inspection', day(3), passed] as const;
const accept = ['buyer', 'acceptance', day(4)] as const;
const pay = ['staff', 'payment', day(5)] as const;

describe('a purchase from the reservation to the published verdict', () => {
  it('moves its money with it, enters each arrow once, and wakes its machine each time', async () => {
    const { roundId } = world.round;
    const money: unknown[] = [await readBudget(table, roundId)];
    await go(contract);
    money.push(await readBudget(table, roundId));
    await go(deliver, ['buyer', 'inspection', day(3), remedy], ['supplier', 'delivery', day(4), delivery]);
    expect(await api().get(world.supplier, path, day(4))).toMatchObject({
      body: {
        remedied: [
          { delivery: { at: day(2) }, inspection: { result: 'remedy', findings: 'A rotor is cracked' } },
        ],
        delivery: { at: day(4) },
      },
    });
    await go(['buyer', 'inspection', day(5), passed], ['buyer', 'acceptance', day(6)]);
    await go(['staff', 'payment', day(7)]);
    money.push(await readBudget(table, roundId));
    const total = 3_300_000_000;
    expect(money).toMatchObject([
      { availableInWon: total - priceInWon, reservedInWon: priceInWon, committedInWon: 0, spentInWon: 0 },
      { availableInWon: total - priceInWon, reservedInWon: 0, committedInWon: priceInWon, spentInWon: 0 },
      { availableInWon: total - priceInWon, reservedInWon: 0, committedInWon: 0, spentInWon: priceInWon },
    ]);
    expect(woken).toHaveLength(7);

    await go(['buyer', 'verdict', '2020-10-06T00:00:00.000Z', verdict]);
    await go(['staff', 'verdict/publication', '2020-10-07T00:00:00.000Z']);
    const log = `round/${roundId}` as const;
    const arrows = async (entity: string) =>
      (await readEntries(table, log, entity)).map(({ leaf }) => [leaf.action, leaf.from, leaf.to]);
    expect(await arrows(`purchase/${purchaseId}`)).toEqual([
      ['reserve-budget', null, 'BUDGET_RESERVED'],
      ['contract', 'BUDGET_RESERVED', 'CONTRACTED'],
      ['deliver', 'CONTRACTED', 'DELIVERED'],
      ['require-remedy', 'DELIVERED', 'REMEDY_REQUIRED'],
      ['deliver', 'REMEDY_REQUIRED', 'DELIVERED'],
      ['pass-inspection', 'DELIVERED', 'INSPECTED'],
      ['accept', 'INSPECTED', 'ACCEPTED'],
      ['pay', 'ACCEPTED', 'PAID'],
    ]);
    expect(await arrows(`first-use/${purchaseId}`)).toEqual([
      ['begin', null, 'IN_USE'],
      ['report-failure', 'IN_USE', 'FAILURE'],
      ['publish-verdict', 'FAILURE', 'PUBLISHED'],
    ]);
  });

  it('has one effect however often a request is repeated', async () => {
    const sent = await Promise.all(
      Array.from({ length: 5 }, () => api().post(world.staff, `${path}/contract`, day(1), terms, 'one-key')),
    );
    expect(new Set(sent.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(await readBudget(table, world.round.roundId)).toMatchObject({ committedInWon: priceInWon });
  });

  it('goes on when its machine cannot be woken', async () => {
    const { post } = purchaseApi({ table, workflow: { resume: () => Promise.reject(new Error('down')) } });
    expect(await post(world.staff, `${path}/contract`, day(1), terms)).toMatchObject({
      status: 200,
      body: { state: 'CONTRACTED' },
    });
  });

  it('ends once', async () => {
    await go(contract, ['staff', 'termination', day(2), { reason: 'The supplier gave up' }]);
    expect(await api().post(world.staff, `${path}/termination`, day(3), { reason: 'Again' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect(await readBudget(table, world.round.roundId)).toMatchObject({
      availableInWon: 3_300_000_000,
      openPurchases: 0,
    });
    const entries = await readEntries(table, `round/${world.round.roundId}`, `purchase/${purchaseId}`);
    expect(entries.at(-1)?.disclosure.reason).toBe('The supplier gave up');
  });
});

describe('who may do what', () => {
  /** The code that each person is answered; null where it is done. */
  const codes = async (verb: string, at: string, body?: unknown) => {
    const { staff, auditor, buyer, otherBuyer, supplier } = world;
    const answers: Record<string, unknown> = {};
    for (const [name, who] of Object.entries({ auditor, otherBuyer, supplier, staff, buyer })) {
      const { status, body: told } = await api().post(who, `${path}/${verb}`, at, body);
      answers[name] = status === 200 ? null : told;
    }
    return answers;
  };

  it('to conclude the contract: staff', async () => {
    expect(await codes('contract', day(1), terms)).toMatchObject({
      auditor: { code: 'not-permitted' },
      otherBuyer: { code: 'not-permitted' },
      supplier: { code: 'not-permitted' },
      staff: null,
      buyer: { code: 'not-permitted' },
    });
  });

  it('to record the delivery: the supplier', async () => {
    await go(contract);
    expect(await codes('delivery', day(2), delivery)).toMatchObject({
      auditor: { code: 'not-permitted' },
      otherBuyer: { code: 'not-found' },
      supplier: null,
      staff: { code: 'not-permitted' },
      buyer: { code: 'not-permitted' },
    });
  });

  it.each([
    ['inspection', passed],
    ['acceptance', undefined],
  ])('for the %s: the first user', async (verb, body) => {
    await go(contract, deliver);
    if (verb === 'acceptance') await go(pass);
    expect(await codes(verb, day(4), body)).toMatchObject({
      auditor: { code: 'not-permitted' },
      otherBuyer: { code: 'not-the-first-user' },
      supplier: { code: 'supplier-decides' },
      staff: { code: 'not-permitted' },
      buyer: null,
    });
  });

  it.each(['payment', 'termination', 'verdict/publication'])('to do the %s: staff', async (verb) => {
    await go(contract, deliver, pass);
    if (verb !== 'termination') await go(accept);
    const reported = ['buyer', 'verdict', '2020-12-01T00:00:00.000Z', verdict] as const;
    if (verb === 'verdict/publication') await go(reported);
    expect(
      await codes(verb, '2020-12-02T00:00:00.000Z', verb === 'termination' ? { reason: 'No' } : undefined),
    ).toMatchObject({
      auditor: { code: 'not-permitted' },
      otherBuyer: { code: 'not-permitted' },
      supplier: { code: 'not-permitted' },
      staff: null,
    });
  });

  it('to report the verdict: the first user; another body and the supplier are told why not', async () => {
    await go(contract, deliver, pass, accept);
    expect(await codes('verdict', '2020-12-01T00:00:00.000Z', verdict)).toMatchObject({
      otherBuyer: { code: 'not-the-first-user' },
      supplier: { code: 'supplier-decides' },
      staff: { code: 'not-permitted' },
      buyer: null,
    });
  });

  it('to read it: both sides and the agency; for others neither it nor its money exists', async () => {
    const read = async (where: string) => {
      const { staff, auditor, buyer, otherBuyer, supplier } = world;
      const people = [staff, auditor, buyer, supplier, otherBuyer];
      return Promise.all(people.map(async (who) => (await api().get(who, where, day(1))).status));
    };
    const ofRound = `/rounds/${world.round.roundId}`;
    expect(await read(path)).toEqual([200, 200, 200, 200, 404]);
    expect(await read(`${ofRound}/budget`)).toEqual([200, 200, 403, 403, 403]);
    const listed = async (who: PurchaseWorld['staff']) =>
      (await api().get(who, `${ofRound}/purchases`, day(1))).body;
    expect(await listed(world.supplier)).toMatchObject({ rows: [{ purchaseId }], cursor: null });
    expect(await listed(world.otherBuyer)).toMatchObject({ rows: [] });
    expect(await api().get(null, path, day(1))).toMatchObject({ status: 401 });
  });
});

describe('who declared a conflict in the challenge', () => {
  const refused = () => ({
    status: 403,
    body: { code: 'conflict-declared', details: { challengeId: world.challengeId } },
  });
  const declare = (who: Member) =>
    declareConflict(table, who, { roundId: world.round.roundId, challengeId: world.challengeId }, day(1));

  it('takes no step for the first user; a colleague does', async () => {
    const { buyer } = world;
    await declare(buyer);
    const decline = { ground: 'site-lost', explanation: 'The road is gone' };
    expect(await api().post(buyer, `${path}/first-user/decline`, day(2), decline)).toMatchObject(refused());
    await go(contract, deliver);
    const colleague = await createMember(table, 'PUBLIC_BODY', ['buyer'], buyer.organisationId);
    const acts = [
      ['post', 'inspection', day(3), passed],
      ['post', 'acceptance', day(4), undefined],
      ['put', 'trial-plan', day(5), { steps: 'A day', methods: [] }],
      ['post', 'verdict', '2020-10-04T00:00:00.000Z', verdict],
    ] as const;
    for (const [method, verb, at, body] of acts) {
      expect(await api()[method](buyer, `${path}/${verb}`, at, body)).toMatchObject(refused());
      if (verb !== 'trial-plan')
        expect(await api()[method](colleague, `${path}/${verb}`, at, body)).toMatchObject({ status: 200 });
    }
  });

  it('neither contracts, pays nor terminates among staff; a colleague does', async () => {
    const { staff } = world;
    const colleague = await createMember(table, 'AGENCY', ['staff'], staff.organisationId);
    await declare(staff);
    const [, verb, at, body] = contract;
    expect(await api().post(staff, `${path}/${verb}`, at, body)).toMatchObject(refused());
    expect(await api().post(colleague, `${path}/${verb}`, at, body)).toMatchObject({ status: 200 });
    expect(
      await api().post(staff, `${path}/termination`, day(3), { reason: 'It no longer pleases' }),
    ).toMatchObject(refused());
    await go(deliver, pass, accept);
    expect(await api().post(staff, `${path}/payment`, day(5))).toMatchObject(refused());
    expect(await api().post(colleague, `${path}/payment`, day(5))).toMatchObject({
      status: 200,
      body: { state: 'PAID' },
    });
  });
});

describe('an inspection that nobody made', () => {
  const deadline = day(16);

  it('is refused from its deadline on, shows as passed, and lets the acceptance through', async () => {
    await go(contract, deliver);
    expect(await api().get(world.buyer, path, '2020-09-15T23:59:59.999Z')).toMatchObject({
      body: { state: 'DELIVERED', inspection: null, inspectionDeadline: deadline },
    });
    expect(await api().get(world.buyer, path, deadline)).toMatchObject({
      body: { state: 'INSPECTED', inspection: { deemed: true, at: deadline } },
    });
    expect(await api().post(world.buyer, `${path}/inspection`, deadline, remedy)).toMatchObject({
      status: 409,
      body: { code: 'inspection-deemed-passed' },
    });
    await go(['buyer', 'acceptance', deadline]);
    const log = `round/${world.round.roundId}` as const;
    const entries = await readEntries(table, log, `purchase/${purchaseId}`);
    expect(entries.slice(-2).map(({ leaf, disclosure }) => [leaf.action, disclosure.actor.kind])).toEqual([
      ['deem-passed', 'system'],
      ['accept', 'person'],
    ]);
  });

  it('is settled by the schedule, once, and not before it is due', async () => {
    await go(contract, deliver);
    woken = [];
    await settleInspection({ table, workflow }, purchaseId, '2020-09-15T23:59:59.999Z');
    expect((await readPurchase(table, purchaseId))?.state).toBe('DELIVERED');
    await Promise.all(
      [1, 2, 3].map(() => settleInspection({ table, workflow }, purchaseId, '2020-09-16T00:00:05.000Z')),
    );
    const settled = await readPurchase(table, purchaseId);
    expect(settled).toMatchObject({
      state: 'INSPECTED',
      inspection: { deemed: true, at: deadline },
      bookkeeping: { entryCount: 4 },
    });
    expect(woken.length).toBeGreaterThanOrEqual(3);
    await settleInspection({ table, workflow }, crypto.randomUUID(), deadline);
  });
});

describe('the first use', () => {
  it('begins with the acceptance and lasts as the challenge says', async () => {
    await go(contract, deliver, pass);
    expect(await api().post(world.buyer, `${path}/verdict`, day(4), verdict)).toMatchObject({
      status: 409,
      body: { code: 'not-in-use-yet' },
    });
    await go(accept);
    const ends = '2020-10-04T00:00:00.000Z';
    const before = '2020-10-03T23:59:59.999Z';
    const read = (at: string) => api().get(world.buyer, `${path}/first-use`, at);
    expect(await read(before)).toMatchObject({ body: { state: 'IN_USE', trialEndsAt: ends } });
    expect(await read(ends)).toMatchObject({ body: { state: 'REPORT_DUE' } });
    expect(await api().post(world.buyer, `${path}/verdict`, before, verdict)).toMatchObject({
      status: 409,
      body: { code: 'trial-still-running', details: { trialEndsAt: ends } },
    });
    await go(['buyer', 'verdict', ends, verdict]);
  });

  it('lasts as the policy says where it says so', async () => {
    await begin({ trialInSeconds: 60 });
    await go(contract, deliver, pass, accept);
    expect(await api().get(world.buyer, `${path}/first-use`, day(5))).toMatchObject({
      body: { trialEndsAt: '2020-09-04T00:01:00.000Z', state: 'REPORT_DUE' },
    });
  });

  it('that failed neither stops nor takes back the payment', async () => {
    await go(contract, deliver, pass, accept, ['buyer', 'verdict', '2020-10-04T00:00:00.000Z', verdict]);
    await go(['staff', 'verdict/publication', '2020-10-05T00:00:00.000Z']);
    const late = '2020-10-06T00:00:00.000Z';
    expect(await api().post(world.staff, `${path}/termination`, late, { reason: 'It failed' })).toMatchObject(
      {
        status: 409,
        body: { code: 'wrong-state' },
      },
    );
    await go(['staff', 'payment', late]);
    expect(await readBudget(table, world.round.roundId)).toMatchObject({ spentInWon: priceInWon });
  });

  it('is public once its verdict is published, and not before', async () => {
    const where = `/rounds/${world.round.roundId}/verdicts`;
    const published = async () => (await api().get(null, where, day(5))).body;
    await go(contract, deliver, pass, accept, pay);
    expect(await published()).toEqual({ rows: [], cursor: null });
    await go(['buyer', 'verdict', '2020-10-04T00:00:00.000Z', verdict]);
    expect(await published()).toEqual({ rows: [], cursor: null });
    expect(await countUnpublishedVerdicts(table, world.round.roundId)).toBe(1);
    await go(['staff', 'verdict/publication', '2020-10-05T00:00:00.000Z']);
    expect(await published()).toMatchObject({
      rows: [
        { purchaseId, verdict: 'FAILURE', measurements: [{ met: true }, { measured: 120, met: false }] },
      ],
    });
    expect(await countUnpublishedVerdicts(table, world.round.roundId)).toBe(0);
    expect(await api().get(null, `/rounds/${crypto.randomUUID()}/verdicts`, day(5))).toMatchObject({
      status: 404,
    });
  });
});
