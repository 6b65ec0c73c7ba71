import { beforeEach, describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../../functions/platform/instant.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { ensureBudget, markPurchasesStarted } from '../../../functions/purchases/store.ts';
import { moveRound } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import {
  createObjectionWorld,
  inStandstill,
  noticed,
  type ObjectionWorld,
  standstill,
} from '../../support/objection-world.ts';
import { createRoundsApi } from '../../support/rounds-api.ts';

const graceOver = addSeconds(standstill, 30);

describe('a round in which nothing is left to buy', () => {
  let world: ObjectionWorld;
  beforeEach(async () => {
    world = await createObjectionWorld();
    await moveRound(world, { ...noticed, state: 'PURCHASE' });
    await ensureBudget(world.table, world.roundId, 3_300_000_000);
    await markPurchasesStarted(world.table, world.roundId, standstill);
  }, 60_000);

  const take = (action: string, at = graceOver, table: Table = world.table) =>
    callApi(createRoundsApi(table).handler, {
      method: 'POST',
      path: `/rounds/${world.roundId}/transitions`,
      accountId: world.staff.accountId,
      receivedAt: at,
      body: { action },
    });
  const object = () => world.object(world.suppliers[1], world.proposalIds[1], inStandstill);

  it('passes over no objection that came in time, written seconds after the standstill (invariants 10 and 14)', async () => {
    expect(await take('begin-first-use', addSeconds(standstill, 29))).toMatchObject({
      status: 409,
      body: { code: 'objections-still-coming', details: { notBefore: graceOver } },
    });
    expect(await object()).toMatchObject({ status: 201 });
    expect(await take('begin-first-use')).toMatchObject({
      status: 409,
      body: { code: 'objections-unsettled' },
    });
    expect(await world.decide(world.judge, world.proposalIds[1], 'UPHELD', graceOver)).toMatchObject({
      status: 200,
    });
    // Upheld is not settled: its fresh result is still to be approved.
    expect(await take('begin-first-use')).toMatchObject({ body: { code: 'objections-unsettled' } });
  });

  it('goes on when it is settled, and nobody objects or decides after that', async () => {
    await object();
    expect(await world.decide(world.judge, world.proposalIds[1], 'DISMISSED', graceOver)).toMatchObject({
      status: 200,
    });
    expect(await take('begin-first-use')).toMatchObject({ status: 200, body: { phase: 'FIRST_USE' } });
    expect(await world.object(world.suppliers[0], world.proposalIds[0], inStandstill)).toMatchObject({
      status: 409,
      body: { code: 'round-phase' },
    });
    expect(await take('complete')).toMatchObject({ status: 200, body: { phase: 'COMPLETED' } });
  });

  it('does not go on where an objection is made between the look and the write', async () => {
    let isMade = false;
    const late: Table = {
      ...world.table,
      transact: async (writes) => {
        if (!isMade) {
          isMade = true;
          expect(await object()).toMatchObject({ status: 201 });
        }
        return world.table.transact(writes);
      },
    };
    expect(await take('begin-first-use', graceOver, late)).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile' },
    });
    expect(await take('begin-first-use')).toMatchObject({ body: { code: 'objections-unsettled' } });
  });

  it('neither ends nor decides an objection that it has left behind', async () => {
    await object();
    await moveRound(world, { ...noticed, state: 'FIRST_USE' });
    expect(await take('complete')).toMatchObject({ status: 409, body: { code: 'objections-unsettled' } });
    expect(await world.decide(world.judge, world.proposalIds[1], 'UPHELD', graceOver)).toMatchObject({
      status: 409,
      body: { code: 'round-phase', details: { phase: 'FIRST_USE' } },
    });
  });
});
