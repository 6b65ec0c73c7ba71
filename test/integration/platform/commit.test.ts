import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import {
  bookkeepingOf,
  type Change,
  fieldsOf,
  logPartitions,
  type Stored,
} from '../../../functions/platform/change.ts';
import { type AlongsideWrite, commit, type Commit } from '../../../functions/platform/commit.ts';
import type { Idempotency } from '../../../functions/platform/idempotency.ts';
import { accountKey } from '../../../functions/platform/identity.ts';
import { isRefusal, refuse } from '../../../functions/platform/refusal.ts';
import { type Row, type Table, toAttributes } from '../../../functions/platform/table.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const at = '2020-05-31T14:59:59.999Z';
const system = { kind: 'system', task: 'test' } as const;

type Door = { readonly state: 'SHUT' | 'OPEN'; readonly doorId: string; readonly knocks: number };

const keyOf = (doorId: string) => ({ pk: `DOOR#${doorId}`, sk: 'DOOR' });

const doorChange = (
  before: Stored<Door> | null,
  after: Door,
  more: Partial<Change<Door>> = {},
): Change<Door> => ({
  key: keyOf(after.doorId),
  entity: `door/${after.doorId}`,
  log: `round/${after.doorId}`,
  action: before === null ? 'build' : 'knock',
  before,
  after,
  ...more,
});

const parseDoor = (row: Row): Stored<Door> => ({
  state: row['state'] === 'OPEN' ? 'OPEN' : 'SHUT',
  doorId: String(row['doorId']),
  knocks: Number(row['knocks']),
  bookkeeping: bookkeepingOf(row),
});

const readDoor = async (doorId: string): Promise<Stored<Door>> => {
  const row = await table.get(keyOf(doorId));
  if (row === null) throw new Error(`There is no door ${doorId}`);
  return parseDoor(row);
};

const work = (change: Change, more: Partial<Commit> = {}): Commit => ({
  at,
  actor: system,
  changes: [change],
  idempotency: null,
  answer: ({ versions: [version] }) => ({ status: 200, body: { version } }),
  ...more,
});

/** A door, built and read. */
const build = async (): Promise<Stored<Door>> => {
  const door: Door = { state: 'SHUT', doorId: crypto.randomUUID(), knocks: 0 };
  expect(await commit(table, work(doorChange(null, door)))).toEqual({ status: 200, body: { version: 1 } });
  return readDoor(door.doorId);
};

const knock = (door: Stored<Door>, more: Partial<Change<Door>> = {}): Change<Door> =>
  doorChange(door, { ...fieldsOf(door), knocks: door.knocks + 1 }, more);

/** Every entry of a door's log as it lies in the table. */
const entriesOf = async (doorId: string): Promise<readonly Row[]> => {
  const shards = await Promise.all(
    logPartitions(`round/${doorId}`).map((shard) => table.all(shard, { index: 'log' })),
  );
  return shards.flat().sort((one, other) => Number(sequenceOf(one)) - Number(sequenceOf(other)));
};

const sequenceOf = (row: Row): unknown => leafOf(row)['sequence'];

const leafOf = (row: Row): Record<string, unknown> => {
  const { leaf } = row;
  if (typeof leaf !== 'object' || leaf === null) throw new Error('An entry has a leaf');
  return { ...leaf };
};

const newKey = (requestSha256 = 'aa'): Idempotency => ({
  accountId: crypto.randomUUID(),
  key: crypto.randomUUID(),
  requestSha256,
});

describe('a change', () => {
  it('holds only for the version that was read', async () => {
    const door = await build();
    expect(await commit(table, work(knock(door)))).toEqual({ status: 200, body: { version: 2 } });
    expect(await commit(table, work(knock(door)))).toMatchObject({
      code: 'changed-meanwhile',
      details: { version: 2 },
    });
    expect(await readDoor(door.doorId)).toMatchObject({ knocks: 1, bookkeeping: { version: 2 } });
  });

  it('holds only for the state that was read', async () => {
    const door = await build();
    await commit(table, work(doorChange(door, { ...fieldsOf(door), state: 'OPEN' })));
    expect(await commit(table, work(knock(door)))).toMatchObject({
      code: 'wrong-state',
      details: { state: 'OPEN', expected: 'SHUT' },
    });
  });

  it('of what is gone is not-found, and makes nothing', async () => {
    const door = await build();
    const ghost = { ...door, doorId: crypto.randomUUID() };
    expect(await commit(table, work(knock(ghost)))).toMatchObject({ code: 'not-found' });
    expect(await table.get(keyOf(ghost.doorId))).toBeNull();
    expect(await entriesOf(ghost.doorId)).toEqual([]);
  });

  it('makes a thing once', async () => {
    const door = await build();
    expect(await commit(table, work(doorChange(null, fieldsOf(door))))).toMatchObject({
      code: 'already-exists',
      details: { entity: `door/${door.doorId}` },
    });
  });

  it('of many at once has one winner, and the rest are told', async () => {
    const door = await build();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => commit(table, work(knock(door)))));
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1);
    for (const outcome of outcomes.filter(isRefusal))
      expect(['changed-meanwhile', 'busy']).toContain(outcome.code);
    expect((await readDoor(door.doorId)).knocks).toBe(1);
    expect(await entriesOf(door.doorId)).toHaveLength(2);
  });
});

describe('a guard', () => {
  const whileFewKnocks: NonNullable<Change['guard']> = {
    condition: '#knocks < :limit',
    names: { '#knocks': 'knocks' },
    values: { ':limit': 2 },
    refusal: (present) => refuse('same-person', { knocks: present['knocks'] }),
  };

  it('is decided in the write itself, by the row as it lies there', async () => {
    const door = await build();
    expect(await commit(table, work(knock(door, { guard: whileFewKnocks })))).toMatchObject({ status: 200 });
    const second = await readDoor(door.doorId);
    await commit(table, work(knock(second)));
    const third = await readDoor(door.doorId);
    expect(await commit(table, work(knock(third, { guard: whileFewKnocks })))).toMatchObject({
      code: 'same-person',
      details: { knocks: 2 },
    });
    expect((await readDoor(door.doorId)).knocks).toBe(2);
  });

  it('that an older version would have met does not excuse the version', async () => {
    const door = await build();
    await commit(table, work(knock(door)));
    expect(await commit(table, work(knock(door, { guard: whileFewKnocks })))).toMatchObject({
      code: 'changed-meanwhile',
    });
  });
});

describe('the entries', () => {
  it('of a thing are a chain by hash, one for each change of state and none for a draft', async () => {
    const built = await build();
    await commit(table, work(knock(built)));
    await commit(table, work(knock(await readDoor(built.doorId), { action: null })));
    await commit(table, work(knock(await readDoor(built.doorId))));
    const leaves = (await entriesOf(built.doorId)).map(leafOf);
    expect(leaves.map(({ sequence, action }) => [sequence, action])).toEqual([
      [1, 'build'],
      [2, 'knock'],
      [3, 'knock'],
    ]);
    const hashes = leaves.map((leaf) => createHash('sha256').update(canonicalJson(leaf)).digest('hex'));
    expect(leaves.map(({ previous }) => previous)).toEqual([null, hashes[0], hashes[1]]);
    expect((await readDoor(built.doorId)).bookkeeping).toEqual({
      version: 4,
      entryCount: 3,
      lastEntryHash: hashes[2],
    });
  });

  it('and the thing are written together or not at all', async () => {
    const door = await build();
    const refusing: AlongsideWrite = {
      write: {
        ConditionCheck: {
          TableName: undefined,
          Key: toAttributes(keyOf('nowhere')),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      refusal: () => refuse('not-permitted'),
    };
    const idempotency = newKey();
    expect(await commit(table, work(knock(door), { alongside: [refusing], idempotency }))).toMatchObject({
      code: 'not-permitted',
    });
    expect(await readDoor(door.doorId)).toEqual(door);
    expect(await entriesOf(door.doorId)).toHaveLength(1);
    expect(await commit(table, work(knock(door), { idempotency }))).toMatchObject({ status: 200 });
  });
});

describe('an Idempotency-Key', () => {
  it('has one effect and one answer, however often and however much at once it is sent', async () => {
    const door = await build();
    const idempotency = newKey();
    const send = async () => {
      const present = await readDoor(door.doorId);
      return commit(
        table,
        work(knock(present), {
          idempotency,
          // An answer of its own for each attempt: equal answers can only be the kept one.
          answer: ({ versions }) => ({ status: 201, body: { versions, attempt: crypto.randomUUID() } }),
        }),
      );
    };
    const atOnce = await Promise.all(Array.from({ length: 50 }, send));
    const answers = atOnce.filter((outcome) => !isRefusal(outcome));
    expect(new Set(answers.map((outcome) => canonicalJson(outcome))).size).toBe(1);
    // Who only collided may be told to send again; nobody is told that it failed.
    expect(new Set(atOnce.filter(isRefusal).map(({ code }) => code))).toEqual(
      new Set(atOnce.some(isRefusal) ? ['busy'] : []),
    );
    expect(await send()).toEqual(answers[0]);
    expect(await readDoor(door.doorId)).toMatchObject({ knocks: 1, bookkeeping: { entryCount: 2 } });
    expect(await entriesOf(door.doorId)).toHaveLength(2);
  }, 60_000);

  it('on another request is refused and writes nothing', async () => {
    const door = await build();
    const idempotency = newKey();
    await commit(table, work(knock(door), { idempotency }));
    const present = await readDoor(door.doorId);
    expect(
      await commit(table, work(knock(present), { idempotency: { ...idempotency, requestSha256: 'bb' } })),
    ).toMatchObject({ code: 'idempotency-key-reused' });
    expect(await readDoor(door.doorId)).toEqual(present);
  });

  it('of one person says nothing about the same key of another', async () => {
    const door = await build();
    const idempotency = newKey();
    await commit(table, work(knock(door), { idempotency }));
    const other = { ...idempotency, accountId: crypto.randomUUID() };
    expect(
      await commit(table, work(knock(await readDoor(door.doorId)), { idempotency: other })),
    ).toMatchObject({ status: 200 });
    expect((await readDoor(door.doorId)).knocks).toBe(2);
  });
});

describe('the person’s right', () => {
  const person = () => ({
    kind: 'person' as const,
    accountId: crypto.randomUUID(),
    organisationId: crypto.randomUUID(),
    role: 'staff',
  });
  const give = (actor: ReturnType<typeof person>, roles: readonly string[], on: Table = table) =>
    on.put({
      ...accountKey(actor.accountId),
      memberships: { [actor.organisationId]: { kind: 'AGENCY', roles } },
    });

  it('is asked in the write: a membership that ended meanwhile gives none', async () => {
    const door = await build();
    const actor = person();
    await give(actor, ['approver', 'staff']);
    expect(await commit(table, work(knock(door), { actor }))).toMatchObject({ status: 200 });
    await give(actor, ['approver']);
    const present = await readDoor(door.doorId);
    expect(await commit(table, work(knock(present), { actor }))).toMatchObject({
      code: 'membership-changed',
      status: 403,
    });
    await table.put({ ...accountKey(actor.accountId), memberships: {} });
    expect(await commit(table, work(knock(present), { actor }))).toMatchObject({
      code: 'membership-changed',
    });
    expect(await readDoor(door.doorId)).toEqual(present);
  });

  it('of a person without an account is none', async () => {
    expect(await commit(table, work(knock(await build()), { actor: person() }))).toMatchObject({
      code: 'membership-changed',
    });
  });
});

describe('transactions that collide', () => {
  it('on a row that they only touch are tried again until each is through', async () => {
    const purse = { pk: `PURSE#${crypto.randomUUID()}`, sk: 'PURSE' };
    await table.put({ ...purse, won: 100 });
    const spend: AlongsideWrite = {
      write: {
        Update: {
          TableName: undefined,
          Key: toAttributes(purse),
          UpdateExpression: 'SET won = won - :price',
          ConditionExpression: 'won >= :price',
          ExpressionAttributeValues: toAttributes({ ':price': 7 }),
        },
      },
      refusal: () => refuse('not-permitted'),
    };
    const doors = await Promise.all(Array.from({ length: 20 }, build));
    const outcomes = await Promise.all(
      doors.map((door) => commit(table, work(knock(door), { alongside: [spend] }))),
    );
    const paid = outcomes.filter((outcome) => !isRefusal(outcome));
    // Fourteen times seven of a hundred; the rest is refused by the purse or told that it is busy.
    expect(paid.length).toBeLessThanOrEqual(14);
    expect(await table.get(purse)).toMatchObject({ won: 100 - 7 * paid.length });
    const knocked = await Promise.all(doors.map(({ doorId }) => readDoor(doorId)));
    expect(knocked.filter(({ knocks }) => knocks === 1)).toHaveLength(paid.length);
    for (const outcome of outcomes.filter(isRefusal))
      expect(['not-permitted', 'busy']).toContain(outcome.code);
  }, 60_000);
});
