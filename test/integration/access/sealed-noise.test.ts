import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { logPartitions } from '../../../functions/platform/change.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import type { FunctionName } from '../../../functions/platform/environment.ts';
import { operations } from '../../../functions/public/operations.ts';
import {
  createBucket,
  createKey,
  deadline,
  storeCall,
  storeOrganisation,
  storeSupplier,
} from '../../support/call-world.ts';
import { storeChallenge } from '../../support/challenges.ts';
import { createConsortiumWorld } from '../../support/consortium.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { createFounder, expectStatus } from '../../support/evaluation-world.ts';
import { createMember } from '../../support/members.ts';
import { proposalIdIn } from '../../support/proposal-world.ts';
import { sampleBodies } from '../../support/sample-body.ts';
import { challengeTerms } from '../../support/sample-terms.ts';
import { createWholeApi } from '../../support/whole-api.ts';

const world = await createConsortiumWorld();
const { table, sealKeyArn } = world;
const buyerId = crypto.randomUUID();
await storeOrganisation(table, {
  organisationId: buyerId,
  kind: 'PUBLIC_BODY',
  businessNumber: '9990000010',
});

/** A round that is sealed at an instant, with a challenge. */
const sealedRound = async (when: string, proposals: string, receivedAt: string) => {
  const deadlines = { challengeCall: null, proposals, evaluation: null, standstill: null };
  const { roundId, generation } = await storeCall(table, sealKeyArn, { deadlines });
  const { challengeId } = await storeChallenge(table, { ...challengeTerms, roundId, buyerId });
  return { when, proposals, receivedAt, roundId, generation, challengeId };
};
type Sealed = Awaited<ReturnType<typeof sealedRound>>;

/** While its call is open, and from the deadline until somebody opens it. */
const sealed: readonly Sealed[] = [
  await sealedRound('the open call', '2099-05-29T09:00:00.000Z', '2020-05-20T00:00:00.000Z'),
  await sealedRound('the hold', deadline, deadline),
];

const staff = await createFounder(table, 'AGENCY', ['administrator', 'staff']);
const ofAgency = (role: 'approver' | 'auditor') =>
  createMember(table, 'AGENCY', [role], staff.organisationId);
const people = {
  public: null,
  stranger: { accountId: crypto.randomUUID(), organisationId: '' },
  supplier: await createFounder(table, 'SUPPLIER', ['author', 'signatory']),
  buyer: await createMember(table, 'PUBLIC_BODY', ['buyer'], buyerId),
  otherBuyer: await createFounder(table, 'PUBLIC_BODY', ['buyer']),
  evaluator: await createFounder(table, 'INSTITUTE', ['evaluator']),
  staff,
  approver: await ofAgency('approver'),
  auditor: await ofAgency('auditor'),
};
for (const { roundId } of sealed) await declareClear(table, roundId, [staff, people.approver, people.buyer]);

const api = createWholeApi({
  TABLE_NAME: table.tableName,
  BUCKET_NAME: await createBucket(),
  LEDGER_KEY_ID: await createKey('sign'),
  CLAMD_ADDRESS: 'off',
  RETENTION_YEARS: '10',
  API_URL: 'http://127.0.0.1:9',
  REHEARSAL: 'no',
});

/** What somebody asks of the round, its challenge or the whole; what is asked of a proposal is compared elsewhere. */
const asked: readonly Endpoint[] = operations
  .map(({ endpoint }) => endpoint)
  .filter(({ operation, path }) => operation !== 'readDescription' && !path.includes('{proposalId}'));

const bodies = new Map(
  asked.map(({ operation, body }) => [operation, body.type === 'null' ? undefined : sampleBodies(body)[0]]),
);

/** Who will propose, and who with the first: organisations are in the agency's log, whether or not they do. */
const acts = ['consortium', 'submit', 'withdraw', 'draft'] as const;
const suppliers = new Map(
  await Promise.all(acts.map(async (act) => [act, await storeSupplier(table)] as const)),
);
const partner = await storeSupplier(table);

const lines: string[] = [];

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Logged lines without the ids that are new in each of them. */
const linesOf = (): string => lines.join('').replaceAll(new RegExp(`(?:request-\\d+-)?${uuid}`, 'gu'), '…');

/** What is read, without the request's own id. */
const shownBy = (method: Endpoint['method'], body: unknown): string =>
  // What a write answers it has thought up anew.
  method === 'GET' ? JSON.stringify(body).replaceAll(new RegExp(`request-\\d+-${uuid}`, 'gu'), '…') : '';

/** Each request with its answer, all that was asked of table, store and key service for it, and what was logged. */
const answersAt = async ({ when, receivedAt, roundId, challengeId }: Sealed): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const endpoint of asked)
    for (const [name, who] of Object.entries(people)) {
      api.asked.length = 0;
      lines.length = 0;
      const { status, body } = await api.call(
        endpoint,
        {
          roundId,
          challengeId,
          organisationId: buyerId,
          purchaseId: roundId,
          year: '2026',
          day: '2026-12-24',
        },
        {
          body: bodies.get(endpoint.operation),
          receivedAt,
          ...(who === null ? {} : { accountId: who.accountId }),
        },
      );
      const shown = shownBy(endpoint.method, body);
      found.push(
        `${endpoint.operation} × ${name} in ${when}: ${status} ${api.asked.join(' ')} ${linesOf()} ${shown}`,
      );
    }
  return found;
};

type Run = readonly [name: FunctionName, event: unknown];

/** What goes on by itself, as its schedule or machine begins with it. */
const runsOf = ({ roundId, generation, proposals: at }: Sealed): readonly Run[] => [
  ['round-tasks', { task: 'read', roundId, generation }],
  ['round-tasks', { task: 'await', roundId, generation, phase: 'CALL_FOR_PROPOSALS', taskToken: 'token' }],
  ['deadline-reached', { kind: 'round', roundId, deadline: 'proposals', at }],
  ['deadline-reached', { kind: 'reminder', roundId, reminder: 'deadline-in-1-hour', deadline: at }],
  ['sequence-entries', { task: 'checkpoint' }],
  ['watch-submissions', {}],
  ['verify-attachment', { task: 'sweep' }],
  ['tell-expiries', {}],
  ['forget-people', {}],
  ['delete-contents', {}],
];

const load = async (name: FunctionName): Promise<(event: unknown) => Promise<unknown>> => {
  const project = resolve(import.meta.dirname, '../../..');
  const [file = name] = globSync(`functions/*/${name}.lambda.ts`, { cwd: project });
  const module: unknown = await import(join(project, file));
  const handler: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'handler') : null;
  if (typeof handler !== 'function') throw new Error(`${name} has no handler`);
  return (event) =>
    Promise.resolve(event).then((given): unknown => Reflect.apply(handler, undefined, [given]));
};

/** What a function answers to its machine or throws, and what it logged; each error and line counts in a metric. */
const noiseOf = async ([name, event]: Run, when: string): Promise<string> => {
  const handler = await load(name);
  lines.length = 0;
  const outcome = await handler(event).then(
    (answer) => JSON.stringify(answer),
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
  return `${name} ${JSON.stringify(event)} in ${when}: ${outcome} ${linesOf()}`;
};

/** All of it in a rehearsal, which leaves the table as it was. */
const everything = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  api.state.isRehearsal = true;
  for (const one of sealed) {
    for (const run of runsOf(one)) found.push(await noiseOf(run, one.when));
    found.push(...(await answersAt(one)));
  }
  api.state.isRehearsal = false;
  return found;
};

/** A consortium’s, a single supplier’s, one that was withdrawn and one that was never submitted, by their own acts. */
const propose = async ({ challengeId }: Sealed): Promise<void> => {
  for (const [what, supplier] of suppliers) {
    const proposalId = proposalIdIn(await world.begin(supplier, challengeId));
    await world.save(supplier.author, proposalId);
    if (what === 'draft') continue;
    if (what === 'consortium') {
      const { supplierId, signatory } = partner;
      expectStatus(await world.invite(supplier.author, proposalId, supplierId), 201);
      expectStatus(await world.confirm(signatory, proposalId, supplierId), 200);
    }
    expectStatus(await world.submit(supplier.signatory, proposalId), 200);
    if (what === 'withdraw')
      expectStatus(await world.withdraw(supplier.signatory, proposalId, { body: { reason: 'Sold' } }), 200);
  }
};

/** Gives the round's entries their places in its log, as the table's stream tells of them; answers how many. */
const sequence = async ({ roundId }: Sealed): Promise<number> => {
  const shards = await Promise.all(
    logPartitions(`round/${roundId}`).map((shard) => table.all(shard, { index: 'log' })),
  );
  const Records = shards
    .flat()
    .map(({ pk, sk }) => ({ dynamodb: { Keys: { pk: { S: String(pk) }, sk: { S: String(sk) } } } }));
  await (
    await load('sequence-entries')
  )({ Records });
  return Records.length;
};

/** Those that are otherwise than before, from a little ahead of where they part. */
const differing = (found: readonly string[], before: readonly string[]): readonly string[] =>
  found.flatMap((one, place) => {
    const other = before[place] ?? '';
    if (one === other) return [];
    let parting = 0;
    while (parting < one.length && one[parting] === other[parting]) parting += 1;
    const shown = (text: string) => text.slice(Math.max(0, parting - 60), parting + 100);
    return [`${one.slice(0, 80)}: … ${shown(other)} → ${shown(one)}`];
  });

describe('a sealed round', () => {
  it('answers, asks its stores, logs and fails as often with proposals as without one (invariant 2)', async () => {
    for (const one of sealed) await sequence(one);
    // The first time modules load and the public key is fetched.
    await everything();
    const before = await everything();
    // Twice without, so that a difference is of the proposals and of nothing else.
    expect(differing(await everything(), before)).toEqual([]);
    lines.length = 0;
    for (const one of sealed) {
      await propose(one);
      expect(await sequence(one)).toBeGreaterThan(6);
    }
    expect(lines).toEqual([]);
    const after = await everything();
    const byProposals = differing(after, before);
    jest.restoreAllMocks();
    console.log(`Sealing: ${after.length} requests and runs, ${byProposals.length} differ by the proposals`);
    expect(byProposals).toEqual([]);
    const requests = asked.length * Object.keys(people).length;
    expect(after).toHaveLength(sealed.flatMap(runsOf).length + sealed.length * requests);
  }, 300_000);
});
