import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect, it } from '@jest/globals';
import { listHeartbeats } from '../../../functions/outages/store.ts';
import { addSeconds, instantOf } from '../../../functions/platform/instant.ts';
import { createTable } from '../../../functions/platform/table.ts';
import { openCall } from '../../support/open-call.ts';
import { sharedStack } from '../../support/stack.ts';

it('tries all of it on the deployed system by the rights of its own role, the key of an open call among it', async () => {
  const { endpoint, outputs } = sharedStack();
  await openCall('watch', 30 * 24 * 3600);
  const lambda = new LambdaClient({ endpoint });
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const watch = Functions.find(({ Description }) => Description === 'watch-submissions');
  const begun = instantOf(Date.now());
  const answer = await lambda.send(new InvokeCommand({ FunctionName: watch?.FunctionName }));
  expect(answer.FunctionError).toBeUndefined();

  const table = createTable(outputs['TableName'] ?? '', new DynamoDBClient({ endpoint, maxAttempts: 5 }));
  const kept = await listHeartbeats(table, { from: addSeconds(begun, -60), to: addSeconds(begun, 60) });
  const probes = kept.at(-1)?.probes ?? [];
  expect(probes.map(({ name }) => name)).toEqual([
    'gateway',
    'submission',
    'table',
    'files',
    'seal',
    'signature',
  ]);
  expect(probes.filter(({ isGood }) => !isGood)).toEqual([]);
}, 120_000);
