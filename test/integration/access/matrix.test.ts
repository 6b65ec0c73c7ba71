import { describe, expect, it } from '@jest/globals';
import { operations } from '../../../functions/public/operations.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import { expectedStatus } from '../../support/access-table.ts';
import {
  type ActorName,
  actorNames,
  canaries,
  createAccessWorld,
  type PhaseName,
  phaseNames,
  type Scene,
} from '../../support/access-world.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();

/** Its answer is a file that only the bundle has beside its code. */
const asked: readonly Endpoint[] = operations
  .map(({ endpoint }) => endpoint)
  .filter(({ operation }) => operation !== 'readDescription');

const isUnopened = (phase: PhaseName): boolean =>
  phase === 'CANCELLED' || phaseNames.indexOf(phase) < phaseNames.indexOf('OPENED');

/** What belongs to the owner alone, so that whoever else is shown it before the opening was shown too much. */
const secretsOf = ({ parameters, actors }: Scene): readonly string[] => [
  ...canaries,
  parameters['proposalId'] ?? '',
  parameters['attachmentId'] ?? '',
  parameters['organisationId'] ?? '',
  actors.owner?.accountId ?? '',
];

type Cell = { readonly problem: string | null; readonly leak: string | null };

const ask = async (endpoint: Endpoint, actor: ActorName, phase: PhaseName, scene: Scene): Promise<Cell> => {
  const who = scene.actors[actor];
  // A whole policy of made-up numbers contradicts itself; the defaults do not.
  const [body] =
    endpoint.body.type === 'null'
      ? [undefined]
      : endpoint.operation === 'planRound'
        ? [{ name: { ko: '회차', en: 'A round' } }]
        : sampleBodies(endpoint.body);
  const answer = await world.api.call(endpoint, scene.parameters, {
    body,
    receivedAt: scene.receivedAt,
    hasSecondFactor: actor !== 'staffWithoutFactor',
    ...(who === null ? {} : { accountId: who.accountId }),
  });
  const expected =
    who === null && endpoint.access === 'signed-in'
      ? 401
      : expectedStatus(endpoint.operation, actor, phase, phaseNames);
  const cell = `${endpoint.operation} × ${actor} × ${phase}`;
  const shown = JSON.stringify(answer.body);
  // The agency knows the organisations; what they propose it knows no more than others.
  const isAgency = /staff|approver|auditor/u.test(actor) && !endpoint.path.includes('roposal');
  const leaked =
    actor !== 'owner' && !isAgency && isUnopened(phase)
      ? secretsOf(scene).find((secret) => shown.includes(secret) && !isEcho(endpoint, scene, secret))
      : undefined;
  return {
    problem:
      answer.status === expected ? null : `${cell}: ${answer.status}, not ${expected ?? 'in the table'}`,
    leak: leaked === undefined ? null : `${cell} shows ${leaked}`,
  };
};

/** A refusal may name the address that was asked for, which the asker had already. */
const isEcho = ({ path }: Endpoint, { parameters }: Scene, secret: string): boolean =>
  Object.entries(parameters).some(([name, value]) => value === secret && path.includes(`{${name}}`));

describe('every operation, asked by everybody in every phase', () => {
  it('answers what the table says, and shows nobody else the owner’s before the opening (R2, R10)', async () => {
    const cells: Cell[] = [];
    for (const phase of phaseNames) {
      world.api.state.isRehearsal = false;
      const scene = await world.enter(phase);
      world.api.state.isRehearsal = true;
      for (const endpoint of asked)
        cells.push(...(await Promise.all(actorNames.map((actor) => ask(endpoint, actor, phase, scene)))));
    }
    const problems = cells.flatMap(({ problem }) => problem ?? []);
    const leaks = cells.flatMap(({ leak }) => leak ?? []);
    console.log(
      `R2: ${cells.length} cells of role × route × phase, ${problems.length} wrong; R10: ${leaks.length} leaks`,
    );
    expect(problems).toEqual([]);
    expect(leaks).toEqual([]);
    expect(cells).toHaveLength(asked.length * actorNames.length * phaseNames.length);
  }, 480_000);
});
