import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { drawPanels, undertakingSha256 } from '../../../functions/evaluation/rules.ts';
import { drawRecordSchema } from '../../../functions/evaluation/schema.ts';
import {
  evaluationStanding,
  listPanels,
  readEvaluator,
  readPanel,
} from '../../../functions/evaluation/store.ts';
import { logPartitions } from '../../../functions/platform/change.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { smallPolicy } from '../../support/evaluation.ts';
import { readEntries } from '../../support/entries.ts';
import {
  createEvaluationWorld,
  createFounder,
  drawSecret,
  drawWorld,
  expectStatus,
  listPool,
  membersOf,
  moveRound,
  convince,
  screen,
  screenedAt,
  type World,
} from '../../support/evaluation-world.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const clear = { conflict: false };
const conflicted = { conflict: true, reason: 'My sister works there' };

describe('the draw', () => {
  let world: World;
  beforeAll(async () => {
    world = await createEvaluationWorld();
    await drawWorld(world);
  });

  it('can be redone by an outsider from what is published', async () => {
    const { status, body, headers } = await world.api.get(null, `/rounds/${world.roundId}/draw`);
    expect(status).toBe(200);
    const record = v.parse(drawRecordSchema, body);
    const nonces = world.proposalIds.map(sha256).sort();
    expect(record.drawNonces).toEqual(nonces);
    expect(record.seed).toBe(sha256([drawSecret, ...nonces].join(':')));
    expect((await readRound(world.table, world.roundId))?.drawSecretSha256).toBe(sha256(record.drawSecret));
    expect(drawPanels(record)).toEqual(record.panels);
    expect(headers['etag']).toBe(`"${sha256(JSON.stringify(body))}"`);
    const text = JSON.stringify(body);
    for (const { accountId, organisationId } of world.evaluators) {
      expect(text).not.toContain(accountId);
      expect(text).not.toContain(organisationId);
    }
  });

  it('seats a panel for each challenge with an eligible proposal', async () => {
    const panels = await listPanels(world.table, world.roundId);
    expect(panels.map(({ challengeId }) => challengeId)).toEqual([...world.challengeIds].sort());
    const seats = panels.flatMap((panel) => panel.seats.map(({ evaluatorId }) => evaluatorId));
    expect(new Set(seats).size).toBe(6);
    expect(await world.api.get(world.staff, `/rounds/${world.roundId}/panels`)).toMatchObject({
      body: { rows: [{ seats: [{ standing: 'ASSIGNED' }, {}, {}] }, {}] },
    });
    expect(await world.api.get(world.buyer, `/rounds/${world.roundId}/panels`)).toMatchObject({
      status: 403,
    });
  });

  it('changes nothing when it is asked for again', async () => {
    const before = await listPanels(world.table, world.roundId);
    const entries = await readEntries(world.table, `round/${world.roundId}`);
    const path = `/rounds/${world.roundId}/panels`;
    expectStatus(await world.api.post(world.colleague, path, { drawSecret }), 201);
    await moveRound(world, { state: 'EVALUATION' });
    expectStatus(await world.api.post(world.staff, path, { drawSecret }), 201);
    await moveRound(world, { state: 'SCREENING' });
    expect(await listPanels(world.table, world.roundId)).toEqual(before);
    const after = await readEntries(world.table, `round/${world.roundId}`);
    expect(after.filter(({ leaf }) => !leaf.entity.startsWith('round/'))).toHaveLength(
      entries.filter(({ leaf }) => !leaf.entity.startsWith('round/')).length,
    );
  });

  it('closes the pool', async () => {
    const late = await createFounder(world.table, 'INSTITUTE', ['evaluator']);
    expect(
      await world.api.post(world.staff, `/rounds/${world.roundId}/evaluators`, {
        ...late,
        expertise: 'Rescue',
      }),
    ).toMatchObject({ status: 409, body: { code: 'pool-drawn' } });
  });

  it('asks for the secret of the call', async () => {
    expect(
      await world.api.post(world.staff, `/rounds/${world.roundId}/panels`, { drawSecret: `${drawSecret}!` }),
    ).toMatchObject({ status: 422, body: { code: 'draw-secret-wrong' } });
    const refusals = await Promise.all(
      logPartitions(`round/${world.roundId}`, 'REFUSALS').map((shard) =>
        world.table.all(shard, { index: 'log' }),
      ),
    );
    expect(refusals.flat()).toMatchObject([{ code: 'draw-secret-wrong', accountId: world.staff.accountId }]);
  });
});

describe('a draw that cannot be', () => {
  it('waits for the screening and for enough evaluators, and then happens', async () => {
    const world = await createEvaluationWorld();
    const path = `/rounds/${world.roundId}/panels`;
    const attempt = () => world.api.post(world.staff, path, { drawSecret });
    expect(await world.api.get(null, `/rounds/${world.roundId}/draw`)).toMatchObject({ status: 404 });
    await listPool(world, world.evaluators.slice(0, 2));
    expect(await attempt()).toMatchObject({
      status: 409,
      body: { code: 'screening-incomplete', details: { unscreenedProposals: 3 } },
    });
    for (const proposalId of world.proposalIds) await screen(world, proposalId, true);
    expect(await attempt()).toMatchObject({
      status: 409,
      body: {
        code: 'panel-too-small',
        details: {
          size: 3,
          challenges: [...world.challengeIds].sort().map((challengeId) => ({ challengeId, found: 2 })),
        },
      },
    });
    await moveRound(world, { state: 'OPENED' });
    expect(await attempt()).toMatchObject({ body: { code: 'round-phase' } });
    await moveRound(world, { state: 'EVALUATION' });
    expect(await attempt()).toMatchObject({ body: { code: 'round-phase' } });
    await moveRound(world, { state: 'SCREENING' });
    expect(await listPanels(world.table, world.roundId)).toEqual([]);
    await listPool(world, world.evaluators.slice(2, 3));
    expect(await attempt()).toMatchObject({ status: 201 });
    expect(await world.api.post(world.auditor, path, { drawSecret })).toMatchObject({ status: 403 });
  });

  it('leaves out whoever belongs to a party of the challenge', async () => {
    const world = await createEvaluationWorld();
    const [first, second] = world.evaluators;
    if (first === undefined || second === undefined) throw new Error('No evaluators');
    // The first evaluator is a member of the supplier of the second challenge's proposal.
    const organisation = { pk: `ORGANISATION#${world.suppliers[2].organisationId}`, sk: 'ORGANISATION' };
    const row = await world.table.get(organisation);
    await world.table.put({
      ...row,
      members: { [world.suppliers[2].accountId]: ['signatory'], [first.accountId]: ['author'] },
    });
    await drawWorld(world);
    const pseudonym = (await readEvaluator(world.table, world.roundId, first.accountId))?.evaluatorId ?? '';
    const panel = await readPanel(world.table, world.challengeIds[1]);
    expect(JSON.stringify(panel)).not.toContain(pseudonym);
    const { body } = await world.api.get(null, `/rounds/${world.roundId}/draw`);
    expect(body).toMatchObject({
      challenges: expect.arrayContaining([{ challengeId: world.challengeIds[1], conflicted: [pseudonym] }]),
    });
  });

  it('seats the panel of a challenge whose first eligible proposal came by a reply', async () => {
    const world = await createEvaluationWorld();
    await listPool(world, world.evaluators);
    await screen(world, world.proposalIds[0], true);
    await screen(world, world.proposalIds[1], false);
    await screen(world, world.proposalIds[2], false);
    const path = `/rounds/${world.roundId}/panels`;
    expectStatus(await world.api.post(world.staff, path, { drawSecret }), 201);
    expect((await listPanels(world.table, world.roundId)).map(({ challengeId }) => challengeId)).toEqual([
      world.challengeIds[0],
    ]);
    await moveRound(world, { state: 'EVALUATION' });
    await convince(world, world.proposalIds[2]);
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    expect((await evaluationStanding(world.table, round)).challengesWithoutPanel).toEqual([
      world.challengeIds[1],
    ]);
    expectStatus(await world.api.post(world.staff, path, { drawSecret }), 201);
    const record = v.parse(
      drawRecordSchema,
      (await world.api.get(null, `/rounds/${world.roundId}/draw`)).body,
    );
    const drawn = record.panels.find(({ challengeId }) => challengeId === world.challengeIds[1]);
    const panel = await readPanel(world.table, world.challengeIds[1]);
    expect(panel?.seats.map(({ evaluatorId }) => evaluatorId)).toEqual(drawn?.members);
    expect((await evaluationStanding(world.table, round)).challengesWithoutPanel).toEqual([]);
  });

  it('is one draw, however many ask for it at once', async () => {
    const world = await createEvaluationWorld();
    await listPool(world, world.evaluators);
    for (const proposalId of world.proposalIds) await screen(world, proposalId, true);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.api.post(world.staff, `/rounds/${world.roundId}/panels`, { drawSecret }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const entries = await readEntries(world.table, `round/${world.roundId}`);
    const actions = entries.map(({ leaf }) => leaf.action);
    expect(actions.filter((action) => action === 'draw')).toHaveLength(1);
    expect(actions.filter((action) => action === 'seat')).toHaveLength(2);
  });
});

describe('declarations', () => {
  it('are made by members, once, with the undertaking', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const path = `/challenges/${challengeId}/panel/declaration`;
    const [one] = await membersOf(world, challengeId);
    if (one === undefined) throw new Error('No member');
    expect(await world.api.post(one, path, {})).toMatchObject({ status: 400 });
    expect(await world.api.post(one, path, { ...clear, conflict: true })).toMatchObject({
      body: { code: 'recusal-reason-missing' },
    });
    expect(await world.api.get(one, `/opened-proposals/${world.proposalIds[0]}`)).toMatchObject({
      status: 403,
      body: { code: 'declaration-missing' },
    });
    expect(await world.api.post(one, path, clear)).toMatchObject({
      status: 200,
      body: { standing: 'CLEAR' },
    });
    expect(await world.api.get(one, `/opened-proposals/${world.proposalIds[0]}`)).toMatchObject({
      status: 200,
    });
    expect(await world.api.get(one, `/opened-proposals/${world.proposalIds[2]}`)).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
    expect(await world.api.post(one, path, conflicted)).toMatchObject({
      status: 409,
      body: { code: 'declared-already' },
    });
    expect(await world.api.post(world.staff, path, clear)).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
  });

  it('recuse from everything of the challenge, and the next in the drawn order steps in', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const before = await readPanel(world.table, challengeId);
    const [one] = await membersOf(world, challengeId);
    if (one === undefined || before === null) throw new Error('No member');
    const path = `/challenges/${challengeId}/panel/declaration`;
    expect(await world.api.post(one, path, conflicted)).toMatchObject({ body: { standing: 'RECUSED' } });
    const after = await readPanel(world.table, challengeId);
    expect(after?.seats.map(({ evaluatorId }) => evaluatorId)).toEqual([
      ...before.seats.map(({ evaluatorId }) => evaluatorId),
      before.reserve[0]?.evaluatorId,
    ]);
    const proposal = `/proposals/${world.proposalIds[0]}`;
    await moveRound(world, { state: 'EVALUATION' });
    const refused = { status: 403, body: { code: 'recused' } };
    expect(await world.api.get(one, `/opened-proposals/${world.proposalIds[0]}`)).toMatchObject(refused);
    expect(await world.api.get(one, `${proposal}/scorecards`)).toMatchObject(refused);
    expect(await world.api.put(one, `${proposal}/scorecard`, {})).toMatchObject(refused);
    expect(
      await world.api.post(one, `${proposal}/scorecard/submission`, { points: {}, gates: {}, reasons: {} }),
    ).toMatchObject(refused);
    const { body } = await world.api.get(one, '/evaluations');
    expect(body).toMatchObject({ rows: [{ challengeId, standing: 'RECUSED', proposals: [] }] });
    expect(await readEntries(world.table, `round/${world.roundId}`, `panel/${challengeId}`)).toMatchObject([
      { leaf: { action: 'seat', from: null } },
      { leaf: { action: 'recuse' }, disclosure: { reason: 'My sister works there' } },
    ]);
  });

  it('are all kept when members declare at once', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const members = await membersOf(world, challengeId);
    const answers = await Promise.all(
      members.map((member) => world.api.post(member, `/challenges/${challengeId}/panel/declaration`, clear)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const panel = await readPanel(world.table, challengeId);
    expect(panel?.seats.map(({ standing }) => standing)).toEqual(['CLEAR', 'CLEAR', 'CLEAR']);
  });

  it('of no conflict are refused to members of a party, and so is all else', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const [one] = await membersOf(world, challengeId);
    if (one === undefined) throw new Error('No member');
    const path = `/challenges/${challengeId}/panel/declaration`;
    const join = (organisationId: string) =>
      world.table.put({
        pk: `ACCOUNT#${one.accountId}`,
        sk: 'ACCOUNT',
        memberships: {
          [one.organisationId]: { kind: 'INSTITUTE', roles: ['evaluator'] },
          [organisationId]: { kind: 'SUPPLIER', roles: ['author'] },
        },
      });
    await join(world.suppliers[1].organisationId);
    const refused = { status: 403, body: { code: 'conflict-of-interest' } };
    expect(await world.api.post(one, path, clear)).toMatchObject(refused);
    await join(crypto.randomUUID());
    expectStatus(await world.api.post(one, path, clear), 200);
    await join(world.suppliers[1].organisationId);
    await moveRound(world, { state: 'EVALUATION' });
    // The supplier of the other proposal of the challenge: the conflict is with the whole challenge.
    const proposal = `/proposals/${world.proposalIds[0]}`;
    expect(await world.api.get(one, `/opened-proposals/${world.proposalIds[0]}`)).toMatchObject(refused);
    expect(await world.api.put(one, `${proposal}/scorecard`, {})).toMatchObject(refused);
    expect(await world.api.get(one, `${proposal}/scorecards`)).toMatchObject(refused);
  });

  it('come before anything is told but the challenge and who proposed', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [, challengeId] = world.challengeIds;
    const [one] = await membersOf(world, challengeId);
    if (one === undefined) throw new Error('No member');
    const { status, body } = await world.api.get(one, '/evaluations');
    expect(status).toBe(200);
    expect(body).toEqual({
      rows: [
        {
          roundId: world.roundId,
          freshFor: null,
          phase: 'SCREENING',
          evaluationDeadline: '2020-07-01T00:00:00.000Z',
          challengeId,
          challengeTitle: { ko: '산불 감시', en: 'Watching for forest fires' },
          buyerId: world.buyer.organisationId,
          evaluatorId: expect.any(String),
          standing: 'ASSIGNED',
          undertaking: {
            ...smallPolicy.undertaking,
            sha256: undertakingSha256(smallPolicy.undertaking),
            givenAt: screenedAt,
          },
          proposals: [
            {
              proposalId: world.proposalIds[2],
              supplierId: world.suppliers[2].organisationId,
              supplierName: { ko: '기관', en: 'Body' },
              state: 'ELIGIBLE',
              scorecard: null,
              partners: [],
            },
          ],
        },
      ],
    });
    expect(await world.api.get(world.staff, '/evaluations')).toMatchObject({ status: 403 });
  });
});
