import { beforeAll, describe, expect, it } from '@jest/globals';
import { decisionChange } from '../../../functions/decisions/store.ts';
import { serve } from '../../../functions/platform/http.ts';
import { createApproveMoveUp } from '../../../functions/purchases/approve-move-up.ts';
import { createPrepareMoveUp } from '../../../functions/purchases/prepare-move-up.ts';
import { createReadMoveUp } from '../../../functions/purchases/read-move-up.ts';
import type { ProposalState } from '../../../functions/proposals/rules.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startPurchases } from '../../../functions/purchases/start-purchases.ts';
import { countOpenPurchases, readBudget, readPurchase } from '../../../functions/purchases/store.ts';
import { expectApproversTold } from '../../support/awaited-approval.ts';
import { readEntries } from '../../support/entries.ts';
import { createEvaluationWorld } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createPurchaseWorld, purchaseApi, putNewThing, putProposal } from '../../support/purchase-world.ts';

const at = '2020-08-11T00:00:00.000Z';

const createWorld = async (first: ProposalState = 'PRIORITISED') => {
  const { table, records } = await createEvaluationWorld();
  const world = await createPurchaseWorld(table, { budgetInWon: 250, maximumPriceInWon: 250 });
  const { roundId } = world.round;
  const proposalIds = [
    await putProposal(table, world, first),
    await putProposal(table, world),
    await putProposal(table, world),
  ] as const;
  const row = (index: number, outcome: 'FUNDED' | 'RESERVE', priceInWon: number) => ({
    rank: index + 1,
    proposalId: proposalIds[index] ?? '',
    challengeId: world.challengeId,
    total: 9000 - index,
    dimensions: {},
    keptScorecards: 3,
    priceInWon,
    ...(outcome === 'FUNDED'
      ? ({ outcome, reason: null } as const)
      : ({ outcome, reason: 'challenge-served' } as const)),
  });
  const list = {
    ruleVersion: '2020.1',
    policy: 'skip',
    budgetInWon: 250,
    committedInWon: 200,
    list: [row(0, 'FUNDED', 200), row(1, 'RESERVE', 240), row(2, 'RESERVE', 100)],
  };
  const stored = await records.put(roundId, 'list.json', JSON.stringify(list));
  await putNewThing(
    table,
    decisionChange(
      null,
      {
        state: 'FINAL',
        roundId,
        sheetSha256: 'e'.repeat(64),
        listSha256: stored.sha256,
        sheetObject: stored.object,
        listObject: stored.object,
        standingSha256: 'd'.repeat(64),
        committedInWon: 200,
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
  const woken: string[] = [];
  const dependencies = {
    table,
    records,
    wakeRound: (woke: string) => {
      woken.push(woke);
      return Promise.resolve();
    },
  };
  const handler = serve(
    [createPrepareMoveUp(dependencies), createApproveMoveUp(dependencies), createReadMoveUp({ table })],
    table,
  );
  const call = (method: 'GET' | 'POST') => (who: Member, path: string, body?: unknown) =>
    callApi(handler, {
      method,
      path: `/rounds/${roundId}/${path}`,
      receivedAt: at,
      accountId: who.accountId,
      ...(body === undefined ? {} : { body }),
    });
  const workflow = { start: () => Promise.resolve(), resume: () => Promise.resolve(true) };
  return {
    ...world,
    table,
    roundId,
    proposalIds,
    woken,
    post: call('POST'),
    get: call('GET'),
    approver: await createMember(table, 'AGENCY', ['approver'], world.staff.organisationId),
    start: () => startPurchases({ table, records, workflow, purchaseMachineArn: 'machine' }, world.round, at),
    terminate: (proposalId: string) =>
      purchaseApi({ table, workflow }).post(
        world.staff,
        `/purchases/${purchaseIdOf(proposalId)}/termination`,
        at,
        { reason: 'The supplier gave up' },
      ),
  };
};

describe('what moves up from the reserve', () => {
  let world: Awaited<ReturnType<typeof createWorld>>;
  beforeAll(async () => {
    world = await createWorld();
  });

  it('is nothing before the purchases have begun, nor while no money came back', async () => {
    const { staff, post, get } = world;
    expect(await post(staff, 'reserve')).toMatchObject({ status: 404 });
    await world.start();
    expect(await get(staff, 'reserve')).toMatchObject({ status: 200, body: null });
    expect(await post(staff, 'reserve')).toMatchObject({ status: 409, body: { code: 'nothing-moves-up' } });
  });

  it('is prepared by staff when a purchase was terminated, and seen by the agency alone', async () => {
    const { staff, auditor, supplier, proposalIds, post, get } = world;
    expect(await world.terminate(proposalIds[0])).toMatchObject({ status: 200 });
    expect(await post(auditor, 'reserve')).toMatchObject({ status: 403 });
    expect(await post(staff, 'reserve')).toMatchObject({
      status: 201,
      body: {
        state: 'PREPARED',
        number: 1,
        freeInWon: 250,
        lines: [{ proposalId: proposalIds[1], priceInWon: 240 }],
        movedUp: [],
      },
    });
    await expectApproversTold(world.table, 'move-up', `${world.roundId}/1`);
    expect(await get(auditor, 'reserve')).toMatchObject({ status: 200, body: { state: 'PREPARED' } });
    expect(await get(supplier, 'reserve')).toMatchObject({ status: 403 });
  });

  it('is not begun before another person approves it (invariant 11)', async () => {
    const { table, staff, approver, proposalIds, post } = world;
    await world.start();
    expect(await readPurchase(table, purchaseIdOf(proposalIds[1]))).toBeNull();
    await table.put({
      pk: `ACCOUNT#${staff.accountId}`,
      sk: 'ACCOUNT',
      memberships: { [staff.organisationId]: { kind: 'AGENCY', roles: ['staff', 'approver'] } },
      offers: {},
    });
    expect(await post(staff, 'reserve/approval', { number: 1 })).toMatchObject({
      status: 403,
      body: { code: 'same-person' },
    });
    expect(await post(approver, 'reserve/approval', { number: 2 })).toMatchObject({
      status: 409,
      body: { code: 'move-up-outdated' },
    });
    expect(await post(approver, 'reserve/approval', { number: 1 })).toMatchObject({
      status: 200,
      body: { state: 'APPROVED', movedUp: [{ proposalId: proposalIds[1] }] },
    });
    expect(world.woken).toEqual([world.roundId]);
  });

  it('is begun by the round’s machine, once, and passed over by nobody until then (invariant 8)', async () => {
    const { table, roundId, proposalIds } = world;
    expect(await countOpenPurchases(table, roundId)).toBe(1);
    await world.start();
    await world.start();
    expect(await readPurchase(table, purchaseIdOf(proposalIds[1]))).toMatchObject({
      state: 'BUDGET_RESERVED',
      priceInWon: 240,
    });
    expect(await readBudget(table, roundId)).toMatchObject({
      availableInWon: 10,
      reservedInWon: 240,
      openPurchases: 1,
    });
    expect(await readEntries(table, `round/${roundId}`, `move-up/${roundId}`)).toMatchObject([
      { leaf: { action: 'prepare-move-up', from: null } },
      { leaf: { action: 'approve-move-up', from: 'PREPARED', to: 'APPROVED' } },
    ]);
  });

  it('that is terminated too is not bought again, and the next moves up', async () => {
    const { staff, approver, proposalIds, post, table } = world;
    expect(await world.terminate(proposalIds[1])).toMatchObject({ status: 200 });
    expect(await post(staff, 'reserve')).toMatchObject({
      status: 201,
      body: { number: 2, lines: [{ proposalId: proposalIds[2] }] },
    });
    expect(await post(approver, 'reserve/approval', { number: 2 })).toMatchObject({ status: 200 });
    await world.start();
    expect(await readPurchase(table, purchaseIdOf(proposalIds[2]))).toMatchObject({ priceInWon: 100 });
    expect(await post(staff, 'reserve')).toMatchObject({ status: 409, body: { code: 'nothing-moves-up' } });
  });
});

it('a funded proposal that was withdrawn before its purchase leaves its money and its challenge to the reserve', async () => {
  const world = await createWorld('WITHDRAWN_AFTER_OPENING');
  await world.start();
  expect(await readPurchase(world.table, purchaseIdOf(world.proposalIds[0]))).toBeNull();
  expect(await world.post(world.staff, 'reserve')).toMatchObject({
    status: 201,
    body: { freeInWon: 250, lines: [{ proposalId: world.proposalIds[1], priceInWon: 240 }] },
  });
});

it('who prepared before approves no repetition of it by another (invariant 11)', async () => {
  const { table, staff, proposalIds, post, start, terminate } = await createWorld();
  await start();
  await terminate(proposalIds[0]);
  const colleague = await createMember(table, 'AGENCY', ['staff'], staff.organisationId);
  for (const who of [staff, colleague]) expect(await post(who, 'reserve')).toMatchObject({ status: 201 });
  await table.put({
    pk: `ACCOUNT#${staff.accountId}`,
    sk: 'ACCOUNT',
    memberships: { [staff.organisationId]: { kind: 'AGENCY', roles: ['staff', 'approver'] } },
    offers: {},
  });
  expect(await post(staff, 'reserve/approval', { number: 2 })).toMatchObject({
    status: 403,
    body: { code: 'same-person' },
  });
});
