import { describe, expect, it } from '@jest/globals';
import { claimOrganisation } from '../../../functions/organisations/schema.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import { operations } from '../../../functions/public/operations.ts';
import { type ActorName, createAccessWorld, type PhaseName } from '../../support/access-world.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();

const wanted = 5000;
const smuggled = 'smuggled-value';
const writers = ['owner', 'buyer', 'evaluator', 'staff', 'approver'] as const satisfies readonly ActorName[];
const phases = [
  'CHALLENGE_CALL',
  'CALL_FOR_PROPOSALS',
  'EVALUATION',
  'PURCHASE',
] as const satisfies readonly PhaseName[];

/** Fields of rows, of the bookkeeping and of JavaScript, that no request may set. */
const names = [
  'state',
  'version',
  'members',
  'supplierId',
  'submittedAt',
  'entryCount',
  'pk',
  'collection',
  'accountId',
  '__proto__',
  'constructor',
  'x',
] as const;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON texts of a body with one field more, in each of its objects in turn. */
const withExtra = (value: unknown, name: string): readonly string[] => {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    return elements.flatMap((element, place) =>
      withExtra(element, name).map(
        (text) =>
          `[${elements.map((other, index) => (index === place ? text : JSON.stringify(other))).join()}]`,
      ),
    );
  }
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  const written = (texts: readonly (readonly [string, string])[]): string =>
    `{${texts.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
  const plain = entries.map(([key, inner]) => [key, JSON.stringify(inner)] as const);
  const own = entries.some(([key]) => key === name)
    ? []
    : [written([...plain, [name, JSON.stringify(smuggled)]])];
  const inner = entries.flatMap(([key, held], place) =>
    withExtra(held, name).map((text) =>
      written(plain.map((pair, index) => (index === place ? [key, text] : pair))),
    ),
  );
  return [...own, ...inner];
};

/** Every body with something extra that could be sent to an operation; one that takes none gets one. */
const bodiesFor = ({ body }: Endpoint): readonly string[] =>
  body.type === 'null'
    ? names.map((name) => `{${JSON.stringify(name)}:${JSON.stringify(smuggled)}}`)
    : sampleBodies(body).flatMap((sample) =>
        isObject(sample) ? names.flatMap((name) => withExtra(sample, name)) : [],
      );

const writes = operations.map(({ endpoint }) => endpoint).filter(({ method }) => method !== 'GET');

const storedNow = () => world.api.dropped.filter((write) => JSON.stringify(write).includes(smuggled));

describe('a field that an operation does not take', () => {
  it('would be seen if it were stored, as one that is taken is', async () => {
    world.api.state.isRehearsal = true;
    const answer = await world.api.call(
      claimOrganisation,
      {},
      {
        body: { kind: 'SUPPLIER', name: { ko: smuggled, en: 'A' }, businessNumber: '999-00-00001' },
        accountId: crypto.randomUUID(),
      },
    );
    expect({ status: answer.status, stored: storedNow().length }).toEqual({ status: 201, stored: 1 });
    world.api.dropped.length = 0;
  });

  it(`is stored by none of ${wanted} requests (R10)`, async () => {
    const all = writes.flatMap((endpoint) =>
      bodiesFor(endpoint).flatMap((body) => writers.map((actor) => ({ endpoint, body, actor }))),
    );
    // Even steps through all of them, so that every operation, place and name has its share.
    const chosen = Array.from(
      { length: wanted },
      (_, index) => all[Math.floor((index * all.length) / wanted)],
    );
    const statuses = new Map<number, number>();
    const accepted: string[] = [];
    for (const [place, phase] of phases.entries()) {
      world.api.state.isRehearsal = false;
      if (phase === 'PURCHASE') await world.enter('NOTICE');
      const scene = await world.enter(phase);
      world.api.state.isRehearsal = true;
      const share = chosen.filter((_, index) => index % phases.length === place);
      for (let from = 0; from < share.length; from += 16)
        await Promise.all(
          share.slice(from, from + 16).map(async (one) => {
            if (one === undefined) return;
            const { endpoint, body, actor } = one;
            const { status } = await world.api.call(endpoint, scene.parameters, {
              body,
              receivedAt: scene.receivedAt,
              accountId: scene.actors[actor]?.accountId ?? '',
            });
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (status < 400) accepted.push(`${endpoint.operation} ${body}`);
          }),
        );
    }
    const stored = storedNow();
    const operationsAsked = new Set(chosen.map((one) => one?.endpoint.operation)).size;
    console.log(
      `R10: ${chosen.length} requests with extra fields to ${operationsAsked} operations, ${stored.length} stored; ` +
        `answers ${JSON.stringify(Object.fromEntries(statuses))}`,
    );
    expect(stored).toEqual([]);
    expect(accepted).toEqual([]);
    expect(operationsAsked).toBe(writes.length);
  }, 240_000);
});
