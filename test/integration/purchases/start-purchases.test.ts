import { beforeAll, describe, expect, it } from '@jest/globals';
import { countUnpublishedVerdicts } from '../../../functions/first-use/store.ts';
import { decisionChange, type RecordObject, type Records } from '../../../functions/decisions/store.ts';
import { roundChange } from '../../../functions/rounds/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { purchaseExecutionName, purchaseIdOf } from '../../../functions/purchases/rules.ts';
import {
  type FundedLine,
  startFunded,
  startPurchases,
} from '../../../functions/purchases/start-purchases.ts';
import {
  countOpenPurchases,
  listPurchasesOfRound,
  readBudget,
  readPurchase,
} from '../../../functions/purchases/store.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putNewThing,
  putProposal,
} from '../../support/purchase-world.ts';
import { createTestTable } from '../../support/test-table.ts';

const at = '2020-08-03T00:00:00.000Z';
const priceInWon = 120_000_000;

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});

const machines = () => {
  const started: string[] = [];
  const start = (_arn: string, name: string) => {
    started.push(name);
    return Promise.resolve();
  };
  return { started, dependencies: { table, workflow: { start }, purchaseMachineArn: 'machine' } };
};

const lineOf = (world: PurchaseWorld, proposalId: string, price = priceInWon): FundedLine => ({
  proposalId,
  challengeId: world.challengeId,
  priceInWon: price,
});

describe('starting the purchases of funded lines', () => {
  it('reserves each once, with the first user and the supplier, however often it runs', async () => {
    const world = await createPurchaseWorld(table);
    const lines = [
      lineOf(world, await putProposal(table, world)),
      lineOf(world, await putProposal(table, world)),
    ];
    const { started, dependencies } = machines();
    for (let run = 0; run < 3; run += 1) await startFunded(dependencies, world.round, lines, at);
    const names = lines
      .map(({ proposalId }) => purchaseIdOf(proposalId))
      .map((purchaseId) => purchaseExecutionName({ purchaseId }));
    expect(new Set(started)).toEqual(new Set(names));
    const purchases = await listPurchasesOfRound(table, world.round.roundId);
    expect(purchases).toHaveLength(2);
    for (const purchase of purchases)
      expect(purchase).toMatchObject({
        state: 'BUDGET_RESERVED',
        priceInWon,
        supplierId: world.supplier.organisationId,
        firstUserId: world.buyer.organisationId,
      });
    expect(await readBudget(table, world.round.roundId)).toMatchObject({
      budgetInWon: 3_300_000_000,
      reservedInWon: 2 * priceInWon,
      openPurchases: 2,
      startedAt: at,
    });
    expect(await countOpenPurchases(table, world.round.roundId)).toBe(2);
    expect(await countUnpublishedVerdicts(table, world.round.roundId)).toBe(0);
  });

  it('begins the others when one is over its ceiling, says so, and does not call the start complete', async () => {
    const world = await createPurchaseWorld(table);
    const dear = lineOf(world, await putProposal(table, world), 150_000_001);
    const fair = lineOf(world, await putProposal(table, world), 150_000_000);
    const { dependencies } = machines();
    await expect(startFunded(dependencies, world.round, [dear, fair], at)).rejects.toMatchObject({
      name: 'PurchasesNotStarted',
      message: expect.stringContaining(`${dear.proposalId}: price-over-ceiling`),
    });
    expect(await readPurchase(table, purchaseIdOf(dear.proposalId))).toBeNull();
    expect(await readPurchase(table, purchaseIdOf(fair.proposalId))).not.toBeNull();
    expect(await countOpenPurchases(table, world.round.roundId)).toBe(2);
  });

  it('leaves out who has withdrawn, and waits for who has no outcome yet', async () => {
    const world = await createPurchaseWorld(table);
    const withdrawn = lineOf(world, await putProposal(table, world, 'WITHDRAWN_AFTER_OPENING'));
    const { started, dependencies } = machines();
    await startFunded(dependencies, world.round, [withdrawn], at);
    expect(started).toEqual([]);
    expect(await countOpenPurchases(table, world.round.roundId)).toBe(0);
    const undecided = lineOf(world, await putProposal(table, world, 'ELIGIBLE'));
    await expect(startFunded(dependencies, world.round, [undecided], at)).rejects.toThrow('wrong-state');
  });

  it('does not take up again what was terminated', async () => {
    const world = await createPurchaseWorld(table);
    const line = lineOf(world, await putProposal(table, world));
    const { started, dependencies } = machines();
    await startFunded(dependencies, world.round, [line], at);
    const { post } = purchaseApi({ table, workflow: { resume: () => Promise.resolve(true) } });
    const path = `/purchases/${purchaseIdOf(line.proposalId)}/termination`;
    expect(await post(world.staff, path, at, { reason: 'Given up' })).toMatchObject({ status: 200 });
    await startFunded(dependencies, world.round, [line], at);
    expect(started).toHaveLength(1);
    expect(await readBudget(table, world.round.roundId)).toMatchObject({ availableInWon: 3_300_000_000 });
  });

  it('reserves nothing once the round has gone on', async () => {
    const world = await createPurchaseWorld(table);
    const line = lineOf(world, await putProposal(table, world));
    const { round } = world;
    await putNewThing(
      table,
      roundChange(round, { ...fieldsOf(round), state: 'FIRST_USE' }, 'begin-first-use'),
    );
    await expect(startFunded(machines().dependencies, round, [line], at)).rejects.toThrow('round-phase');
    expect(await readPurchase(table, purchaseIdOf(line.proposalId))).toBeNull();
  });
});

describe('starting the purchases of a round', () => {
  const listObject = { key: 'list', versionId: '1' };
  const recordsOf = (list: readonly Record<string, unknown>[]): Records => ({
    put: () => Promise.reject(new Error('Nothing is written here')),
    get: (object: RecordObject, sha256: string) =>
      object.key === 'list' && sha256 === 'f'.repeat(64)
        ? Promise.resolve(
            JSON.stringify({
              ruleVersion: '2020.1',
              policy: 'skip',
              budgetInWon: 3_300_000_000,
              committedInWon: priceInWon,
              list,
            }),
          )
        : Promise.reject(new Error('This is not the approved list')),
  });

  const rowOf = (line: FundedLine, rank: number, outcome: string) => ({
    ...line,
    rank,
    total: 8000,
    dimensions: { publicness: 8000 },
    keptScorecards: 5,
    outcome,
    reason: outcome === 'FUNDED' ? null : 'does-not-fit',
  });

  it('takes the funded lines of the approved list, and no other’s', async () => {
    const world = await createPurchaseWorld(table);
    const { roundId } = world.round;
    const funded = lineOf(world, await putProposal(table, world));
    const reserve = lineOf(world, await putProposal(table, world));
    const dependencies = {
      ...machines().dependencies,
      records: recordsOf([rowOf(funded, 1, 'FUNDED'), rowOf(reserve, 2, 'RESERVE')]),
    };
    await expect(startPurchases(dependencies, world.round, at)).rejects.toMatchObject({
      name: 'PurchasesNotStarted',
    });
    await putNewThing(
      table,
      decisionChange(
        null,
        {
          state: 'FINAL',
          roundId,
          sheetSha256: 'e'.repeat(64),
          standingSha256: 'd'.repeat(64),
          listSha256: 'f'.repeat(64),
          sheetObject: { key: 'sheet', versionId: '1' },
          listObject,
          committedInWon: priceInWon,
          recommendedBy: 'one',
          recommendedAt: at,
          approvedBy: 'other',
          approvedAt: at,
          notifiedAt: at,
          finalAt: at,
          reopened: [],
          revision: null,
          earlier: [],
        },
        'recommend',
      ),
    );
    expect(await startPurchases(dependencies, world.round, at)).toEqual({ done: true });
    const purchases = await listPurchasesOfRound(table, roundId);
    expect(purchases.map(({ proposalId }) => proposalId)).toEqual([funded.proposalId]);
  });

  it('does nothing in another phase', async () => {
    const world = await createPurchaseWorld(table);
    const round = { ...world.round, state: 'NOTICE' } as const;
    const dependencies = { ...machines().dependencies, records: recordsOf([]) };
    expect(await startPurchases(dependencies, round, at)).toEqual({ done: true });
    expect(await readBudget(table, round.roundId)).toBeNull();
  });
});
