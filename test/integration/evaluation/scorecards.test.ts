import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluationStanding, readEvaluator } from '../../../functions/evaluation/store.ts';
import { parseNotice } from '../../../functions/notices/store/notice-row.ts';
import { recipientsOf } from '../../../functions/notices/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound, scores, type World } from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';
import { createScoringWorld, type ScoringWorld } from '../../support/scoring-world.ts';

const standingOf = async (world: Pick<World, 'table' | 'roundId'>) => {
  const round = await readRound(world.table, world.roundId);
  if (round === null) throw new Error('No round');
  return evaluationStanding(world.table, round);
};

const submit = (world: ScoringWorld, who: Member, points: number, key?: string) =>
  world.api.post(
    who,
    `${world.proposal}/scorecard/submission`,
    scores(points),
    key === undefined ? {} : { headers: { 'Idempotency-Key': key } },
  );

describe('a scorecard', () => {
  let world: ScoringWorld;
  beforeAll(async () => {
    world = await createScoringWorld();
  });

  it('is saved as a draft that only its author sees, by versions', async () => {
    const { api, one, two, proposal } = world;
    expect(await api.put(one, `${proposal}/scorecard`, { points: { need: 500 } })).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { state: 'DRAFT', points: { need: 500 }, version: 1 },
    });
    const stale = { headers: { 'If-Match': '"9"' } };
    expect(await api.put(one, `${proposal}/scorecard`, { points: {} }, stale)).toMatchObject({
      status: 412,
      body: { code: 'version-not-matched' },
    });
    const present = { headers: { 'If-Match': '"1"' } };
    expect(
      await api.put(one, `${proposal}/scorecard`, { reasons: { need: 'Urgent' } }, present),
    ).toMatchObject({ status: 200, body: { points: {}, reasons: { need: 'Urgent' }, version: 2 } });
    expect(await api.put(one, `${proposal}/scorecard`, { points: { beauty: 1 } })).toMatchObject({
      status: 422,
      body: { code: 'scorecard-invalid' },
    });
    expect(await api.get(one, `${proposal}/scorecards`)).toMatchObject({
      status: 200,
      body: { rows: [{ state: 'DRAFT', version: 2 }] },
    });
    for (const who of [two, world.auditor])
      expect(await api.get(who, `${proposal}/scorecards`)).toMatchObject({ status: 200, body: { rows: [] } });
  });

  it('is submitted whole, once, and then locked', async () => {
    const { api, one, proposal, table, roundId } = world;
    expect(
      await api.post(one, `${proposal}/scorecard/submission`, { ...scores(800), gates: {} }),
    ).toMatchObject({ status: 422, body: { code: 'scorecard-invalid' } });
    expect(await submit(world, one, 1001)).toMatchObject({ body: { code: 'points-out-of-range' } });
    expect(await submit(world, one, 800.5)).toMatchObject({
      status: 422,
      body: { code: 'points-not-whole' },
    });
    const first = await submit(world, one, 800, 'key-1');
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'SUBMITTED', submittedAt: expect.any(String) },
    });
    expect(await submit(world, one, 800, 'key-1')).toMatchObject({ status: 201, body: first.body });
    expect(await submit(world, one, 900)).toMatchObject({ status: 409, body: { code: 'scorecard-locked' } });
    expect(await api.put(one, `${proposal}/scorecard`, {})).toMatchObject({
      status: 409,
      body: { code: 'scorecard-locked' },
    });
    const entity = `scorecard/${world.proposalIds[0]}/`;
    const entries = (await readEntries(table, `round/${roundId}`)).filter(({ leaf }) =>
      leaf.entity.startsWith(entity),
    );
    expect(entries).toMatchObject([
      {
        leaf: { action: 'submit', from: 'DRAFT', to: 'SUBMITTED' },
        disclosure: { after: { points: scores(800).points } },
      },
    ]);
  });

  it('shows the peers’ ones after the own submission, and not before', async () => {
    const { api, one, two, three, proposal } = world;
    expect(await api.get(two, `${proposal}/scorecards`)).toMatchObject({ body: { rows: [] } });
    expectStatus(await submit(world, two, 800), 201);
    expectStatus(await api.put(three, `${proposal}/scorecard`, { points: { need: 1 } }), 200);
    for (const who of [one, two, world.auditor]) {
      const { body } = await api.get(who, `${proposal}/scorecards`);
      expect(body).toHaveProperty('rows.length', 2);
    }
    expect(await api.get(three, `${proposal}/scorecards`)).toMatchObject({
      body: { rows: [{ state: 'DRAFT' }] },
    });
    expect(await api.get(world.staff, `${proposal}/scorecards`)).toMatchObject({
      status: 409,
      body: { code: 'scores-hidden' },
    });
    expect(await api.get(world.buyer, `${proposal}/scorecards`)).toMatchObject({ status: 404 });
    expect(await api.get(world.suppliers[0], `${proposal}/scorecards`)).toMatchObject({ status: 404 });
  });

  it('is written by one of two who submit at once', async () => {
    const { three } = world;
    const answers = await Promise.all([1, 2, 3, 4].map(() => submit(world, three, 700)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409]);
  });
});

describe('scoring', () => {
  it('is for clear members and eligible proposals, in the evaluation', async () => {
    const world = await createScoringWorld();
    const { api, one, proposal } = world;
    const path = `${proposal}/scorecard/submission`;
    const outsider = world.evaluators.find(
      ({ accountId }) =>
        ![world.one, world.two, world.three].some((member) => member.accountId === accountId),
    );
    expect(await api.post(outsider ?? null, path, scores(1))).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
    for (const who of [world.staff, world.buyer, world.suppliers[0]])
      expect(await api.post(who, path, scores(1))).toMatchObject({ status: 404 });
    const other = `/proposals/${world.proposalIds[2]}/scorecard/submission`;
    expect(await api.post(one, other, scores(1))).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
    for (const state of ['SCREENING', 'DECISION'] as const) {
      await moveRound(world, { state });
      expect(await api.post(one, path, scores(1))).toMatchObject({
        status: 409,
        body: { code: 'not-scoring-now', details: { phase: state } },
      });
    }
    expect(await api.get(world.staff, `${proposal}/scorecards`)).toMatchObject({ status: 200 });
    await moveRound(world, { state: 'EVALUATION' });
    await world.table.put({
      ...(await world.table.get({ pk: `PROPOSAL#${world.proposalIds[0]}`, sk: 'PROPOSAL' })),
      state: 'WITHDRAWN_AFTER_OPENING',
    });
    expect(await api.post(one, path, scores(1))).toMatchObject({
      status: 409,
      body: { code: 'not-eligible' },
    });
  });

  it('stays open past the deadline while the round is in evaluation', async () => {
    const world = await createScoringWorld();
    const late = { at: '2020-08-01T00:00:00.000Z' };
    expect(
      await world.api.post(world.one, `${world.proposal}/scorecard/submission`, scores(800), late),
    ).toMatchObject({ status: 201 });
  });

  it('ends with the membership in the institute', async () => {
    const world = await createScoringWorld();
    await world.table.put({
      pk: `ACCOUNT#${world.one.accountId}`,
      sk: 'ACCOUNT',
      memberships: { [crypto.randomUUID()]: { kind: 'INSTITUTE', roles: ['evaluator'] } },
    });
    expect(await submit(world, world.one, 800)).toMatchObject({ status: 404 });
  });

  it('is not written when the evaluation ends between reading and writing', async () => {
    const world = await createScoringWorld();
    const transact = world.table.transact.bind(world.table);
    let raced = false;
    world.table.transact = async (writes) => {
      if (!raced) {
        raced = true;
        await moveRound(world, { state: 'DECISION' });
      }
      return transact(writes);
    };
    expect(await submit(world, world.one, 800)).toMatchObject({
      status: 409,
      body: { code: 'not-scoring-now', details: { phase: 'DECISION' } },
    });
    expect((await standingOf(world)).proposalsBelowQuorum).toContain(world.proposalIds[0]);
  });
});

describe('outliers', () => {
  it('are flagged when all have scored, and answered by their authors', async () => {
    const world = await createScoringWorld();
    const { api, one, two, three, proposal } = world;
    const path = `${proposal}/scorecard/reconfirmation`;
    expectStatus(await submit(world, one, 500), 201);
    expectStatus(await submit(world, two, 500), 201);
    expect(await api.post(two, path, { confirm: true })).toMatchObject({
      status: 409,
      body: { code: 'not-an-outlier' },
    });
    expect(await api.post(three, path, { confirm: true })).toMatchObject({
      body: { code: 'not-an-outlier' },
    });
    // Apart from the mean of the others by 400 of 1000; the others from theirs by 200.
    expectStatus(await submit(world, three, 900), 201);
    const listed = await api.get(one, `${proposal}/scorecards`);
    expect(listed.body).toMatchObject({
      rows: Array.from({ length: 3 }, () => ({
        state: 'OUTLIER_FLAGGED',
        outlierDimensions: ['worth', 'craft'],
      })),
    });
    expect(await api.get(three, '/evaluations')).toMatchObject({
      body: {
        rows: [
          {
            proposals: expect.arrayContaining([
              expect.objectContaining({ scorecard: { state: 'OUTLIER_FLAGGED', version: 1 } }),
            ]),
          },
        ],
      },
    });
    const before = await standingOf(world);
    expect(before.unansweredOutliers).toBe(3);
    const pseudonym = (await readEvaluator(world.table, world.roundId, three.accountId))?.evaluatorId ?? '';
    const noticeId = `scorecard/${world.proposalIds[0]}/${pseudonym}/outlier`;
    const notice = await world.table.get({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' });
    expect(notice).toMatchObject({
      kind: 'outlier-flagged',
      audience: { kind: 'evaluator', roundId: world.roundId, evaluatorId: pseudonym },
    });
    // The pseudonym alone: who that is, is looked up when it is sent.
    expect(JSON.stringify(notice)).not.toContain(three.accountId);
    const people = recipientsOf(world.table, parseNotice(notice).audience, null, '2020-07-01T00:00:00.000Z');
    expect(await Array.fromAsync(people)).toMatchObject([{ accountIds: [three.accountId] }]);

    expect(await api.post(one, path, { confirm: true, reason: 'I saw it fail' })).toMatchObject({
      status: 200,
      body: { state: 'RECONFIRMED', answerReason: 'I saw it fail', outlierDimensions: [] },
    });
    expect(await api.post(one, path, { confirm: true })).toMatchObject({ body: { code: 'not-an-outlier' } });
    expect(await api.post(three, path, scores(600))).toMatchObject({ status: 400 });
    expect(await api.post(three, path, { ...scores(1001), reason: 'More' })).toMatchObject({ status: 422 });
    expect(await api.post(three, path, { ...scores(600), reason: 'I misread the trial' })).toMatchObject({
      status: 200,
      body: { state: 'REVISED', points: { need: 600 }, answerReason: 'I misread the trial' },
    });
    // The revision takes no flag from another: it stands by what was first submitted.
    expect(await api.post(two, path, { confirm: true })).toMatchObject({ status: 200 });
    const after = await standingOf(world);
    expect(after.unansweredOutliers).toBe(0);
    expect(before.missingScorecards - after.missingScorecards).toBe(3);
    expect(
      await readEntries(
        world.table,
        `round/${world.roundId}`,
        `scorecard/${world.proposalIds[0]}/${pseudonym}`,
      ),
    ).toMatchObject([
      { leaf: { action: 'submit' }, disclosure: { after: { points: { need: 900 } } } },
      {
        leaf: { action: 'revise', from: 'SUBMITTED', to: 'REVISED' },
        disclosure: {
          reason: 'I misread the trial',
          after: { points: { need: 600 }, firstPoints: { need: 900 } },
        },
      },
    ]);
  });
});
