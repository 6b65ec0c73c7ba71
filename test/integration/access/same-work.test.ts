import { expect, it } from '@jest/globals';
import { operations } from '../../../functions/public/operations.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import {
  type ActorName,
  actorNames,
  createAccessWorld,
  type PhaseName,
  type Scene,
} from '../../support/access-world.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();

const phases = [
  'CALL_FOR_PROPOSALS',
  'CLOSED_FOR_PROPOSALS',
  'CANCELLED',
] as const satisfies readonly PhaseName[];

/** Whoever asks for a proposal by its id, signed in and not its owner. */
const askers = actorNames.filter((actor) => actor !== 'owner' && actor !== 'public');

const asked = operations.map(({ endpoint }) => endpoint).filter(({ path }) => path.includes('{proposalId}'));

/** An answer without what is new in each one, and all that was asked of table, store and key service for it. */
const workFor = async (endpoint: Endpoint, actor: ActorName, scene: Scene, proposalId: string) => {
  world.api.asked.length = 0;
  const [body] = endpoint.body.type === 'null' ? [undefined] : sampleBodies(endpoint.body);
  const { status } = await world.api.call(
    endpoint,
    { ...scene.parameters, proposalId },
    {
      body,
      receivedAt: scene.receivedAt,
      hasSecondFactor: actor !== 'staffWithoutFactor',
      accountId: scene.actors[actor]?.accountId ?? '',
    },
  );
  return { status, work: world.api.asked.join(' ') };
};

it('does the same work for a proposal that is there and one that is not, so that no time tells them apart', async () => {
  const differing: string[] = [];
  let compared = 0;
  for (const phase of phases) {
    world.api.state.isRehearsal = false;
    const scene = await world.enter(phase);
    world.api.state.isRehearsal = true;
    for (const endpoint of asked)
      for (const actor of askers) {
        const there = await workFor(endpoint, actor, scene, scene.parameters['proposalId'] ?? '');
        const nowhere = await workFor(endpoint, actor, scene, crypto.randomUUID());
        compared += 1;
        if (JSON.stringify(there) !== JSON.stringify(nowhere))
          differing.push(
            `${endpoint.operation} × ${actor} × ${phase}: ${JSON.stringify(there)}, not ${JSON.stringify(nowhere)}`,
          );
      }
  }
  console.log(
    `Timing: ${compared} requests for a proposal that is there and one that is not, ${differing.length} at other cost`,
  );
  expect(differing).toEqual([]);
  expect(compared).toBe(phases.length * asked.length * askers.length);
}, 300_000);
