import * as v from 'valibot';
import { readPanel } from '../../functions/evaluation/store.ts';
import {
  createEvaluationWorld,
  drawSecret,
  expectStatus,
  listPool,
  memberOfPseudonym,
  moveRound,
  scores,
  screen,
  submitSealed,
} from './evaluation-world.ts';
import type { Member } from './members.ts';

/** When notice is given of the decision. */
export const noticeAt = '2020-07-20T00:00:00.000Z';

/**
 * A round whose evaluation is over: the first challenge has a proposal of 900 points a criterion, one of 500 that
 * fails, and an ineligible one; the second has one of 800. `scoreLast` false leaves the second below its quorum.
 */
export const createDecidedWorld = async (
  scoreLast = true,
  beside?: Parameters<typeof createEvaluationWorld>[0],
) => {
  const world = await createEvaluationWorld(beside);
  const ineligible = await submitSealed(world, world.challengeIds[0], world.suppliers[2]);
  await listPool(world, world.evaluators);
  for (const proposalId of world.proposalIds) await screen(world, proposalId, true);
  await screen(world, ineligible, false);
  expectStatus(await world.api.post(world.staff, `/rounds/${world.roundId}/panels`, { drawSecret }), 201);
  await moveRound(world, { state: 'EVALUATION' });
  const people = await memberOfPseudonym(world);
  const points = [900, 500, 800];
  for (const challengeId of world.challengeIds)
    for (const { evaluatorId } of (await readPanel(world.table, challengeId))?.seats ?? []) {
      const member = people.get(evaluatorId) ?? null;
      const declaration = { conflict: false };
      expectStatus(
        await world.api.post(member, `/challenges/${challengeId}/panel/declaration`, declaration),
        200,
      );
      for (const [index, proposalId] of world.proposalIds.entries()) {
        const isOwn = index < 2 === (challengeId === world.challengeIds[0]);
        if (!isOwn || (index === 2 && !scoreLast)) continue;
        const path = `/proposals/${proposalId}/scorecard/submission`;
        expectStatus(await world.api.post(member, path, scores(points[index] ?? 0)), 201);
      }
    }
  await moveRound(world, { state: 'DECISION' });
  return { ...world, ineligible, path: `/rounds/${world.roundId}/decision` };
};

export type DecidedWorld = Awaited<ReturnType<typeof createDecidedWorld>>;

/** Staff recommend; answers the hash of the sheet. */
export const recommend = async (world: DecidedWorld): Promise<string> => {
  const { body } = expectStatus(await world.api.post(world.staff, world.path), 201);
  return v.parse(v.object({ sheetSha256: v.string() }), body).sheetSha256;
};

/** Somebody approves the recommended sheet. */
export const approve = (world: DecidedWorld, who: Member, sheetSha256: string) =>
  world.api.post(who, `${world.path}/approval`, { sheetSha256 });
