import { describe, expect, it } from '@jest/globals';
import { operations } from '../../../functions/public/operations.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import { expectedStatus } from '../../support/access-table.ts';
import {
  type ActorName,
  actorNames,
  createAccessWorld,
  type PhaseName,
  phaseNames,
  type Scene,
} from '../../support/access-world.ts';
import { type Asker, containedIn, secretsFrom, withoutAsked } from '../../support/leaks.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();

/** Its answer is a file that only the bundle has beside its code. */
const asked: readonly Endpoint[] = operations
  .map(({ endpoint }) => endpoint)
  .filter(({ operation }) => operation !== 'readDescription');

const openedPhases = phaseNames.slice(phaseNames.indexOf('OPENED'), phaseNames.indexOf('CANCELLED'));

const proposalSecrets = [
  'the id of a file',
  'the id of a proposal',
  'the name of a file',
  'the owner’s account',
  'the owner’s solution',
  'who proposes',
];

type Cell = {
  readonly problem: string | null;
  readonly leak: string | null;
  /** What is kept from a rival and was shown to this actor, rightly if it is no leak. */
  readonly shown: readonly string[];
};

const call = async (endpoint: Endpoint, asker: Asker, scene: Scene) => {
  const who = asker === 'otherPanelMember' ? scene.otherPanelMember : scene.actors[asker];
  // A whole policy of made-up numbers contradicts itself; the defaults do not.
  const [body] =
    endpoint.body.type === 'null'
      ? [undefined]
      : endpoint.operation === 'planRound'
        ? [{ name: { ko: '회차', en: 'A round' } }]
        : sampleBodies(endpoint.body);
  return world.api.call(endpoint, scene.parameters, {
    body,
    receivedAt: scene.receivedAt,
    hasSecondFactor: asker !== 'staffWithoutFactor',
    ...(who === null ? {} : { accountId: who.accountId }),
  });
};

const leakTo = (endpoint: Endpoint, asker: Asker, phase: PhaseName, scene: Scene, shown: string) => {
  const { path, operation } = endpoint;
  const [leaked = null] = containedIn(
    shown,
    withoutAsked(secretsFrom(asker, phase, scene, path), path, scene),
  );
  return leaked === null ? null : `${operation} × ${asker} × ${phase} shows ${leaked}`;
};

const ask = async (endpoint: Endpoint, actor: ActorName, phase: PhaseName, scene: Scene): Promise<Cell> => {
  const answer = await call(endpoint, actor, scene);
  const expected =
    scene.actors[actor] === null && endpoint.access === 'signed-in'
      ? 401
      : expectedStatus(endpoint.operation, actor, phase, phaseNames);
  const text = JSON.stringify(answer.body);
  return {
    problem:
      answer.status === expected
        ? null
        : `${endpoint.operation} × ${actor} × ${phase}: ${answer.status}, not ${expected ?? 'in the table'}`,
    leak: leakTo(endpoint, actor, phase, scene, text),
    shown: containedIn(text, secretsFrom('rival', phase, scene, endpoint.path)),
  };
};

describe('every operation, asked by everybody in every phase', () => {
  it('answers what the table says, and shows nobody what is another’s (R2, R10)', async () => {
    const cells: (Cell & { readonly isOpened: boolean })[] = [];
    const leaksToOtherPanel: string[] = [];
    let askedOfOtherPanel = 0;
    for (const phase of phaseNames) {
      world.api.state.isRehearsal = false;
      const scene = await world.enter(phase);
      world.api.state.isRehearsal = true;
      const isOpened = openedPhases.includes(phase);
      for (const endpoint of asked) {
        const answers = await Promise.all(actorNames.map((actor) => ask(endpoint, actor, phase, scene)));
        cells.push(...answers.map((cell) => ({ ...cell, isOpened })));
        if (scene.otherPanelMember === null) continue;
        askedOfOtherPanel += 1;
        const { body } = await call(endpoint, 'otherPanelMember', scene);
        const leak = leakTo(endpoint, 'otherPanelMember', phase, scene, JSON.stringify(body));
        if (leak !== null) leaksToOtherPanel.push(leak);
      }
    }
    const problems = cells.flatMap(({ problem }) => problem ?? []);
    const after = cells.filter(({ isOpened }) => isOpened);
    const before = cells.filter(({ isOpened }) => !isOpened);
    const leaksOf = (some: readonly Cell[]) => some.flatMap(({ leak }) => leak ?? []);
    const leaksAfter = [...leaksOf(after), ...leaksToOtherPanel];
    console.log(
      `R2: ${cells.length} cells of role × route × phase, ${problems.length} wrong; ` +
        `R10: ${before.length} answers before the opening, ${leaksOf(before).length} leaks; ` +
        `${after.length + askedOfOtherPanel} after it, ${leaksAfter.length} leaks`,
    );
    expect(problems).toEqual([]);
    expect(leaksOf(before)).toEqual([]);
    expect(leaksAfter).toEqual([]);
    expect(cells).toHaveLength(asked.length * actorNames.length * phaseNames.length);
    expect(askedOfOtherPanel).toBeGreaterThan(asked.length);
    // What is searched for is there to be found: each is shown to those whose it is.
    const shown = (some: readonly Cell[]) => [...new Set(some.flatMap((cell) => cell.shown))].sort();
    expect(shown(before)).toEqual(proposalSecrets);
    expect(shown(after)).toEqual([...proposalSecrets, 'which person scores', 'whose person scores'].sort());
  }, 600_000);
});
