import { describe, expect, it } from '@jest/globals';
import { readPanel } from '../../../functions/evaluation/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readRound, roundChange } from '../../../functions/rounds/store.ts';
import {
  createEvaluationWorld,
  drawSecret,
  expectStatus,
  listPool,
  memberOfPseudonym,
  moveRound,
  reply,
  screen,
  type World,
} from '../../support/evaluation-world.ts';

const scoringEndsAt = '2020-07-01T00:00:00.000Z';

/** Staff are convinced by a reply at an instant. */
const accept = ({ api, staff }: World, proposalId: string, at: string) =>
  api.post(
    staff,
    `/opened-proposals/${proposalId}/eligibility`,
    {
      eligible: true,
      reason: 'As the register shows',
      evidence: [{ subject: 'documents', isMet: true, source: 'The register' }],
    },
    { at },
  );

/** A world in evaluation whose second proposal is excluded and has replied. */
const createRepliedWorld = async () => {
  const world = await createEvaluationWorld();
  const [first, second, third] = world.proposalIds;
  await listPool(world, world.evaluators.slice(0, 4));
  await screen(world, first, true);
  for (const proposalId of [second, third]) await screen(world, proposalId, false);
  expectStatus(await world.api.post(world.staff, `/rounds/${world.roundId}/panels`, { drawSecret }), 201);
  await moveRound(world, { state: 'EVALUATION' });
  for (const proposalId of [second, third]) await reply(world, proposalId);
  return { ...world, second, third };
};

describe('a reply that convinces', () => {
  it('lets its proposal into scoring until the instant at which scoring ends', async () => {
    const world = await createRepliedWorld();
    expect(await accept(world, world.second, scoringEndsAt)).toMatchObject({
      status: 409,
      body: { code: 'too-late-to-score', details: { deadline: scoringEndsAt } },
    });
    expect(await readProposal(world.table, world.second)).toMatchObject({ state: 'INELIGIBLE' });
    expectStatus(await accept(world, world.second, '2020-06-30T23:59:59.999Z'), 200);
    expect(await readProposal(world.table, world.second)).toMatchObject({ state: 'ELIGIBLE' });
  });

  it('lets it in by the draw where no panel is seated yet', async () => {
    const world = await createRepliedWorld();
    expect(await readPanel(world.table, world.challengeIds[1])).toBeNull();
    expectStatus(await accept(world, world.third, '2020-06-15T00:00:00.000Z'), 200);
  });

  it('does not strand it with a panel that is below its quorum', async () => {
    const world = await createRepliedWorld();
    const [challengeId] = world.challengeIds;
    for (let recusals = 0; recusals < 3; recusals += 1) {
      const panel = await readPanel(world.table, challengeId);
      const seat = panel?.seats.find(({ standing }) => standing === 'ASSIGNED');
      const member = (await memberOfPseudonym(world)).get(seat?.evaluatorId ?? '') ?? null;
      const body = { conflict: true, reason: 'A former employer' };
      expectStatus(await world.api.post(member, `/challenges/${challengeId}/panel/declaration`, body), 200);
    }
    expect(await accept(world, world.second, '2020-06-15T00:00:00.000Z')).toMatchObject({
      status: 409,
      body: { code: 'quorum-unreachable', details: { members: 1, quorum: 2 } },
    });
    expect(await readProposal(world.table, world.second)).toMatchObject({ state: 'INELIGIBLE' });
  });

  it('does not strand it in an evaluation that began without a draw', async () => {
    const world = await createEvaluationWorld();
    const [first] = world.proposalIds;
    for (const proposalId of world.proposalIds) await screen(world, proposalId, false);
    await moveRound(world, { state: 'EVALUATION' });
    await reply(world, first);
    expect(await accept(world, first, '2020-06-15T00:00:00.000Z')).toMatchObject({
      status: 409,
      body: { code: 'quorum-unreachable', details: { members: 0 } },
    });
  });

  it('lets nobody close the evaluation who did not count its proposal, and comes too late afterwards', async () => {
    const world = await createRepliedWorld();
    const at = '2020-06-20T00:00:00.000Z';
    const counted = await readRound(world.table, world.roundId);
    if (counted === null) throw new Error('No round');
    expectStatus(await accept(world, world.second, at), 200);
    const closed = await commit(world.table, {
      at,
      actor: { kind: 'system', task: 'settle-deadline' },
      changes: [roundChange(counted, { ...fieldsOf(counted), state: 'DECISION' }, 'close-evaluation')],
      idempotency: null,
      answer: () => ({ status: 200, body: null }),
    });
    expect(closed).toMatchObject({ code: 'changed-meanwhile' });
    expect(await readRound(world.table, world.roundId)).toMatchObject({ state: 'EVALUATION' });
    await moveRound(world, { state: 'DECISION' });
    expect(await accept(world, world.third, at)).toMatchObject({
      status: 409,
      body: { code: 'round-phase' },
    });
  });
});
