import { setTimeout as wait } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** A primary key of the one table. */
export type TableKey = { readonly pk: string; readonly sk: string };

/** The secondary indexes: `collection` lists what belongs together, `log` reads a ledger or refusal log. */
export type IndexName = 'collection' | 'log';

/** A row as it lies in the table, before a store has parsed it. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of rows, with the opaque cursor of the next. */
export type Page<T> = { readonly rows: readonly T[]; readonly cursor: string | null };

/** Why a transaction was cancelled, one for each of its writes, in order. */
export type Cancellation = {
  readonly code: 'None' | 'ConditionalCheckFailed' | 'TransactionConflict' | 'Other';
  readonly row: Row | null;
};

/** The table as the stores see it. */
export type Table = ReturnType<typeof createTable>;

type QueryOptions = {
  readonly index?: IndexName;
  readonly prefix?: string;
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly consistent?: boolean;
  readonly descending?: boolean;
};

const marshallOptions = { removeUndefinedValues: true } as const;

/** Turns a row into DynamoDB's form; `undefined` fields are left out. */
export const toAttributes = (row: Row): Record<string, AttributeValue> => marshall(row, marshallOptions);

/** The keys of the table and of its indexes. */
export const keyNames = {
  table: { partition: 'pk', sort: 'sk' },
  collection: { partition: 'collection', sort: 'position' },
  log: { partition: 'log', sort: 'logPosition' },
} as const;

const maximumAttempts = 8;
/** What DynamoDB answers at most in one call by key. */
const keysInCall = 100;

/** Binds the table `tableName`. `client` is given by tests that want another engine. */
export const createTable = (tableName: string, client = new DynamoDBClient({ maxAttempts: 5 })) => ({
  tableName,

  /** One row by key, read consistently; null where there is none. */
  async get(key: TableKey): Promise<Row | null> {
    const answer = await client.send(
      new GetItemCommand({ TableName: tableName, Key: toAttributes(key), ConsistentRead: true }),
    );
    return answer.Item === undefined ? null : unmarshall(answer.Item);
  },

  /** Rows by key, read consistently, a hundred in a call; in the order of the keys, null where there is none. */
  async getMany(keys: readonly TableKey[]): Promise<readonly (Row | null)[]> {
    const found = new Map<string, Row>();
    const unique = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
    for (let start = 0; start < unique.length; start += keysInCall) {
      let wanted = unique.slice(start, start + keysInCall).map((key) => toAttributes(key));
      for (let attempt = 0; wanted.length > 0; attempt += 1) {
        if (attempt === maximumAttempts) throw new Error('The table keeps leaving keys unread');
        if (attempt > 0) await wait(2 ** attempt * 10);
        const answer = await client.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } }),
        );
        for (const attributes of answer.Responses?.[tableName] ?? []) {
          const row = unmarshall(attributes);
          found.set(`${String(row['pk'])}\n${String(row['sk'])}`, row);
        }
        wanted = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
    }
    return keys.map((key) => found.get(`${key.pk}\n${key.sk}`) ?? null);
  },

  /** One page of a partition of the table or of an index, in the order of the sort key. */
  async page(partition: string, options: QueryOptions = {}): Promise<Page<Row>> {
    const names = keyNames[options.index ?? 'table'];
    const answer = await client.send(
      new QueryCommand({
        TableName: tableName,
        ...(options.index === undefined ? {} : { IndexName: options.index }),
        ConsistentRead: options.consistent ?? options.index === undefined,
        ScanIndexForward: options.descending !== true,
        KeyConditionExpression:
          options.prefix === undefined ? '#p = :p' : '#p = :p AND begins_with(#s, :prefix)',
        ExpressionAttributeNames: {
          '#p': names.partition,
          ...(options.prefix === undefined ? {} : { '#s': names.sort }),
        },
        ExpressionAttributeValues: toAttributes({ ':p': partition, ':prefix': options.prefix }),
        ...(options.limit === undefined ? {} : { Limit: options.limit }),
        ...(options.cursor === undefined || options.cursor === null
          ? {}
          : { ExclusiveStartKey: decodeCursor(options.cursor, names, partition, options.prefix ?? '') }),
      }),
    );
    return {
      rows: (answer.Items ?? []).map((attributes) => unmarshall(attributes)),
      cursor: answer.LastEvaluatedKey === undefined ? null : encodeCursor(answer.LastEvaluatedKey),
    };
  },

  /** Every row of a partition, page by page. */
  async all(partition: string, options: QueryOptions = {}): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Row> = await this.page(partition, { ...options, cursor });
      rows.push(...page.rows);
      cursor = page.cursor;
    } while (cursor !== null);
    return rows;
  },

  /** Writes one row that nothing depends on, such as a refusal-log line. */
  async put(row: Row): Promise<void> {
    await client.send(new PutItemCommand({ TableName: tableName, Item: toAttributes(row) }));
  },

  /** Writes a row unless one is there; true if it was written. */
  async putNew(row: Row): Promise<boolean> {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: toAttributes(row),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  /**
   * Writes all or nothing; at most 100 writes. Returns null when written, else each write's reason. A write that
   * only collided with another transaction is tried again with growing, uneven pauses.
   */
  async transact(writes: readonly TransactWriteItem[]): Promise<readonly Cancellation[] | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: [...writes] }));
        return null;
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const reasons = (error.CancellationReasons ?? []).map(toCancellation);
        const onlyCollided = reasons.every(({ code }) => code === 'None' || code === 'TransactionConflict');
        if (!onlyCollided || attempt === maximumAttempts) return reasons;
        await wait(Math.random() * 2 ** attempt * 20);
      }
    }
  },
});

const cancellationCodes: Readonly<Record<string, Cancellation['code']>> = {
  None: 'None',
  ConditionalCheckFailed: 'ConditionalCheckFailed',
  TransactionConflict: 'TransactionConflict',
  // A rush on one partition passes as a collision does.
  ThrottlingError: 'TransactionConflict',
  ProvisionedThroughputExceeded: 'TransactionConflict',
};

const toCancellation = (reason: {
  Code?: string | undefined;
  Item?: Record<string, AttributeValue> | undefined;
}): Cancellation => ({
  code: cancellationCodes[reason.Code ?? 'None'] ?? 'Other',
  row: reason.Item === undefined ? null : unmarshall(reason.Item),
});

const encodeCursor = (key: Record<string, AttributeValue>): string =>
  Buffer.from(JSON.stringify(unmarshall(key))).toString('base64url');

/** A cursor that this table did not give out, or not for this list. The gateway's answer is 400. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

const decodeCursor = (
  cursor: string,
  names: (typeof keyNames)[keyof typeof keyNames],
  partition: string,
  prefix: string,
): Record<string, AttributeValue> => {
  const wanted = new Set(['pk', 'sk', names.partition, names.sort]);
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const entries = typeof key === 'object' && key !== null ? Object.entries(key) : [];
    const isOurs =
      entries.length === wanted.size &&
      entries.every(([name, value]) => wanted.has(name) && typeof value === 'string' && value !== '') &&
      entries.some(([name, value]) => name === names.partition && value === partition) &&
      entries.some(([name, value]) => name === names.sort && String(value).startsWith(prefix));
    if (isOurs) return marshall(Object.fromEntries(entries));
  } catch {
    // Falls through: what cannot be read is no cursor either.
  }
  throw new InvalidCursor('This cursor does not belong to this list');
};
