import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, type Table } from '../../functions/platform/table.ts';

/** A table without an engine: what a test gives answers, everything else fails at once. */
export const fakeTable = (given: Partial<Table> = {}): Table => {
  const nowhere = new DynamoDBClient({
    region: 'nowhere',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
  return { ...createTable('fake', nowhere), ...given };
};
