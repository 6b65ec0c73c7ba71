import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { createTable, type IndexName, keyNames, type Table } from '../../functions/platform/table.ts';

const keySchema = ({ partition, sort }: { readonly partition: string; readonly sort: string }) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const index = (name: IndexName) => ({
  IndexName: name,
  KeySchema: keySchema(keyNames[name]),
  Projection: { ProjectionType: 'ALL' as const },
});

/** The table's definition, made from the names that the code itself uses. */
const definition = (tableName: string): CreateTableCommandInput => ({
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: Object.values(keyNames)
    .flatMap(({ partition, sort }) => [partition, sort])
    .map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
  KeySchema: keySchema(keyNames.table),
  GlobalSecondaryIndexes: [index('collection'), index('log')],
});

/**
 * Makes an empty table of a name of its own, on the engine that `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL`
 * names, so that suites do not meet. Throws where neither is set, rather than write to an account of somebody's.
 */
export const createTestTable = async (): Promise<Table> => {
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? process.env['AWS_ENDPOINT_URL'];
  if (endpoint === undefined || endpoint === '')
    throw new Error('Set AWS_ENDPOINT_URL_DYNAMODB to the engine that store tests may write to');
  const tableName = `test-${randomUUID()}`;
  const client = new DynamoDBClient({ endpoint, maxAttempts: 5 });
  await client.send(new CreateTableCommand(definition(tableName)));
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: tableName });
  return createTable(tableName, client);
};
