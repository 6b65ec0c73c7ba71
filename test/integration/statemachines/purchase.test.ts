import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Table } from '../../../functions/platform/table.ts';
import { createWorkflow } from '../../../functions/platform/workflow.ts';
import { createPurchaseTasks } from '../../../functions/purchases/purchase-tasks.ts';
import { purchaseExecutionName, purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { settleInspection } from '../../../functions/purchases/settle-inspection.ts';
import { startFunded } from '../../../functions/purchases/start-purchases.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putProposal,
} from '../../support/purchase-world.ts';
import { createTestTable } from '../../support/test-table.ts';
import { createMachine, ended, start, untilEntered } from './execution.ts';
import { type Act, type Relay, startRelay } from './relay.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';

const deliveredAt = '2020-09-02T00:00:00.000Z';
const deadline = '2020-09-16T00:00:00.000Z';

const workflow = createWorkflow();
let table: Table;
let now: string;
let tasks: Act;
let relay: Relay;
let machineArn: string;
beforeAll(async () => {
  table = await createTestTable();
  relay = await startRelay((event) => tasks(event));
  machineArn = await createMachine('purchase', relay);
});
afterAll(() => {
  relay.close();
});

let world: PurchaseWorld;
let purchaseId: string;
let executionArn: string;
let fallsDueInSeconds: number | null;
beforeEach(async () => {
  now = '2020-09-01T00:00:00.000Z';
  fallsDueInSeconds = null;
  const own = createPurchaseTasks({
    table,
    workflow,
    scheduler: { scheduleAt: () => Promise.resolve() },
    clock: () => now,
  });
  tasks = async (event) => {
    const answer = await own(event);
    return fallsDueInSeconds !== null && typeof answer === 'object' && answer !== null && 'state' in answer
      ? { ...answer, waitInSeconds: fallsDueInSeconds }
      : answer;
  };
  world = await createPurchaseWorld(table);
  const proposalId = await putProposal(table, world);
  purchaseId = purchaseIdOf(proposalId);
  const line = { proposalId, challengeId: world.challengeId, priceInWon: 120_000_000 };
  await startFunded({ table, workflow, purchaseMachineArn: machineArn }, world.round, [line], now);
  executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${purchaseExecutionName({ purchaseId })}`;
});

/** Waits for the machine to wait in a state, then takes a step of the API, which wakes it. */
const step = async (
  state: string,
  who: 'staff' | 'supplier' | 'buyer',
  verb: string,
  body?: unknown,
  at = deliveredAt,
): Promise<void> => {
  await untilEntered(executionArn, state);
  const path = `/purchases/${purchaseId}/${verb}`;
  const done = await purchaseApi({ table, workflow }).post(world[who], path, at, body);
  expect(done).toMatchObject({ status: 200 });
};

const contract = agreedTerms(120_000_000, '2020-09-30T00:00:00.000Z');
const delivery = { deliveredOn: '2020-09-02', note: 'At the gate' };
const remedy = { result: 'remedy', findings: 'A rotor is cracked', remedyDueAt: '2020-10-15T00:00:00.000Z' };
const passed = { result: 'passed', findings: 'It flies' };

const waits = (states: readonly string[]): readonly string[] =>
  states.filter((state) => !['ReadPurchase', 'Route'].includes(state));

describe('the machine of a purchase, with its own tasks', () => {
  it('follows the purchase through a remedy to the payment', async () => {
    await step('AwaitContract', 'staff', 'contract', contract);
    await step('AwaitDelivery', 'supplier', 'delivery', delivery);
    now = deliveredAt;
    await step('AwaitInspection', 'buyer', 'inspection', remedy);
    await step('AwaitRemedy', 'supplier', 'delivery', delivery);
    await step('AwaitInspection', 'buyer', 'inspection', passed);
    await step('AwaitAcceptance', 'buyer', 'acceptance');
    await step('AwaitPayment', 'staff', 'payment');
    const { status, states } = await ended(executionArn);
    expect(status).toBe('SUCCEEDED');
    expect([...new Set(waits(states))]).toEqual([
      'AwaitContract',
      'AwaitDelivery',
      'AwaitInspection',
      'AwaitRemedy',
      'AwaitAcceptance',
      'AwaitPayment',
      'Paid',
    ]);
  });

  it('ends with a termination', async () => {
    await step('AwaitContract', 'staff', 'termination', { reason: 'The supplier gave up' });
    const { status, states } = await ended(executionArn);
    expect([status, states.at(-1)]).toEqual(['SUCCEEDED', 'Terminated']);
  });

  it('goes on when the schedule settles the inspection', async () => {
    await step('AwaitContract', 'staff', 'contract', contract);
    await step('AwaitDelivery', 'supplier', 'delivery', delivery);
    await untilEntered(executionArn, 'AwaitInspection');
    now = deadline;
    await settleInspection({ table, workflow }, purchaseId, deadline);
    await untilEntered(executionArn, 'AwaitAcceptance');
    await step('AwaitAcceptance', 'staff', 'termination', { reason: 'Enough seen' }, deadline);
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('goes on by itself when no schedule ever fires', async () => {
    await step('AwaitContract', 'staff', 'contract', contract);
    await untilEntered(executionArn, 'AwaitDelivery');
    fallsDueInSeconds = 1;
    await step('AwaitDelivery', 'supplier', 'delivery', delivery);
    await untilEntered(executionArn, 'AwaitInspection');
    now = deadline;
    await untilEntered(executionArn, 'AwaitAcceptance');
    fallsDueInSeconds = null;
    await step('AwaitAcceptance', 'staff', 'termination', { reason: 'Enough seen' }, deadline);
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is one, however often it is started', async () => {
    const name = purchaseExecutionName({ purchaseId });
    await workflow.start(machineArn, name, { purchaseId, roundId: world.round.roundId });
    expect(await workflow.status(machineArn, name)).toBe('RUNNING');
    await step('AwaitContract', 'staff', 'termination', { reason: 'Enough seen' });
    await ended(executionArn);
  });

  it('fails at once for a purchase that does not exist', async () => {
    const unknown = await start(machineArn, { purchaseId: crypto.randomUUID(), roundId: 'round-1' });
    expect(await ended(unknown)).toMatchObject({ status: 'FAILED', error: 'PurchaseUnknown' });
  });

  it('fails under a name of its own when every repetition has failed', async () => {
    tasks = () => Promise.reject(new Error('Never'));
    const impatient = await createMachine('purchase', relay, (text) =>
      text.replaceAll('"MaxAttempts": 20', '"MaxAttempts": 0'),
    );
    const failing = await start(impatient, { purchaseId, roundId: world.round.roundId });
    expect(await ended(failing)).toMatchObject({ status: 'FAILED', error: 'PurchaseTaskFailed' });
  });

  it('fails on a state that it does not know', async () => {
    tasks = () => Promise.resolve({ state: 'LOST', waitInSeconds: 60 });
    const lost = await start(machineArn, { purchaseId, roundId: world.round.roundId });
    expect(await ended(lost)).toMatchObject({
      status: 'FAILED',
      error: 'UnknownState',
      cause: 'No state waits in LOST',
    });
  });
});
