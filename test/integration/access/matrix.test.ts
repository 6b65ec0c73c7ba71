import { describe, expect, it } from '@jest/globals';
import { operations } from '../../../functions/public/operations.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import { expectedStatus } from '../../support/access-table.ts';
import { type NarrowName, narrowNames } from '../../support/narrow-actors.ts';
import { expectedOfNarrow } from '../../support/narrow-table.ts';
import {
  type ActorName,
  actorNames,
  createAccessWorld,
  type PhaseName,
  phaseNames,
  type Scene,
} from '../../support/access-world.ts';
import { type Asker, containedIn, secretsFrom, withoutAsked } from '../../support/leaks.ts';
import type { Member } from '../../support/members.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();

/** Its answer is a file that only the bundle has beside its code. */
const asked: readonly Endpoint[] = operations
  .map(({ endpoint }) => endpoint)
  .filter(({ operation }) => operation !== 'readDescription');

const openedPhases = phaseNames.slice(phaseNames.indexOf('OPENED'), phaseNames.indexOf('CANCELLED'));

/** When a narrower right begins, ends or meets something else: there alone it is asked, to keep the time within bounds. */
const narrowPhases: Readonly<Record<NarrowName, readonly PhaseName[]>> = {
  authorAlone: ['CALL_FOR_PROPOSALS', 'OPENED', 'NOTICE', 'PURCHASE'],
  signatoryAlone: ['CALL_FOR_PROPOSALS', 'NOTICE'],
  confirmedPartner: ['CALL_FOR_PROPOSALS', 'CLOSED_FOR_PROPOSALS', 'EVALUATION', 'NOTICE', 'PURCHASE'],
  askedPartner: ['CALL_FOR_PROPOSALS', 'CLOSED_FOR_PROPOSALS', 'NOTICE'],
  coProposer: ['CALL_FOR_PROPOSALS', 'EVALUATION', 'PURCHASE'],
  staffForAWhile: ['CLOSED_FOR_PROPOSALS', 'OPENED', 'EVALUATION', 'DECISION'],
  approverForAWhile: ['EVALUATION', 'DECISION', 'NOTICE', 'PURCHASE'],
  otherPanelMember: ['EVALUATION', 'DECISION', 'NOTICE', 'PURCHASE'],
  recused: ['EVALUATION', 'DECISION', 'NOTICE', 'PURCHASE'],
};

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

const bodyOf = ({ body, operation }: Endpoint): unknown => {
  if (body.type === 'null') return undefined;
  // A whole policy of made-up numbers contradicts itself; the defaults do not.
  if (operation === 'planRound') return { name: { ko: '회차', en: 'A round' } };
  return operation === 'changePolicy' ? { policy: {} } : sampleBodies(body)[0];
};

/** Made once: the making takes longer than many an answer. */
const bodies: ReadonlyMap<Endpoint, unknown> = new Map(
  asked.map((endpoint) => [endpoint, bodyOf(endpoint)] as const),
);

type Question = {
  readonly endpoint: Endpoint;
  readonly asker: Asker;
  readonly phase: PhaseName;
  readonly scene: Scene;
  readonly who: Pick<Member, 'accountId'> | null;
  readonly parameters: Scene['parameters'];
  readonly expected: number | null;
};

const call = async ({ endpoint, asker, scene, who, parameters }: Question) => {
  const body = bodies.get(endpoint);
  return world.api.call(endpoint, parameters, {
    body,
    receivedAt: scene.receivedAt,
    hasSecondFactor: asker !== 'staffWithoutFactor',
    ...(who === null ? {} : { accountId: who.accountId }),
  });
};

const ask = async (question: Question): Promise<Cell> => {
  const { endpoint, asker, phase, scene, parameters, expected } = question;
  const { operation, path } = endpoint;
  const cell = `${operation} × ${asker} × ${phase}`;
  const { status, body } = await call(question);
  const text = JSON.stringify(body);
  const [leaked] = containedIn(text, withoutAsked(secretsFrom(asker, phase, scene, path), path, parameters));
  return {
    problem: status === expected ? null : `${cell}: ${status}, not ${expected ?? 'in the table'}`,
    leak: leaked === undefined ? null : `${cell} shows ${leaked}`,
    shown: containedIn(text, secretsFrom('rival', phase, scene, path)),
  };
};

type Asking = Pick<Question, 'endpoint' | 'phase' | 'scene'>;

const asWhole = ({ endpoint, phase, scene }: Asking, asker: ActorName): Question => {
  const who = scene.actors[asker];
  const expected =
    who === null && endpoint.access === 'signed-in'
      ? 401
      : expectedStatus(endpoint.operation, asker, phase, phaseNames);
  return { endpoint, asker, phase, scene, who, parameters: scene.parameters, expected };
};

const asNarrow = ({ endpoint, phase, scene }: Asking, asker: NarrowName): Question => {
  const who = scene.narrow[asker];
  const parameters = { ...scene.parameters, ...who.parameters(endpoint.path) };
  const expected = expectedOfNarrow(endpoint.operation, asker, who, phase, phaseNames);
  return { endpoint, asker, phase, scene, who, parameters, expected };
};

describe('every operation, asked by everybody in every phase', () => {
  it('answers what the table says, and shows nobody what is another’s (R2, R10)', async () => {
    const cells: (Cell & { readonly isOpened: boolean })[] = [];
    for (const phase of phaseNames) {
      world.api.state.isRehearsal = false;
      const scene = await world.enter(phase);
      world.api.state.isRehearsal = true;
      const isOpened = openedPhases.includes(phase);
      const narrow = narrowNames.filter((name) => narrowPhases[name].includes(phase));
      for (const endpoint of asked) {
        const asking = { endpoint, phase, scene };
        const questions = [
          ...actorNames.map((actor) => asWhole(asking, actor)),
          ...narrow.map((name) => asNarrow(asking, name)),
        ];
        cells.push(...(await Promise.all(questions.map(ask))).map((cell) => ({ ...cell, isOpened })));
      }
    }
    const problems = cells.flatMap(({ problem }) => problem ?? []);
    const after = cells.filter(({ isOpened }) => isOpened);
    const before = cells.filter(({ isOpened }) => !isOpened);
    const leaksOf = (some: readonly Cell[]) => some.flatMap(({ leak }) => leak ?? []);
    console.log(
      `R2: ${cells.length} cells of role × route × phase, ${problems.length} wrong; ` +
        `R10: ${before.length} answers before the opening, ${leaksOf(before).length} leaks; ` +
        `${after.length} after it, ${leaksOf(after).length} leaks`,
    );
    expect(problems).toEqual([]);
    expect(leaksOf(before)).toEqual([]);
    expect(leaksOf(after)).toEqual([]);
    const asks = actorNames.length * phaseNames.length + Object.values(narrowPhases).flat().length;
    expect(cells).toHaveLength(asked.length * asks);
    // What is searched for is there to be found: each is shown to those whose it is.
    const shown = (some: readonly Cell[]) => [...new Set(some.flatMap((cell) => cell.shown))].sort();
    expect(shown(before)).toEqual(proposalSecrets);
    expect(shown(after)).toEqual([...proposalSecrets, 'which person scores', 'whose person scores'].sort());
  }, 600_000);
});
