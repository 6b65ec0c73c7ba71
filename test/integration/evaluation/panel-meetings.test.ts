import { describe, expect, it } from '@jest/globals';
import { declareConflict } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound, scores } from '../../support/evaluation-world.ts';
import { createScoringWorld, type ScoringWorld } from '../../support/scoring-world.ts';
import type { Member } from '../../support/members.ts';

const meetingOf = ({ challengeIds: [challengeId] }: ScoringWorld): string =>
  `/challenges/${challengeId}/panel/meeting`;
const open = (world: ScoringWorld, who: Member = world.staff) =>
  world.api.post(who, meetingOf(world), { occasion: 'The flight time' });
const close = (world: ScoringWorld, who: Member = world.staff) =>
  world.api.post(who, `${meetingOf(world)}/closing`, { minutes: 'The report was read together' });
const revise = ({ api, proposal }: ScoringWorld, who: Member, points = 700) =>
  api.post(who, `${proposal}/scorecard/revision`, { ...scores(points), reason: 'I had misread the report' });

/** A world whose first panel has locked everything. */
const createScoredWorld = async (): Promise<ScoringWorld> => {
  const world = await createScoringWorld();
  const [first, second] = world.proposalIds;
  for (const member of [world.one, world.two, world.three])
    for (const proposalId of [first, second])
      expectStatus(
        await world.api.post(member, `/proposals/${proposalId}/scorecard/submission`, scores(800)),
        201,
      );
  return world;
};

describe('a meeting of a panel', () => {
  it('waits until every member has submitted everything', async () => {
    const world = await createScoringWorld();
    expect(await open(world)).toMatchObject({
      status: 409,
      body: { code: 'scorecards-outstanding', details: { missing: 6 } },
    });
    expect(await world.api.get(world.staff, meetingOf(world))).toMatchObject({
      status: 200,
      body: { state: 'NONE', sittings: [], version: 0 },
    });
    expect(await close(world)).toMatchObject({ status: 404 });
  });

  it('does not wait for a member whose conflict came up after they were clear', async () => {
    const world = await createScoringWorld();
    const { one, two, three, table, roundId, challengeIds } = world;
    for (const member of [one, two])
      for (const proposalId of world.proposalIds.slice(0, 2))
        expectStatus(
          await world.api.post(member, `/proposals/${proposalId}/scorecard/submission`, scores(800)),
          201,
        );
    expect(await open(world)).toMatchObject({
      body: { code: 'scorecards-outstanding', details: { missing: 2 } },
    });
    await declareConflict(
      table,
      three,
      { roundId, challengeId: challengeIds[0] },
      '2020-06-20T00:00:00.000Z',
    );
    expect(await open(world)).toMatchObject({ status: 201 });
    const evaluation = await world.api.get(three, meetingOf(world));
    expect(evaluation).toMatchObject({ status: 403, body: { code: 'conflict-declared' } });
  });

  it('lets members revise what they locked, each their own, while it is open', async () => {
    const world = await createScoredWorld();
    const { api, one, two, proposal } = world;
    expect(await revise(world, one)).toMatchObject({ status: 409, body: { code: 'no-panel-meeting' } });
    expect(await open(world)).toMatchObject({
      status: 201,
      body: { state: 'OPEN', sittings: [{ occasion: 'The flight time', minutes: null }] },
    });
    expect(await open(world)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await revise(world, one)).toMatchObject({
      status: 200,
      body: { state: 'REVISED', answerReason: 'I had misread the report', points: { need: 700 } },
    });
    expect(await revise(world, one)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const stale = { headers: { 'If-Match': '"9"' } };
    const body = { ...scores(700), reason: 'Late' };
    expect(await api.post(two, `${proposal}/scorecard/revision`, body, stale)).toMatchObject({ status: 412 });
    expect(await api.post(two, `${proposal}/scorecard/revision`, scores(700))).toMatchObject({ status: 400 });

    expect(await close(world)).toMatchObject({
      status: 200,
      body: { state: 'CLOSED', sittings: [{ minutes: 'The report was read together' }] },
    });
    expect(await revise(world, two)).toMatchObject({ status: 409, body: { code: 'no-panel-meeting' } });
    const entries = await readEntries(world.table, `round/${world.roundId}`);
    const actions = entries
      .map(({ leaf }) => leaf.action)
      .filter((action) => ['open-meeting', 'revise-in-meeting', 'close-meeting'].includes(action));
    expect(actions.sort()).toEqual(['close-meeting', 'open-meeting', 'revise-in-meeting']);
  });

  it('is closed to revisions by a closing that comes in between', async () => {
    const world = await createScoredWorld();
    expectStatus(await open(world), 201);
    const transact = world.table.transact.bind(world.table);
    let raced = false;
    world.table.transact = async (writes) => {
      if (!raced && JSON.stringify(writes).includes('SCORECARD#')) {
        raced = true;
        expectStatus(await close(world), 200);
      }
      return transact(writes);
    };
    expect(await revise(world, world.one)).toMatchObject({ status: 409, body: { code: 'no-panel-meeting' } });
  });

  it('ends with the evaluation, whose minutes may follow', async () => {
    const world = await createScoredWorld();
    expectStatus(await open(world), 201);
    await moveRound(world, { state: 'DECISION' });
    expect(await revise(world, world.one)).toMatchObject({ body: { code: 'not-scoring-now' } });
    expectStatus(await close(world), 200);
    expect(await open(world)).toMatchObject({ status: 409, body: { code: 'not-scoring-now' } });
  });

  it('is called by staff without a stake, and read by the panel, staff and auditors', async () => {
    const world = await createScoredWorld();
    const { api, staff, colleague, approver, auditor, buyer, one, suppliers } = world;
    for (const who of [approver, auditor, buyer, one, suppliers[0]])
      expect(await open(world, who)).toMatchObject({ status: 403 });
    const [challengeId] = world.challengeIds;
    expectStatus(
      await api.post(staff, '/conflicts-of-interest', { challengeId, reason: 'My brother built it' }),
      201,
    );
    expect(await open(world)).toMatchObject({ status: 403, body: { code: 'conflict-declared' } });
    expectStatus(await open(world, colleague), 201);
    expect(await close(world)).toMatchObject({ status: 403, body: { code: 'conflict-declared' } });
    for (const who of [colleague, auditor, one])
      expect(await api.get(who, meetingOf(world))).toMatchObject({ status: 200, body: { state: 'OPEN' } });
    for (const who of [buyer, suppliers[0]])
      expect(await api.get(who, meetingOf(world))).toMatchObject({ status: 404 });
  });
});
