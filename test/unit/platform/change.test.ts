import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import {
  bookkeepingOf,
  type Change,
  fieldsOf,
  logPartitions,
  logPlace,
  prepareChange,
} from '../../../functions/platform/change.ts';
import { commitTo, disclosureKey, entryHash } from '../../../functions/platform/ledger.ts';
import { refuse } from '../../../functions/platform/refusal.ts';

const at = '2020-05-31T14:59:59.999Z';
const actor = { kind: 'system', task: 'test' } as const;
const key = { pk: 'ROUND#r1', sk: 'ROUND' };
type Thing = { readonly state: string; readonly name: string };

const made = {
  key,
  entity: 'round/r1',
  log: 'round/r1',
  action: 'plan',
  before: null,
  after: { state: 'PLANNED', name: 'x' },
} as const satisfies Change<Thing>;
const held = { version: 4, entryCount: 2, lastEntryHash: 'ab'.repeat(32) };
const moved = {
  ...made,
  action: 'call',
  reason: 'ready',
  before: { state: 'PLANNED', name: 'x', bookkeeping: held },
  after: { state: 'CALLED', name: 'y' },
} as const satisfies Change<Thing>;

const rowOf = (prepared: ReturnType<typeof prepareChange>) => unmarshall(prepared.stateWrite.Put?.Item ?? {});

describe('the write that makes a thing', () => {
  const prepared = prepareChange({ ...made, indexed: { collection: 'ROUNDS', position: 'r1' } }, actor, at);

  it('holds only where nothing lies', () => {
    expect(prepared.stateWrite.Put).toMatchObject({
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(prepared.stateWrite.Put).not.toHaveProperty('ExpressionAttributeNames');
    expect(prepared.stateWrite.Put).not.toHaveProperty('ExpressionAttributeValues');
  });

  it('writes the fields, the keys of the indexes and the bookkeeping of a first version', () => {
    expect(prepared.version).toBe(1);
    expect(rowOf(prepared)).toEqual({
      ...key,
      state: 'PLANNED',
      name: 'x',
      collection: 'ROUNDS',
      position: 'r1',
      version: 1,
      entryCount: 1,
      lastEntryHash: prepared.entry === null ? null : entryHash(prepared.entry.leaf),
    });
  });

  it('begins the chain of entries', () => {
    expect(prepared.entry?.leaf).toMatchObject({ sequence: 1, previous: null, from: null, to: 'PLANNED' });
    expect(prepared.entry?.leaf).toMatchObject({ before: null, reason: null });
  });
});

describe('the write that changes a thing', () => {
  const prepared = prepareChange(moved, actor, at);

  it('holds only for the version and the state that were read', () => {
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } =
      prepared.stateWrite.Put ?? {};
    expect(ConditionExpression).toBe('#version = :heldVersion AND #state = :heldState');
    expect(ExpressionAttributeNames).toEqual({ '#version': 'version', '#state': 'state' });
    expect(unmarshall(ExpressionAttributeValues ?? {})).toEqual({
      ':heldVersion': 4,
      ':heldState': 'PLANNED',
    });
  });

  it('asks the guard in the same condition', () => {
    const guarded = prepareChange(
      {
        ...moved,
        guard: {
          condition: '#deadline > :at OR #open = :at',
          names: { '#deadline': 'deadline', '#open': 'open' },
          values: { ':at': at },
          refusal: () => refuse('busy'),
        },
      },
      actor,
      at,
    ).stateWrite.Put;
    // Without its brackets the OR would let the version pass unread.
    expect(guarded?.ConditionExpression).toBe(
      '#version = :heldVersion AND #state = :heldState AND (#deadline > :at OR #open = :at)',
    );
    expect(guarded?.ExpressionAttributeNames).toMatchObject({ '#state': 'state', '#deadline': 'deadline' });
    expect(unmarshall(guarded?.ExpressionAttributeValues ?? {})).toMatchObject({
      ':heldVersion': 4,
      ':at': at,
    });
  });

  it('goes on from the bookkeeping that was read', () => {
    expect(rowOf(prepared)).toMatchObject({ version: 5, entryCount: 3, state: 'CALLED', name: 'y' });
    expect(prepared.entry?.leaf).toMatchObject({
      sequence: 3,
      previous: held.lastEntryHash,
      from: 'PLANNED',
      to: 'CALLED',
      action: 'call',
      at,
    });
  });

  it('leaves no entry and keeps the chain where it changes no state', () => {
    const saved = prepareChange({ ...moved, action: null }, actor, at);
    expect(saved.entry).toBeNull();
    expect(rowOf(saved)).toMatchObject({ version: 5, entryCount: 2, lastEntryHash: held.lastEntryHash });
  });
});

describe('an entry beside its thing', () => {
  const { entry } = prepareChange(moved, actor, at);

  it('is kept in the thing’s partition under its number', () => {
    expect(entry?.row).toMatchObject({
      pk: 'ROUND#r1',
      sk: 'ENTRY#ROUND#round/r1#00000003',
      leaf: entry?.leaf,
    });
  });

  it('has no key that tells more than the entry does: cursors carry it', () => {
    const listed = {
      ...made,
      key: { pk: 'ROUND#r1', sk: 'EVALUATOR#account-1' },
      entity: 'evaluator/pseudonym-1',
    };
    const { pk, sk, log, logPosition } = prepareChange(listed, actor, at).entry?.row ?? {};
    expect(sk).toBe('ENTRY#EVALUATOR#evaluator/pseudonym-1#00000001');
    expect(JSON.stringify([pk, sk, log, logPosition])).not.toContain('account-1');
  });

  it('has beside it what opens its commitments, under a secret of its own', () => {
    expect(entry?.row['disclosure']).toEqual({
      secret: entry?.secret,
      actor,
      reason: 'ready',
      after: { state: 'CALLED', name: 'y' },
    });
    expect(entry?.secret).toMatch(/^[0-9a-f]{64}$/u);
    expect(prepareChange(moved, actor, at).entry?.secret).not.toBe(entry?.secret);
    expect(commitTo(disclosureKey(entry?.secret ?? '', 'after'), moved.after)).toBe(entry?.leaf.after);
    // What was before is committed without the table's bookkeeping, as it was after the entry before.
    expect(commitTo(disclosureKey(entry?.secret ?? '', 'before'), { state: 'PLANNED', name: 'x' })).toBe(
      entry?.leaf.before,
    );
  });

  it('lies in one of the eight shards of its log, in the order of time', () => {
    expect(logPartitions('round/r1')).toHaveLength(8);
    expect(logPartitions('round/r1')).toContain(entry?.row['log']);
    expect(entry?.row['logPosition']).toBe(`${at}#round/r1#00000003`);
  });
});

describe('the shards of a log', () => {
  it('are chosen by the hash of the name', () => {
    const first = createHash('sha256').update('round/r1#00000003').digest().readUInt32BE(0);
    expect(logPlace('agency', 'LEDGER', at, 'round/r1#00000003')).toEqual({
      log: `LEDGER#agency#${first % 8}`,
      logPosition: `${at}#round/r1#00000003`,
    });
  });

  it('keep refusals apart from entries', () => {
    expect(logPartitions('agency', 'REFUSALS')).toEqual(
      Array.from({ length: 8 }, (_, shard) => `REFUSALS#agency#${shard}`),
    );
  });
});

describe('bookkeeping', () => {
  it('is read from a row', () => {
    expect(bookkeepingOf({ ...key, ...held, state: 'PLANNED' })).toEqual(held);
    expect(bookkeepingOf({ ...held, lastEntryHash: null }).lastEntryHash).toBeNull();
  });

  it('is a fault where the row has none, and names the row', () => {
    expect(() => bookkeepingOf({ ...key, version: '4' })).toThrow('ROUND#r1 / ROUND');
  });

  it('is no field of the thing', () => {
    expect(fieldsOf({ state: 'PLANNED', name: 'x', bookkeeping: held })).toEqual({
      state: 'PLANNED',
      name: 'x',
    });
  });
});
