import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One answer of an engine: a status and the JSON of its body. */
export type ScriptedAnswer = { readonly status: number; readonly body: unknown };

/** What was asked: the operation, such as `TransactWriteItems`, and the JSON of its body. */
export type ScriptedCall = { readonly operation: string; readonly body: unknown };

/**
 * An engine, by default a DynamoDB, that answers what it is told, call by call, for what an engine does rarely: throttle, cancel, leave
 * keys unread. Goes through the SDK's own reading and writing. Call it at the top of a suite.
 */
export const scriptedEngine = async () => {
  const script: ScriptedAnswer[] = [];
  const calls: ScriptedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      calls.push({ operation: String(request.headers['x-amz-target']).replace(/^.*\./u, ''), body });
      const answer = script.shift() ?? { status: 500, body: { message: 'The script is at its end' } };
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const settings = {
    endpoint: `http://127.0.0.1:${portOf(server.address())}`,
    region: 'nowhere',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  };
  const client = new DynamoDBClient(settings);
  afterAll(() => {
    client.destroy();
    server.close();
  });
  return {
    client,
    /** For a client of another service that speaks JSON 1.0, such as Step Functions. */
    settings,
    /** Forgets what was asked and answers what follows in this order. */
    tell(...answers: readonly ScriptedAnswer[]): void {
      script.splice(0, script.length, ...answers);
      calls.length = 0;
    },
    calls: (): readonly ScriptedCall[] => [...calls],
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The scripted engine has no port');
  return address.port;
};

/** A cancelled transaction: a code, or a code with the row as it lies there, for each write. */
export const cancelled = (
  ...reasons: readonly { readonly Code: string; readonly Item?: unknown }[]
): ScriptedAnswer => ({
  status: 400,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'Transaction cancelled',
    CancellationReasons: reasons,
  },
});
