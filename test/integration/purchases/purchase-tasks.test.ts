import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Table } from '../../../functions/platform/table.ts';
import { createPurchaseTasks } from '../../../functions/purchases/purchase-tasks.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startFunded } from '../../../functions/purchases/start-purchases.ts';
import { readPurchase, readPurchaseWait } from '../../../functions/purchases/store.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putProposal,
} from '../../support/purchase-world.ts';
import { createTestTable } from '../../support/test-table.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';

const week = 7 * 86_400;
const deliveredAt = '2020-09-02T00:00:00.000Z';
const deadline = '2020-09-16T00:00:00.000Z';

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});

let world: PurchaseWorld;
let purchaseId: string;
let now: string;
let resumed: string[];
let schedules: unknown[][];
let whileScheduling: () => Promise<void>;
const tasks = () =>
  createPurchaseTasks({
    table,
    workflow: {
      resume: (token) => {
        resumed.push(token);
        return Promise.resolve(true);
      },
    },
    scheduler: {
      scheduleAt: async (...schedule) => {
        schedules.push(schedule);
        await whileScheduling();
      },
    },
    clock: () => now,
  });

beforeEach(async () => {
  world = await createPurchaseWorld(table);
  const proposalId = await putProposal(table, world);
  const line = { proposalId, challengeId: world.challengeId, priceInWon: 120_000_000 };
  const workflow = { start: () => Promise.resolve() };
  now = '2020-09-01T00:00:00.000Z';
  await startFunded({ table, workflow, purchaseMachineArn: 'machine' }, world.round, [line], now);
  purchaseId = purchaseIdOf(proposalId);
  resumed = [];
  schedules = [];
  whileScheduling = () => Promise.resolve();
});

const { post } = {
  post: (who: 'staff' | 'supplier' | 'buyer', verb: string, at: string, body?: unknown) =>
    purchaseApi({ table, workflow: { resume: () => Promise.resolve(true) } }).post(
      world[who],
      `/purchases/${purchaseId}/${verb}`,
      at,
      body,
    ),
};
const deliver = async () => {
  const terms = agreedTerms(120_000_000, '2020-09-30T00:00:00.000Z');
  expect(await post('staff', 'contract', now, terms)).toMatchObject({ status: 200 });
  const delivery = { deliveredOn: '2020-09-02', note: 'At the gate' };
  expect(await post('supplier', 'delivery', deliveredAt, delivery)).toMatchObject({ status: 200 });
};

const read = () => tasks()({ task: 'read', purchaseId, roundId: world.round.roundId });
const wait = (state: string) =>
  tasks()({ task: 'await', purchaseId, roundId: world.round.roundId, state, taskToken: 'token' });

describe('the task that reads', () => {
  it('says where the purchase stands, and to look again in a week', async () => {
    expect(await read()).toEqual({ state: 'BUDGET_RESERVED', waitInSeconds: week });
  });

  it('says to look again a minute after the inspection’s deadline', async () => {
    await deliver();
    now = '2020-09-15T23:00:00.001Z';
    expect(await read()).toEqual({ state: 'DELIVERED', waitInSeconds: 3660 });
    now = '2020-09-15T23:59:59.999Z';
    expect(await read()).toEqual({ state: 'DELIVERED', waitInSeconds: 61 });
    now = deliveredAt;
    expect(await read()).toEqual({ state: 'DELIVERED', waitInSeconds: week });
  });

  it('stores what the clock has passed when no schedule fired', async () => {
    await deliver();
    now = deadline;
    expect(await read()).toEqual({ state: 'INSPECTED', waitInSeconds: week });
    expect(await readPurchase(table, purchaseId)).toMatchObject({ inspection: { deemed: true } });
  });
});

describe('the task that waits', () => {
  it('keeps the token, without a schedule where nothing falls due', async () => {
    expect(await wait('BUDGET_RESERVED')).toBeNull();
    expect(await readPurchaseWait(table, purchaseId)).toEqual({
      taskToken: 'token',
      state: 'BUDGET_RESERVED',
    });
    expect([schedules, resumed]).toEqual([[], []]);
  });

  it('arms the inspection’s schedule for its deadline, and one for the warning that comes next', async () => {
    await deliver();
    now = deliveredAt;
    await wait('DELIVERED');
    const { roundId } = world.round;
    const payload = { kind: 'purchase', purchaseId, roundId };
    const warnAt = '2020-09-13T00:00:00.000Z';
    const armed = [`${purchaseId}-inspection`, deadline, { ...payload, at: deadline }];
    expect(schedules).toEqual([armed, [`${purchaseId}-warning`, warnAt, { ...payload, at: warnAt }]]);
    expect(resumed).toEqual([]);
    schedules = [];
    now = '2020-09-15T00:00:00.000Z';
    await wait('DELIVERED');
    expect(schedules).toEqual([armed]);
  });

  it('wakes itself when the purchase had moved before the token was kept', async () => {
    await deliver();
    await wait('CONTRACTED');
    expect(resumed).toEqual(['token']);
  });

  it('wakes itself when the purchase moves while it registers', async () => {
    await deliver();
    now = deliveredAt;
    whileScheduling = async () => {
      // The schedule of the next warning comes after.
      whileScheduling = () => Promise.resolve();
      expect(await post('buyer', 'inspection', now, { result: 'passed', findings: 'Good' })).toMatchObject({
        status: 200,
      });
    };
    await wait('DELIVERED');
    expect(resumed).toEqual(['token']);
  });

  it('wakes itself when the deadline comes while it registers', async () => {
    await deliver();
    now = '2020-09-15T23:59:59.999Z';
    whileScheduling = () => {
      now = deadline;
      return Promise.resolve();
    };
    await wait('DELIVERED');
    expect(resumed).toEqual(['token']);
    expect(await readPurchase(table, purchaseId)).toMatchObject({ state: 'INSPECTED' });
  });
});

describe('a task that cannot be done', () => {
  it('fails under a stable name', async () => {
    const unknown = { task: 'read', purchaseId: crypto.randomUUID(), roundId: 'round' };
    await expect(tasks()(unknown)).rejects.toMatchObject({ name: 'PurchaseUnknown' });
    await expect(tasks()({ task: 'sell' })).rejects.toMatchObject({ name: 'PurchaseTaskFault' });
    whileScheduling = () => Promise.reject(new Error('The scheduler is down'));
    await deliver();
    now = deliveredAt;
    await expect(wait('DELIVERED')).rejects.toMatchObject({
      name: 'PurchaseTaskFault',
      message: 'Error: The scheduler is down',
    });
  });
});
