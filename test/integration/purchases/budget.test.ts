import { beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { writeReservation } from '../../../functions/purchases/reserve-budget.ts';
import { budgetFromPurchases, purchaseIdOf } from '../../../functions/purchases/rules.ts';
import {
  countOpenPurchases,
  ensureBudget,
  listPurchasesOfRound,
  markPurchasesStarted,
  readBudget,
} from '../../../functions/purchases/store.ts';
import { createPurchaseWorld, purchaseApi, type PurchaseWorld } from '../../support/purchase-world.ts';
import { createTestTable } from '../../support/test-table.ts';

const at = '2020-08-03T00:00:00.000Z';
const priceInWon = 100_000_000;

let table: Table;
beforeAll(async () => {
  table = await createTestTable();
});

/** Reserves for a new proposal, again and again while others are in the way, as the task's repetition does. */
const reserve = async (world: PurchaseWorld, proposalId: string): Promise<string> => {
  for (;;) {
    const outcome = await writeReservation(
      table,
      {
        purchaseId: purchaseIdOf(proposalId),
        roundId: world.round.roundId,
        proposalId,
        challengeId: world.challengeId,
        supplierId: world.supplier.organisationId,
        partnerIds: [],
        firstUserId: world.buyer.organisationId,
        priceInWon,
      },
      at,
    );
    if (!isRefusal(outcome)) return outcome;
    if (outcome.code !== 'busy') return outcome.code;
  }
};

const proposals = (count: number): readonly string[] =>
  Array.from({ length: count }, () => crypto.randomUUID());

describe('fifty reservations at once', () => {
  it('take what the budget holds, to the won, and not one more', async () => {
    const world = await createPurchaseWorld(table);
    const { roundId } = world.round;
    const budgetInWon = 17 * priceInWon + priceInWon - 1;
    await ensureBudget(table, roundId, budgetInWon);
    const outcomes = await Promise.all(proposals(50).map((proposalId) => reserve(world, proposalId)));
    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(17);
    expect(outcomes.filter((outcome) => outcome === 'budget-exceeded')).toHaveLength(33);
    const budget = await readBudget(table, roundId);
    expect(budget).toEqual({
      budgetInWon,
      availableInWon: priceInWon - 1,
      reservedInWon: 17 * priceInWon,
      committedInWon: 0,
      spentInWon: 0,
      openPurchases: 17,
      startedAt: null,
    });
    const purchases = await listPurchasesOfRound(table, roundId);
    expect(budget).toMatchObject(budgetFromPurchases(budgetInWon, purchases));
  });

  it('for one proposal make one purchase', async () => {
    const world = await createPurchaseWorld(table);
    const [proposalId = ''] = proposals(1);
    await ensureBudget(table, world.round.roundId, 10 * priceInWon);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => reserve(world, proposalId)));
    expect(new Set(outcomes)).toEqual(new Set(['reserved']));
    expect(await readBudget(table, world.round.roundId)).toMatchObject({
      reservedInWon: priceInWon,
      openPurchases: 1,
    });
  });
});

describe('a budget', () => {
  it('is made once, whoever asks again with another amount', async () => {
    const roundId = crypto.randomUUID();
    await ensureBudget(table, roundId, 500);
    await ensureBudget(table, roundId, 900);
    expect(await readBudget(table, roundId)).toMatchObject({ budgetInWon: 500, availableInWon: 500 });
  });

  it('counts one open purchase more until all of them have been started', async () => {
    const world = await createPurchaseWorld(table);
    const { roundId } = world.round;
    expect(await countOpenPurchases(table, roundId)).toBe(1);
    await ensureBudget(table, roundId, priceInWon);
    await reserve(world, crypto.randomUUID());
    expect(await countOpenPurchases(table, roundId)).toBe(2);
    await markPurchasesStarted(table, roundId, at);
    expect(await countOpenPurchases(table, roundId)).toBe(1);
  });

  it('gives a terminated purchase’s price back once, however often it is asked at once', async () => {
    const world = await createPurchaseWorld(table);
    const { roundId } = world.round;
    await ensureBudget(table, roundId, 2 * priceInWon);
    const [one = '', other = ''] = proposals(2);
    await reserve(world, one);
    await reserve(world, other);
    const { post } = purchaseApi({ table, workflow: { resume: () => Promise.resolve(true) } });
    const path = `/purchases/${purchaseIdOf(one)}/termination`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(world.staff, path, at, { reason: 'Given up' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await readBudget(table, roundId)).toMatchObject({
      availableInWon: priceInWon,
      reservedInWon: priceInWon,
      openPurchases: 1,
    });
    // What is free again can be reserved again, by another.
    expect(await reserve(world, crypto.randomUUID())).toBe('reserved');
    expect(await reserve(world, crypto.randomUUID())).toBe('budget-exceeded');
  });
});
