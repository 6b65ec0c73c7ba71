import { createHash } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/sealing.ts';
import type { EntrySigner } from '../../platform/signing.ts';
import { type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { effectivePhase } from '../../rounds/rules.ts';
import { listRounds } from '../../rounds/store.ts';
import type { Try } from '../watch-submissions.ts';

type Path = {
  /** The API's address, without a slash at the end. */
  readonly apiUrl: string;
  /** The function that takes submissions. */
  readonly submitFunctionName: string;
  readonly bucketName: string;
  readonly table: Table;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly clock: Clock;
  readonly sign: EntrySigner;
};

/** Something answered, but not as it should. */
class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/**
 * What a submission needs, each by itself: the gateway from outside, the function that takes submissions (asked for a
 * proposal that there is not, which leaves no trace), the table by a transaction on a row of the watch's own, a file put
 * and confirmed, the keys of the rounds whose call is open, the ledger's signature.
 */
export const triesOf = (
  { apiUrl, submitFunctionName, bucketName, table, sealer, clock, sign }: Path,
  lambda = new LambdaClient({}),
  s3 = new S3Client({}),
): readonly Try[] => [
  {
    name: 'gateway',
    isVital: true,
    run: async (signal) => {
      const answer = await fetch(`${apiUrl}/signing-key`, { signal });
      if (!answer.ok) throw new WrongAnswer(`The gateway answered ${answer.status}`);
      await answer.text();
    },
  },
  {
    name: 'submission',
    isVital: true,
    run: async (signal) => {
      const command = new InvokeCommand({
        FunctionName: submitFunctionName,
        Payload: JSON.stringify(submissionOfNothing()),
      });
      const { Payload } = await lambda.send(command, { abortSignal: signal });
      const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
      const status: unknown =
        typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'statusCode') : null;
      if (status !== 404) throw new WrongAnswer(`The function answered ${String(status)}`);
    },
  },
  { name: 'table', isVital: true, run: () => tryTable(table, clock) },
  {
    name: 'files',
    isVital: true,
    run: async (signal) => {
      const Body = 'heartbeat';
      const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64');
      const at = { Bucket: bucketName, Key: 'heartbeats/probe' };
      await s3.send(new PutObjectCommand({ ...at, Body, ChecksumSHA256 }), { abortSignal: signal });
      const { ContentLength } = await s3.send(new HeadObjectCommand(at), { abortSignal: signal });
      if (ContentLength !== Body.length) throw new WrongAnswer('The store has other bytes');
    },
  },
  // A round's key that is away stops the saving of that round's drafts, but no submission, and no other round's.
  { name: 'seal', isVital: false, run: () => trySeals(table, sealer, clock) },
  {
    name: 'signature',
    // A submission stands without it; the signed receipt follows.
    isVital: false,
    run: async () => {
      await sign('first-buyer/heartbeat');
    },
  },
];

/** The row that the watch writes as a submission writes its own: on a condition, in one transaction, read at once. */
const trialKey: TableKey = { pk: 'HEARTBEATS', sk: 'TRIAL' };
/** Where nothing ever lies. */
const emptyKey: TableKey = { pk: 'HEARTBEATS', sk: 'NONE' };

/** Tries the table's transactions and consistent reads. Throws `WrongAnswer` where one does not hold. */
export const tryTable = async (table: Table, clock: Clock): Promise<void> => {
  const triedAt = clock();
  const { tableName: TableName } = table;
  const refused = await table.transact([
    {
      Put: {
        TableName,
        Item: toAttributes({ ...trialKey, triedAt }),
        ConditionExpression: 'attribute_not_exists(pk) OR #triedAt <= :triedAt',
        ExpressionAttributeNames: { '#triedAt': 'triedAt' },
        ExpressionAttributeValues: toAttributes({ ':triedAt': triedAt }),
      },
    },
    {
      ConditionCheck: {
        TableName,
        Key: toAttributes(emptyKey),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]);
  if (refused !== null) throw new WrongAnswer('The table took no transaction');
  const row = await table.get(trialKey);
  if (String(row?.['triedAt']) < triedAt) throw new WrongAnswer('The table answered what was there before');
};

/**
 * Seals nothing under the key of each round whose call is open, which encrypts only and is kept nowhere. Whether anything
 * was ever sealed with it, this neither asks nor tells.
 */
export const trySeals = async (table: Table, sealer: Pick<Sealer, 'seal'>, clock: Clock): Promise<void> => {
  const at = clock();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRounds>> = await listRounds(table, cursor);
    for (const round of page.rows)
      if (round.sealKeyArn !== null && effectivePhase(round, at) === 'CALL_FOR_PROPOSALS')
        await sealer.seal(round.sealKeyArn, { roundId: round.roundId, purpose: 'heartbeat' }, null);
    cursor = page.cursor;
  } while (cursor !== null);
};

/** The gateway's event of a submission by nobody, of a proposal that there is not. */
const submissionOfNothing = () => {
  const proposalId = crypto.randomUUID();
  const routeKey = 'POST /proposals/{proposalId}/submission';
  const path = `/proposals/${proposalId}/submission`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { 'idempotency-key': proposalId, 'content-type': 'application/json' },
    pathParameters: { proposalId },
    requestContext: {
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'heartbeat' },
      routeKey,
      requestId: proposalId,
      timeEpoch: Date.now(),
      authorizer: { jwt: { claims: { sub: crypto.randomUUID(), token_use: 'access' }, scopes: [] } },
    },
    isBase64Encoded: false,
  };
};
