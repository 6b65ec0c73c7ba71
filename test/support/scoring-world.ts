import { createEvaluationWorld, drawWorld, expectStatus, membersOf, moveRound } from './evaluation-world.ts';

/** A world in evaluation, with the members of the first panel, all clear. */
export const createScoringWorld = async () => {
  const world = await createEvaluationWorld();
  await drawWorld(world);
  const [challengeId] = world.challengeIds;
  const members = await membersOf(world, challengeId);
  for (const member of members)
    expectStatus(
      await world.api.post(member, `/challenges/${challengeId}/panel/declaration`, {
        conflict: false,
      }),
      200,
    );
  await moveRound(world, { state: 'EVALUATION' });
  const [one, two, three] = members;
  if (one === undefined || two === undefined || three === undefined) throw new Error('Too few members');
  return { ...world, one, two, three, proposal: `/proposals/${world.proposalIds[0]}` };
};

export type ScoringWorld = Awaited<ReturnType<typeof createScoringWorld>>;
