import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import * as v from 'valibot';
import { awsEnvironment, localRegion, plainEnvironment } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';
import { lastLines, signalGroup } from './process-group.ts';

export type Emulator = {
  /** Its address, such as `http://127.0.0.1:4566`, reachable from this machine alone. */
  readonly endpoint: string;
  /** The process, which is also its process group: every function runs in it. */
  readonly processId: number;
  /** Everything that it says. */
  readonly logFile: string;
  /** Resolves when it has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends it and every process that it started. May be called again. */
  stop(): Promise<void>;
};

const startTimeoutInSeconds = 60;
const stopTimeoutInSeconds = 3;

/**
 * How functions run here. Measured on two cores with Node 24 and a DynamoDB client in each of 18 functions:
 * a waiting function's process takes 23 MiB of its own (26 without the two memory settings), the emulator
 * 80 MiB; together 480 MiB when each was called once.
 */
const functionSettings = {
  LAMBDA_EXECUTOR: 'local',
  // Calls at the same time, over all functions; beyond it a caller gets 429, as on AWS at its thousand.
  LAMBDA_ACCOUNT_CONCURRENCY: '16',
  // A burst leaves processes behind, each idle for this long; one a function always stays.
  LAMBDA_WARM_TTL_SECONDS: '20',
  NODE_OPTIONS: '--max-semi-space-size=1 --v8-pool-size=1',
  MALLOC_ARENA_MAX: '2',
} as const;

const health = v.object({ version: v.string(), ready_scripts: v.object({ status: v.string() }) });

type Start = {
  /** Python of the environment in which MiniStack is installed. */
  readonly python: string;
  /** Where the log goes; made when missing. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Starts MiniStack on a free port of 127.0.0.1 and waits until it answers.
 * It ends with this process, however this process ends.
 * Throws LocalCloudError with the last lines of its log when it doesn't start.
 */
export async function startEmulator(start: Start): Promise<Emulator> {
  start.signal?.throwIfAborted();
  mkdirSync(start.directory, { recursive: true });
  const logFile = join(start.directory, 'emulator.log');
  const port = await getPort({ host: '127.0.0.1', reserve: true });
  // Told by the emulator itself, so that nothing else that answers on this port is taken for it.
  const mark = randomUUID();
  const endpoint = `http://127.0.0.1:${port}`;
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = awsEnvironment(endpoint);
  const child = spawnEmulator(start.python, logFile, {
    ...plainEnvironment(),
    ...functionSettings,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    AWS_DEFAULT_REGION: localRegion,
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    AUTH: 'true',
    MINISTACK_REGION: localRegion,
    MINISTACK_VERSION: mark,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Containers of another MiniStack on this machine are none of ours.
    DOCKER_HOST: 'unix:///nonexistent',
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',
  });
  const processId = await started(child);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await Promise.race([ended, sleep(stopTimeoutInSeconds * 1000, undefined, { ref: false })]);
    while (signalGroup(processId, 'SIGKILL')) await sleep(20);
    await ended;
  };
  const emulator: Emulator = { endpoint, processId, logFile, ended, stop };
  try {
    await answers(emulator, mark, child, start.signal);
    return emulator;
  } catch (error) {
    await stop();
    throw error;
  }
}

function spawnEmulator(python: string, logFile: string, environment: Record<string, string>): ChildProcess {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(python, ['-I', join(import.meta.dirname, 'emulator.py')], {
    env: environment,
    // A group of its own: a Ctrl-C at the terminal must not end it before what stands on it.
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  // It may be gone before its input is closed.
  child.stdin?.on('error', () => undefined);
  return child;
}

async function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new LocalCloudError(`The AWS emulator can't be started: ${cause.message}`, { cause }));
    });
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
  });
}

async function answers(
  { endpoint, logFile }: Emulator,
  mark: string,
  child: ChildProcess,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = performance.now() + startTimeoutInSeconds * 1000;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new LocalCloudError(
        `The AWS emulator ended while it started. Its last lines (all in ${logFile}):\n${lastLines(logFile, 15)}`,
      );
    }
    if (await isReady(endpoint, mark)) return;
    await sleep(50);
  }
  throw new LocalCloudError(
    `The AWS emulator didn't answer within ${startTimeoutInSeconds} s. Its last lines (all in ${logFile}):\n${lastLines(logFile, 15)}`,
  );
}

async function isReady(endpoint: string, mark: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) });
    const { version, ready_scripts } = v.parse(health, await response.json());
    return version === mark && ready_scripts.status === 'completed';
  } catch {
    return false;
  }
}
