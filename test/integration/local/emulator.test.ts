import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import { clientSettings, localAccountId, localRegion } from '../../../infra/local/aws-environment.ts';
import { startEmulator, type Emulator } from '../../../infra/local/emulator.ts';
import { isRunning, signalGroup } from '../../../infra/local/process-group.ts';
import { preparePython } from '../../../infra/local/python.ts';
import { Sha256 } from '../../support/sha256.ts';

let directory = '';
let python = '';
let emulator: Emulator;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'first-buyer-emulator-test-'));
  python = await preparePython({ log: () => undefined });
  emulator = await startEmulator({ python, directory });
  await createFunction(emulator.endpoint);
}, 300_000);
afterAll(async () => {
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A function of the tests: tells about its process, logs what it is told to, throws what it is told to. */
const source = `
class SealBroken extends Error { constructor(message) { super(message); this.name = 'SealBroken'; } }
exports.handler = async (event) => {
  if (event.log) console.log(event.log);
  if (event.linger) setInterval(() => {}, 1000);
  if (event.fail) throw new SealBroken(event.fail);
  let library = 'missing';
  try { require('valibot'); library = 'found'; } catch (error) { library = error.code; }
  return { processId: process.pid, node: process.version, directory: process.cwd(), library,
    endpoint: process.env.AWS_ENDPOINT_URL, zone: new Date().getTimezoneOffset() };
};`;

async function signed(
  endpoint: string,
  service: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { region, credentials } = clientSettings(endpoint);
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const { host, hostname, port, protocol } = new URL(endpoint);
  const request = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    port: Number(port),
    path,
    headers: { host, 'content-type': 'application/json', ...headers },
    body,
  });
  const response = await fetch(`${endpoint}${path}`, { method: 'POST', headers: request.headers, body });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

async function createFunction(endpoint: string): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  const role = new URLSearchParams({
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName: 'probe',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  await signed(endpoint, 'iam', '/', role.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const code = zipSync({ 'index.js': strToU8(source) });
  await signed(
    endpoint,
    'lambda',
    '/2015-03-31/functions',
    JSON.stringify({
      FunctionName: 'probe',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${localAccountId}:role/probe`,
      Code: { ZipFile: Buffer.from(code).toString('base64') },
    }),
  );
}

async function call(
  event: Record<string, string>,
  endpoint = emulator.endpoint,
): Promise<{ answer: unknown; log: string }> {
  const path = '/2015-03-31/functions/probe/invocations';
  const response = await signed(endpoint, 'lambda', path, JSON.stringify(event), {
    'x-amz-log-type': 'Tail',
  });
  const log = Buffer.from(response.headers.get('x-amz-log-result') ?? '', 'base64').toString();
  return { answer: await response.json(), log };
}

const about = v.object({
  processId: v.number(),
  node: v.string(),
  directory: v.string(),
  library: v.string(),
  endpoint: v.string(),
  zone: v.number(),
});

describe('the AWS emulator of the local cloud', () => {
  it("runs a function in the project's Node, in UTC, with the emulator as its AWS", async () => {
    const { answer } = await call({});
    expect(v.parse(about, answer)).toMatchObject({
      node: expect.stringMatching(/^v24\./),
      endpoint: emulator.endpoint,
      zone: 0,
    });
  });

  it('does not lend a function what its bundle lacks', async () => {
    const { answer } = await call({});
    expect(answer).toMatchObject({ library: 'MODULE_NOT_FOUND' });
  });

  it("gives each call's log to that call alone", async () => {
    expect((await call({ log: 'first' })).log).toBe('first');
    expect((await call({})).log).toBe('');
    expect((await call({ log: 'second\nthird' })).log).toBe('second\nthird');
  });

  it("passes an error on under the error's own name, with its log", async () => {
    const { answer, log } = await call({ log: 'before', fail: 'opened too early' });
    expect(answer).toMatchObject({ errorType: 'SealBroken', errorMessage: 'opened too early' });
    expect(log).toMatch(/^before\n/);
    expect((await call({})).answer).toMatchObject({ library: 'MODULE_NOT_FOUND' });
  });

  it('knows its root and nobody else', async () => {
    const client = new DynamoDBClient({
      ...clientSettings(emulator.endpoint),
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const create = new CreateTableCommand({
      TableName: 'any',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
    await expect(client.send(create)).rejects.toThrow('security token');
    client.destroy();
  });

  it('is in the region of the deployment', async () => {
    const client = new DynamoDBClient(clientSettings(emulator.endpoint));
    const created = await client.send(
      new CreateTableCommand({
        TableName: 'regional',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
    expect(created.TableDescription?.TableArn).toContain(`:${localRegion}:${localAccountId}:`);
    client.destroy();
  });

  it('stands beside another one, on a port of its own', async () => {
    const other = await startEmulator({ python, directory: join(directory, 'other') });
    expect(other.endpoint).not.toBe(emulator.endpoint);
    await other.stop();
    expect((await call({})).answer).toMatchObject({ endpoint: emulator.endpoint });
  }, 30_000);

  it('leaves no process, file or port behind when it is stopped', async () => {
    const { processId, directory: codeDirectory } = v.parse(about, (await call({ linger: 'on' })).answer);
    expect(isRunning(processId)).toBe(true);
    expect(existsSync(codeDirectory)).toBe(true);
    await emulator.stop();
    await emulator.stop();
    expect(isRunning(processId)).toBe(false);
    expect(signalGroup(emulator.processId, 0)).toBe(false);
    expect(existsSync(codeDirectory)).toBe(false);
    await expect(fetch(emulator.endpoint)).rejects.toThrow();
  });

  it('ends with the process that started it, even when that is killed', async () => {
    const starter = join(directory, 'starter.ts');
    const module = new URL('../../../infra/local/emulator.ts', import.meta.url).href;
    writeFileSync(
      starter,
      `import { startEmulator } from ${JSON.stringify(module)};
       const { endpoint, processId } = await startEmulator(${JSON.stringify({ python, directory: join(directory, 'killed') })});
       console.log(JSON.stringify({ endpoint, processId }));`,
    );
    const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const started = await new Promise<unknown>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => {
        resolve(JSON.parse(chunk.toString()));
      });
    });
    const { endpoint, processId } = v.parse(
      v.object({ endpoint: v.string(), processId: v.number() }),
      started,
    );
    await createFunction(endpoint);
    const worker = v.parse(about, (await call({ linger: 'on' }, endpoint)).answer);
    expect(isRunning(worker.processId)).toBe(true);
    child.kill('SIGKILL');
    for (let waits = 0; waits < 100 && signalGroup(processId, 0); waits += 1) await sleep(50);
    expect(signalGroup(processId, 0)).toBe(false);
    expect(isRunning(worker.processId)).toBe(false);
    expect(existsSync(worker.directory)).toBe(false);
  }, 30_000);

  it('that does not start says what it said last, and leaves nothing', async () => {
    const broken = join(directory, 'python');
    writeFileSync(broken, '#!/bin/sh\necho "no module named ministack"\nexit 1\n');
    chmodSync(broken, 0o755);
    const start = startEmulator({ python: broken, directory: join(directory, 'broken') });
    await expect(start).rejects.toThrow('no module named ministack');
    await expect(
      startEmulator({ python: join(directory, 'nonexistent'), directory: join(directory, 'broken') }),
    ).rejects.toThrow("can't be started");
  });

  it('is given up at once when its start is aborted', async () => {
    const start = startEmulator({
      python,
      directory: join(directory, 'aborted'),
      signal: AbortSignal.timeout(100),
    });
    await expect(start).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
