import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import * as v from 'valibot';

const image = v.record(v.string(), v.unknown());
const text = v.object({ S: v.string() });

const record = v.object({
  dynamodb: v.object({ Keys: v.object({ pk: text, sk: text }), NewImage: v.optional(image, {}) }),
});
/** One write of the table, as its stream tells of it. */
export type WriteRecord = v.InferOutput<typeof record>;

const described = v.object({
  StreamDescription: v.object({ Shards: v.array(v.object({ ShardId: v.string() })) }),
});
const iterator = v.object({ ShardIterator: v.string() });
const records = v.object({
  Records: v.array(record),
  NextShardIterator: v.optional(v.nullable(v.string()), null),
});

/** So often in succession a shard has nothing new before it is taken for read. */
const enoughEmptyAnswers = 3;

/**
 * Follows a table's stream from now on. `read` answers every write since, whoever made it. The stream's interface is
 * four calls of JSON, for which the project needs no client of its own.
 */
export const followStream = async (tableName: string, endpoint: string) => {
  const client = new DynamoDBClient({ endpoint });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = Table?.LatestStreamArn;
  if (StreamArn === undefined) throw new Error('The table has no stream');
  const { credentials, region, sha256 } = client.config;
  const signer = new SignatureV4({ service: 'dynamodb', credentials, region, sha256 });
  const { host, hostname, port, protocol } = new URL(endpoint);

  const ask = async (action: string, question: object): Promise<unknown> => {
    const body = JSON.stringify(question);
    const { headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: '/',
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${action}`,
      },
      body,
    });
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${action} was answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };

  const { StreamDescription } = v.parse(described, await ask('DescribeStream', { StreamArn }));
  let places = await Promise.all(
    StreamDescription.Shards.map(async ({ ShardId }) => {
      const latest = { StreamArn, ShardId, ShardIteratorType: 'LATEST' };
      return v.parse(iterator, await ask('GetShardIterator', latest)).ShardIterator;
    }),
  );

  /** All that one shard has, and where it goes on. */
  const readShard = async (from: string) => {
    const found: WriteRecord[] = [];
    let next: string | null = from;
    for (let empty = 0; next !== null && empty < enoughEmptyAnswers;) {
      const answer: v.InferOutput<typeof records> = v.parse(
        records,
        await ask('GetRecords', { ShardIterator: next, Limit: 1000 }),
      );
      found.push(...answer.Records);
      next = answer.NextShardIterator;
      empty = answer.Records.length === 0 ? empty + 1 : 0;
      if (empty > 0) await wait(100);
    }
    return { found, next };
  };

  return {
    /** The writes since `followStream`, or since it was last asked. */
    read: async (): Promise<readonly WriteRecord[]> => {
      const shards = await Promise.all(places.map(readShard));
      places = shards.flatMap(({ next }) => next ?? []);
      return shards.flatMap(({ found }) => found);
    },
  };
};
