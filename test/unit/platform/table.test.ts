import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';
import { createTable, InvalidCursor } from '../../../functions/platform/table.ts';
import { cancelled, scriptedEngine } from '../../support/scripted-engine.ts';

const engine = await scriptedEngine();
const table = createTable('things', engine.client);
const writes = [{ Put: { TableName: 'things', Item: { pk: { S: 'P' }, sk: { S: 'S' } } } }];
const written = { status: 200, body: {} };
const operations = () => engine.calls().map(({ operation }) => operation);

describe('a transaction', () => {
  // The pauses between attempts are random lengths: none here.
  beforeEach(() => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('answers null when it is written', async () => {
    engine.tell(written);
    expect(await table.transact(writes)).toBeNull();
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'is tried again when it only met %s',
    async (Code) => {
      engine.tell(cancelled({ Code: 'None' }, { Code }), cancelled({ Code }, { Code: 'None' }), written);
      expect(await table.transact(writes)).toBeNull();
      expect(operations()).toEqual(Array.from({ length: 3 }, () => 'TransactWriteItems'));
    },
  );

  it('gives up after eight collisions and says so', async () => {
    engine.tell(...Array.from({ length: 9 }, () => cancelled({ Code: 'TransactionConflict' })));
    expect(await table.transact(writes)).toEqual([{ code: 'TransactionConflict', row: null }]);
    expect(engine.calls()).toHaveLength(8);
  });

  it('answers each write’s reason at once when a condition did not hold', async () => {
    engine.tell(
      cancelled(
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { pk: { S: 'P' }, version: { N: '3' } } },
        { Code: 'TransactionConflict' },
        { Code: 'ItemCollectionSizeLimitExceeded' },
      ),
    );
    expect(await table.transact(writes)).toEqual([
      { code: 'None', row: null },
      { code: 'ConditionalCheckFailed', row: { pk: 'P', version: 3 } },
      { code: 'TransactionConflict', row: null },
      { code: 'Other', row: null },
    ]);
    expect(engine.calls()).toHaveLength(1);
  });

  it('throws what is no cancellation', async () => {
    engine.tell({ status: 400, body: { __type: 'ValidationException', message: 'no' } });
    await expect(table.transact(writes)).rejects.toThrow('no');
  });
});

describe('reading many rows', () => {
  const attributes = (pk: string) => ({ pk: { S: pk }, sk: { S: 'S' } });

  it('asks again for what was left unread and answers in the order of the keys', async () => {
    engine.tell(
      {
        status: 200,
        body: {
          Responses: { things: [attributes('B')] },
          UnprocessedKeys: { things: { Keys: [attributes('A')] } },
        },
      },
      { status: 200, body: { Responses: { things: [attributes('A')] } } },
    );
    const keys = ['A', 'B', 'none', 'B'].map((pk) => ({ pk, sk: 'S' }));
    expect(await table.getMany(keys)).toEqual([
      { pk: 'A', sk: 'S' },
      { pk: 'B', sk: 'S' },
      null,
      { pk: 'B', sk: 'S' },
    ]);
    expect(engine.calls()[0]?.body).toMatchObject({
      RequestItems: { things: { ConsistentRead: true, Keys: [{}, {}, {}] } },
    });
  });

  it('asks for more than a call may name in as many calls as it takes', async () => {
    engine.tell(
      { status: 200, body: { Responses: { things: [attributes('0'), attributes('99')] } } },
      { status: 200, body: { Responses: { things: [attributes('100')] } } },
    );
    const rows = await table.getMany(Array.from({ length: 101 }, (_, at) => ({ pk: String(at), sk: 'S' })));
    expect(rows.flatMap((row) => row?.['pk'] ?? [])).toEqual(['0', '99', '100']);
    expect(rows).toHaveLength(101);
    const asked = v.object({ RequestItems: v.object({ things: v.object({ Keys: v.array(v.unknown()) }) }) });
    expect(engine.calls().map(({ body }) => v.parse(asked, body).RequestItems.things.Keys.length)).toEqual([
      100, 1,
    ]);
  });

  it('asks nothing for no keys', async () => {
    engine.tell();
    expect(await table.getMany([])).toEqual([]);
    expect(engine.calls()).toEqual([]);
  });
});

describe('a page', () => {
  const lastKey = { pk: 'ROUND#1', sk: 'ROUND', collection: 'ROUNDS', position: '1' };
  const lastAttributes = Object.fromEntries(Object.entries(lastKey).map(([name, S]) => [name, { S }]));
  const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

  it('hands out a cursor that leads to the next', async () => {
    engine.tell(
      { status: 200, body: { Items: [lastAttributes], LastEvaluatedKey: lastAttributes } },
      { status: 200, body: { Items: [] } },
    );
    const first = await table.page('ROUNDS', { index: 'collection', limit: 1 });
    expect(first.rows).toEqual([lastKey]);
    const second = await table.page('ROUNDS', { index: 'collection', limit: 1, cursor: first.cursor });
    expect(second).toEqual({ rows: [], cursor: null });
    expect(engine.calls().map(({ body }) => body)).toEqual([
      expect.objectContaining({ IndexName: 'collection', ConsistentRead: false, Limit: 1 }),
      expect.objectContaining({ ExclusiveStartKey: lastAttributes }),
    ]);
  });

  it('of the table itself is read consistently', async () => {
    engine.tell({ status: 200, body: { Items: [] } });
    await table.page('ROUND#1', { prefix: 'ENTRY#' });
    expect(engine.calls()[0]?.body).toMatchObject({
      ConsistentRead: true,
      ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
      ExpressionAttributeValues: { ':p': { S: 'ROUND#1' }, ':prefix': { S: 'ENTRY#' } },
    });
  });

  it.each([
    ['no base64 of JSON', 'x'],
    ['JSON that is no key', cursorOf(null)],
    ['a list', cursorOf(['ROUNDS'])],
    ['a key of other names', cursorOf({ a: '1', b: '2', c: '3', collection: 'ROUNDS' })],
    ['a key with a name missing', cursorOf({ pk: 'ROUND#1', sk: 'ROUND', collection: 'ROUNDS' })],
    ['a key with a name too many', cursorOf({ ...lastKey, more: 'x' })],
    ['a key of numbers', cursorOf({ ...lastKey, position: 1 })],
    ['a key with an empty part', cursorOf({ ...lastKey, position: '' })],
    ['the key of another list', cursorOf({ ...lastKey, collection: 'OTHERS' })],
    ['the list’s name in the wrong place', cursorOf({ ...lastKey, collection: 'OTHERS', pk: 'ROUNDS' })],
  ])('refuses a cursor of %s and asks the engine nothing', async (_, cursor) => {
    engine.tell();
    await expect(table.page('ROUNDS', { index: 'collection', cursor })).rejects.toThrow(InvalidCursor);
    expect(engine.calls()).toEqual([]);
  });
});
