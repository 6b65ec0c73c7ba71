import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { presentPanel } from '../../../functions/evaluation/present.ts';
import { readDrawRecord } from '../../../functions/evaluation/store/draw.ts';
import { readDraw, readEvaluator, readPanel } from '../../../functions/evaluation/store.ts';
import { checkFiles } from '../../../functions/ledger/check-files.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import {
  createEvaluationWorld,
  createFounder,
  drawWorld,
  expectStatus,
  memberOfPseudonym,
  moveRound,
  undertake,
  type World,
} from '../../support/evaluation-world.ts';
import { createMember, type Member } from '../../support/members.ts';

/** What the pool is told of a person. */
export const personOf = ({ accountId, organisationId }: Member) => ({
  accountId,
  organisationId,
  name: '새이름',
  expertise: 'Rescue',
});

const numberIn = (body: unknown) => v.parse(v.object({ number: v.number() }), body).number;

describe('a panel that has lost its quorum, with nobody left of the drawn order', () => {
  let world: World;
  let more: readonly Member[] = [];
  let challengeId = '';

  const panelNow = async () => {
    const panel = await readPanel(world.table, challengeId);
    if (panel === null) throw new Error('No panel is seated');
    return panel;
  };
  const path = () => `/rounds/${world.roundId}/pool-supplement`;
  const propose = (who: Member, people: readonly Member[]) =>
    world.api.post(who, path(), { people: people.map(personOf) });
  const approve = (who: Member, number: number) => world.api.post(who, `${path()}/approval`, { number });
  const declare = (who: Member | undefined, conflict: boolean) =>
    world.api.post(who ?? null, `/challenges/${challengeId}/panel/declaration`, {
      conflict,
      ...(conflict ? { reason: 'A former employer' } : {}),
    });
  const everybody = async () => memberOfPseudonym({ ...world, evaluators: [...world.evaluators, ...more] });

  beforeAll(async () => {
    world = await createEvaluationWorld();
    [challengeId] = world.challengeIds;
    expect(
      await world.api.post(world.staff, path(), { people: world.evaluators.slice(0, 2).map(personOf) }),
    ).toMatchObject({
      status: 409,
      body: { code: 'supplement-before-draw' },
    });
    await drawWorld(world, world.evaluators.slice(0, 3));
    await moveRound(world, { state: 'EVALUATION' });
    // One of them belongs to the institute of somebody on the panel, one to a supplier by now.
    more = [
      await createFounder(world.table, 'INSTITUTE', ['evaluator']),
      await createFounder(world.table, 'INSTITUTE', ['evaluator']),
      await createFounder(world.table, 'INSTITUTE', ['evaluator']),
    ];
    const people = await memberOfPseudonym(world);
    for (const { evaluatorId } of (await panelNow()).seats.slice(0, 2))
      expectStatus(await declare(people.get(evaluatorId), true), 200);
    expect(await world.table.get(noticeKey(`panel/${challengeId}/quorum-lost/2`))).toMatchObject({
      facts: { members: 1, quorum: 2 },
    });
  }, 60_000);

  it('gets further evaluators whom staff propose, of institutes, of no pool, and two at least', async () => {
    const [one, two] = more;
    if (one === undefined || two === undefined) throw new Error('Three are there');
    const { staff, evaluators, approver, auditor, suppliers, buyer } = world;
    for (const who of [approver, auditor, suppliers[0], buyer, evaluators[0] ?? buyer])
      expect(await propose(who, more)).toMatchObject({ status: 403 });
    expect(await propose(staff, [one])).toMatchObject({ status: 400 });
    expect(await propose(staff, [one, evaluators[0] ?? one])).toMatchObject({
      body: { code: 'evaluator-listed-already' },
    });
    expect(await propose(staff, [one, suppliers[0]])).toMatchObject({ body: { code: 'not-an-evaluator' } });
    const newcomer = await createMember(world.table, 'AGENCY', ['staff'], staff.organisationId);
    expect(await propose(newcomer, more)).toMatchObject({ body: { code: 'declaration-due' } });
    const proposed = expectStatus(await propose(staff, [one, two]), 201);
    expect(proposed.body).toMatchObject({
      state: 'PROPOSED',
      number: 1,
      entries: [personOf(one), personOf(two)],
    });
    expect(
      await world.table.get(noticeKey(`approval-awaited/pool-supplement/${world.roundId}/1`)),
    ).toMatchObject({ audience: { kind: 'agency', roles: ['approver'] } });
    // Nobody is told under which pseudonym they come, nor do they stand in the pool yet.
    const stored = await world.table.get({ pk: `ROUND#${world.roundId}`, sk: 'POOL-SUPPLEMENT' });
    const { pseudonyms } = v.parse(v.object({ pseudonyms: v.record(v.string(), v.string()) }), stored);
    for (const pseudonym of Object.values(pseudonyms))
      expect(JSON.stringify(proposed)).not.toContain(pseudonym);
    expect(await readEvaluator(world.table, world.roundId, one.accountId)).toBeNull();
    // Proposed again, the same people have no other lot.
    expectStatus(await propose(staff, more), 201);
    const again = await world.table.get({ pk: `ROUND#${world.roundId}`, sk: 'POOL-SUPPLEMENT' });
    expect(again?.['pseudonyms']).toMatchObject(pseudonyms);
  });

  it('which another person of no pool approves, as they were shown', async () => {
    const { staff, colleague, approver, auditor, table, roundId, evaluators } = world;
    for (const who of [staff, approver, auditor])
      expect(await world.api.get(who, path())).toMatchObject({ status: 200, body: { number: 2 } });
    expect(await world.api.get(evaluators[0] ?? null, path())).toMatchObject({ status: 403 });
    expect(await approve(colleague, 2)).toMatchObject({ status: 403 });
    const asApprover = (accountId: string, roles: readonly string[]) =>
      table.put({
        pk: `ACCOUNT#${accountId}`,
        sk: 'ACCOUNT',
        memberships: { [staff.organisationId]: { kind: 'AGENCY', roles } },
        offers: {},
      });
    await asApprover(staff.accountId, ['staff', 'approver']);
    expect(await approve(staff, 2)).toMatchObject({ status: 403, body: { code: 'same-person' } });
    const [inPool] = evaluators;
    await declareClear(table, roundId, [inPool ?? staff]);
    await asApprover(inPool?.accountId ?? '', ['approver']);
    expect(await approve(inPool ?? staff, 2)).toMatchObject({ body: { code: 'evaluator-decides' } });
    expect(await approve(approver, 1)).toMatchObject({ status: 409, body: { code: 'supplement-changed' } });
    expect(await world.api.get(null, `/rounds/${roundId}/draw/supplements`)).toMatchObject({
      status: 200,
      body: { supplements: [] },
    });
    const { body } = expectStatus(await approve(approver, 2), 200);
    expect([numberIn(body), body]).toMatchObject([2, { state: 'APPROVED' }]);
    expect(await approve(approver, 2)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await readEntries(table, `round/${roundId}`, `draw-supplement/${roundId}/1`)).toMatchObject([
      { leaf: { action: 'draw-supplement' } },
    ]);
  });

  it('is filled from them at once in the order of the draw’s seed, which anyone makes again', async () => {
    const { api, table, records, roundId } = world;
    const panel = await panelNow();
    const { body } = expectStatus(await api.get(null, `/rounds/${roundId}/draw/supplements`), 200);
    const draw = await readDraw(table, roundId);
    if (draw === null) throw new Error('The round is not drawn');
    const record = await readDrawRecord(records, draw);
    const files = [
      { name: 'draw.json', text: canonicalJson(record) },
      { name: 'more.json', text: JSON.stringify(body) },
    ];
    expect(checkFiles(files, null).broken).toBeNull();
    const orders = v.parse(
      v.object({
        supplements: v.array(
          v.object({ orders: v.array(v.object({ challengeId: v.string(), order: v.array(v.string()) })) }),
        ),
      }),
      body,
    ).supplements[0]?.orders;
    const order = orders?.find((one) => one.challengeId === challengeId)?.order ?? [];
    expect(order).toHaveLength(3);
    expect(presentPanel(panel, 0).seats).toMatchObject([
      { standing: 'RECUSED' },
      { standing: 'RECUSED' },
      { standing: 'ASSIGNED' },
      { evaluatorId: order[0], standing: 'ASSIGNED', declaredAt: null },
      { evaluatorId: order[1], standing: 'ASSIGNED', declaredAt: null },
    ]);
    for (const evaluatorId of order.slice(0, 2))
      expect(await table.get(noticeKey(`panel/${challengeId}/stepped-in/${evaluatorId}`))).toMatchObject({
        kind: 'panel-stepped-in',
        audience: { kind: 'evaluator', evaluatorId },
      });
    // The other panel lacks nobody: they stand behind its order alone.
    const { body: shown } = expectStatus(await api.get(world.auditor, `/rounds/${roundId}/panels`), 200);
    const { rows } = v.parse(
      v.object({
        rows: v.array(
          v.object({ challengeId: v.string(), seats: v.array(v.unknown()), reserve: v.array(v.string()) }),
        ),
      }),
      shown,
    );
    const other = rows.find((row) => row.challengeId === world.challengeIds[1]);
    expect(other?.seats).toHaveLength(3);
    expect(other?.reserve).toEqual(orders?.find((one) => one.challengeId === world.challengeIds[1])?.order);
  });

  it('whose new members undertake and declare as everybody, and are replaced in that order', async () => {
    const people = await everybody();
    const [, , , fourth, fifth] = (await panelNow()).seats;
    const [member, stays] = [people.get(fourth?.evaluatorId ?? ''), people.get(fifth?.evaluatorId ?? '')];
    if (member === undefined || stays === undefined) throw new Error('Two have come');
    expect(await declare(member, false)).toMatchObject({ body: { code: 'undertaking-missing' } });
    for (const who of [member, stays]) expectStatus(await undertake(world, who), 201);
    expectStatus(await declare(stays, false), 200);
    expectStatus(await declare(member, true), 200);
    const panel = await panelNow();
    const third = more.find((one) => one !== member && one !== stays);
    const last = await readEvaluator(world.table, world.roundId, third?.accountId ?? '');
    expect(panel.seats).toHaveLength(6);
    expect(panel.seats.at(-1)).toMatchObject({ evaluatorId: last?.evaluatorId, standing: 'ASSIGNED' });
    expect(panel.reserve).toEqual([]);
  });
});
