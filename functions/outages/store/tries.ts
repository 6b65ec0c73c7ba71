import { createHash } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { EntrySigner } from '../../platform/signing.ts';
import type { Try } from '../watch-submissions.ts';

type Path = {
  /** The API's address, without a slash at the end. */
  readonly apiUrl: string;
  /** The function that takes submissions. */
  readonly submitFunctionName: string;
  readonly bucketName: string;
  readonly sign: EntrySigner;
};

/** Something answered, but not as it should. */
class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/**
 * What a submission needs, each by itself: the gateway from outside, the function that takes submissions (asked for a
 * proposal that there is not, which leaves no trace), a file put and confirmed, the ledger's signature. The table is
 * tried by keeping the heartbeat.
 */
export const triesOf = (
  { apiUrl, submitFunctionName, bucketName, sign }: Path,
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
  {
    name: 'signature',
    // A submission stands without it; the signed receipt follows.
    isVital: false,
    run: async () => {
      await sign('first-buyer/heartbeat');
    },
  },
];

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
