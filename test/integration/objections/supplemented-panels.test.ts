import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  freshPanelChange,
  panelChange,
  readEvaluator,
  readFreshPanel,
  readPanel,
} from '../../../functions/evaluation/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { createFounder, expectStatus, putNew, undertake } from '../../support/evaluation-world.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createObjectionWorld, inStandstill, type ObjectionWorld } from '../../support/objection-world.ts';

const day = 86_400;
const settled = addSeconds(inStandstill, 15 * day + 30);

describe('a drawn order that is used up', () => {
  let world: ObjectionWorld;
  let proposalId = '';
  let challengeId = '';

  const freshNow = async () => {
    const panel = await readFreshPanel(world.table, { challengeId, proposalId });
    if (panel === null) throw new Error('No fresh panel is seated');
    return panel;
  };
  /** Two more evaluators are proposed and approved; answers their pseudonyms with who they are. */
  const supplement = async (number: number): Promise<ReadonlyMap<string, Member>> => {
    const { api, table, roundId, staff } = world;
    const path = `/rounds/${roundId}/pool-supplement`;
    const people = [
      await createFounder(table, 'INSTITUTE', ['evaluator']),
      await createFounder(table, 'INSTITUTE', ['evaluator']),
    ];
    const body = {
      people: people.map(({ accountId, organisationId }) => ({
        accountId,
        organisationId,
        name: '새이름',
        expertise: 'Rescue',
      })),
    };
    expectStatus(await api.post(staff, path, body), 201);
    const approver = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
    await declareClear(table, roundId, [approver]);
    expectStatus(await api.post(approver, `${path}/approval`, { number }), 200);
    const found = await Promise.all(
      people.map(async (member) => [await readEvaluator(table, roundId, member.accountId), member] as const),
    );
    return new Map(
      found.flatMap(([one, member]) => (one === null ? [] : [[one.evaluatorId, member] as const])),
    );
  };

  beforeAll(async () => {
    world = await createObjectionWorld();
    [, proposalId] = world.proposalIds;
    [challengeId] = world.challengeIds;
    // As if the pool were short: one is left of the drawn order, where two are a quorum.
    const first = await readPanel(world.table, challengeId);
    if (first === null) throw new Error('No panel is seated');
    const after = { ...fieldsOf(first), reserve: first.reserve.slice(0, 1) };
    await putNew(world.table, panelChange(first, after, 'fill'));
    expectStatus(await world.object(world.suppliers[1], proposalId), 201);
  }, 60_000);

  it('keeps an objection from being upheld no longer than until the pool is supplemented', async () => {
    const left = (await readPanel(world.table, challengeId))?.reserve[0]?.evaluatorId;
    expect(await world.decide(world.judge, proposalId, 'UPHELD')).toMatchObject({
      status: 409,
      body: { code: 'fresh-panel-too-small', details: { found: 1, quorum: 2 } },
    });
    const added = await supplement(1);
    expectStatus(await world.decide(world.judge, proposalId, 'UPHELD'), 200);
    const seated = (await freshNow()).seats.map(({ evaluatorId }) => evaluatorId);
    // What was drawn goes before what was added.
    expect(seated[0]).toBe(left);
    expect(seated.slice(1).sort()).toEqual([...added.keys()].sort());
  });

  it('reaches further once the pool is supplemented again: a renewal then fills the quorum', async () => {
    const before = await freshNow();
    const sat =
      (await readPanel(world.table, challengeId))?.seats.map(({ evaluatorId }) => evaluatorId) ?? [];
    // As if two of them had recused themselves, with nobody to step in.
    const seats = before.seats.map((seat, place) =>
      place === 0 ? seat : { ...seat, standing: 'RECUSED' as const, recusalReason: 'A former employer' },
    );
    await putNew(world.table, freshPanelChange(before, { ...fieldsOf(before), seats }, proposalId, 'recuse'));
    const added = await supplement(2);
    // First panels are as they were decided by.
    expect((await readPanel(world.table, challengeId))?.seats).toHaveLength(sat.length);
    expect(await world.listFreshPanels(world.staff, settled)).toMatchObject({
      body: { rows: [{ reserve: { length: 2 }, activeMembers: 1, isRenewable: true }] },
    });
    expectStatus(await world.renewFreshPanel(world.staff, proposalId, settled), 200);
    const after = await freshNow();
    const ids = after.seats.map(({ evaluatorId }) => evaluatorId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((evaluatorId) => sat.includes(evaluatorId))).toEqual([]);
    const active = after.seats.filter(({ standing }) => standing !== 'RECUSED');
    expect(active.map(({ evaluatorId }) => evaluatorId).sort()).toEqual([...added.keys()].sort());
    const [member] = added.values();
    const declaration = { conflict: false };
    const path = `/proposals/${proposalId}/fresh-panel/declaration`;
    const declare = () => world.api.post(member ?? null, path, declaration, { at: settled });
    expect(await declare()).toMatchObject({ body: { code: 'undertaking-missing' } });
    expectStatus(await undertake(world, member ?? world.staff), 201);
    expectStatus(await declare(), 200);
  });
});
