import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { userPoolOf } from '../../../infra/local/agency.ts';
import { createPerson, type Person } from '../../../infra/local/people.ts';
import { createTable } from '../../../functions/platform/table.ts';
import { addSeconds, epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import { ask } from '../open-call.ts';
import type { SharedStack } from '../stack.ts';
import { type Clocked, disagreementsOf, reckon } from './reckoning.ts';
import { type Rusher, storeRushers } from './rushers.ts';
import { outcomeOf } from './straddle.ts';
import { followStream } from './table-stream.ts';
import { countKeys, type WrittenKeys } from './written-keys.ts';

export type RushHour = {
  readonly sessions: number;
  readonly submissions: number;
  /** The rush begins so long before the deadline. */
  readonly windowInSeconds: number;
  /** Requests under way at the same time: what the machine carries. */
  readonly concurrency: number;
};

/** So long it may take to store the proposals of a rush before it begins: a fiftieth of a second each, and more where there are few. */
const preparationInSeconds = (sessions: number): number => Math.max(5, sessions / 50);

/** How often a sender tries again when the system is busy or the connection breaks. */
const attempts = 12;

/**
 * A rush on the deployed system, over HTTP: `submissions` of `sessions` signed-in suppliers, closer and closer towards
 * the deadline, a twentieth of them meant for after it. The round's deadline is the copy on each proposal. Whoever gets
 * no answer, or is told that the system is busy, sends the same request again under the same key, as a portal does.
 */
export const rushHour = async (stack: SharedStack, rush: RushHour) => {
  const tableName = stack.outputs['TableName'] ?? '';
  const table = createTable(tableName, new DynamoDBClient({ endpoint: stack.endpoint, maxAttempts: 5 }));
  const people = await signUp(stack, rush.sessions);
  const call = {
    roundId: randomUUID(),
    challengeId: randomUUID(),
    deadline: addSeconds(instantOf(Date.now()), rush.windowInSeconds + preparationInSeconds(rush.sessions)),
  };
  const rushers = await storeRushers(
    table,
    people.map(({ accountId }) => accountId),
    call,
  );
  const beginsAt = epochMillisecondsOf(call.deadline) - rush.windowInSeconds * 1000;
  if (Date.now() > beginsAt)
    throw new Error('The suppliers were not ready when the rush began: take a wider window');
  const stream = await followStream(tableName, stack.endpoint);
  const sent = await pMap(
    Array.from({ length: rush.submissions }, (_, index) => index),
    async (index) => {
      await wait(Math.max(0, beginsAt + momentOf(index, rush) - Date.now()));
      const who = index % rush.sessions;
      return submit(people[who], rushers[who]);
    },
    { concurrency: rush.concurrency },
  );
  return {
    ...(await reckon(table, call.roundId, call.deadline, sent)),
    unanswered: sent.filter(({ entryHash, refusedAs }) => entryHash === null && refusedAs === null).length,
    disagreements: disagreementsOf(call.deadline, sent),
    written: countKeys(await stream.read(), {
      shared: [call.roundId, call.challengeId],
      supplierOf: new Map(
        rushers.flatMap(({ accountId, proposalId, supplierId }) =>
          [accountId, proposalId, supplierId].map((id) => [id, supplierId] as const),
        ),
      ),
    }),
    triedAgain: sent.reduce((sum, { tries }) => sum + tries - 1, 0),
  };
};

/** What a run says of its writes: what was counted, and where. */
export const toldOf = (written: WrittenKeys): string =>
  `R12 writes per key, counted in the table’s own stream while it ran: ${written.writes} to ${written.keys} keys, ` +
  `${written.hottestKeyWrites} to the hottest, ${written.sharedKeys.length} keys written for more than one supplier; ` +
  `besides, by the log’s sequencer and the watch for outages ${JSON.stringify(written.byOthers)}, ` +
  `and ${written.hottestElsewhere} to the hottest key that names nothing of it`;

const signUp = (stack: SharedStack, sessions: number): Promise<readonly Person[]> => {
  const run = randomUUID().slice(0, 8);
  return pMap(
    Array.from({ length: sessions }, (_, index) => `rush-${run}-${index}@test.example`),
    (email) => createPerson(userPoolOf(stack), email),
    { concurrency: 8 },
  );
};

/** Milliseconds from the rush's beginning: sparse at first, dense before the deadline, one in twenty after it. */
const momentOf = (index: number, { submissions, windowInSeconds }: RushHour): number => {
  const part = index / submissions;
  return windowInSeconds * 1000 * (part < 0.95 ? Math.sqrt(part / 0.95) : 1 + (part - 0.95));
};

type Attempted = Clocked & { readonly tries: number };

const submit = async (person: Person | undefined, rusher: Rusher | undefined): Promise<Attempted> => {
  if (person === undefined || rusher === undefined) throw new Error('Every submission has its session');
  const { proposalId } = rusher;
  const idempotencyKey = randomUUID();
  const sentFrom = instantOf(Date.now());
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(`/proposals/${proposalId}/submission`, {
      method: 'POST',
      token: person.token,
      headers: { 'idempotency-key': idempotencyKey },
    }).catch(() => null);
    const answeredAt = instantOf(Date.now());
    const isBusy = answer === null || answer.status === 429 || answer.status >= 500;
    const outcome = isBusy || answer.status === 409 ? refusalOf(answer) : { ...outcomeOf(answer) };
    if (!isBusy || tries === attempts)
      return { proposalId, idempotencyKey, takenAt: null, sentFrom, answeredAt, tries, ...outcome };
    await wait(50 * 2 ** Math.min(tries, 5) * (0.5 + Math.random()));
  }
};

const refusalOf = (answer: Awaited<ReturnType<typeof ask>> | null) =>
  answer?.status === 409 ? outcomeOf(answer) : { entryHash: null, refusedAs: null, refusedAt: null };
