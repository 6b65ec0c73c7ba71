import { join } from 'node:path';
import getPort from 'get-port';
import { awsEnvironment, localDirectory } from './aws-environment.ts';
import { deploy } from './deployment.ts';
import { startEmulator, type Emulator } from './emulator.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { LocalCloudError } from './errors.ts';
import { buildPortal, servePortal } from './portal.ts';
import { timed, type Log } from './progress.ts';
import { preparePython } from './python.ts';

/** The system, deployed to an emulator on this machine. */
export type LocalStack = {
  /** Address of the emulator, for SDK clients: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Address of the API without a slash at the end; a route's path follows. */
  readonly apiUrl: string;
  /** Address of the portal, whose `/api` is the API: `http://localhost:<port>`. */
  readonly portalUrl: string;
  /** The outputs of all stacks by their names: ApiId, TableName, BucketName, UserPoolId, … */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the AWS SDK needs in its environment to talk to this stack, as the emulator's root. */
  readonly environment: Readonly<Record<string, string>>;
  /** `.local/<instance>`: the logs, the CDK's assembly, the accounts. */
  readonly directory: string;
  /** Resolves when the emulator has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends everything that was started, and frees the instance. May be called again. */
  stop(): Promise<void>;
};

type Start = {
  /** A name for this copy of the system: `main` for npm start, another for tests beside it. */
  readonly instance: string;
  readonly log: Log;
  /** Aborting gives up the start: what was begun is ended, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Where the CDK app is; the default is the project. */
  readonly appDirectory?: string;
};

/**
 * Starts an emulator and deploys the system to it.
 * Throws LocalCloudError when the instance runs already or a step fails; nothing is left running then.
 */
export async function startLocalStack({ instance, log, signal, appDirectory }: Start): Promise<LocalStack> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(instance)) {
    throw new LocalCloudError(`An instance's name has small letters, digits and hyphens, not ${instance}`);
  }
  const directory = join(localDirectory, instance);
  const lock = await takeInstanceLock(directory);
  let emulator: Emulator | undefined;
  let portal: Awaited<ReturnType<typeof servePortal>> | undefined;
  try {
    // The sign-in leads back to it, so it is known before the deployment. The known one is for who opens it by hand: between
    // here and its use another system could take it, and two runs of the tests did.
    const portalPort = await getPort(instance.startsWith('test-') ? {} : { port: 5173 });
    const portalUrl = `http://localhost:${portalPort}`;
    const built = buildPortal(signal);
    // Whoever waits for it below is told of a failure; until then it is nobody's.
    built.catch(() => undefined);
    const python = await timed(log, 'preparing Python', () => preparePython({ log, signal }));
    const started = await timed(log, 'starting the AWS emulator', () =>
      startEmulator({ python, directory, signal }),
    );
    emulator = started;
    const { endpoint, ended } = started;
    const outputs = await timed(log, 'deploying the stack', () =>
      deploy({ endpoint, directory, portalOrigin: portalUrl, appDirectory, signal }),
    );
    const apiUrl = apiAddress(endpoint, outputs);
    await timed(log, 'building the portal', () => built);
    const served = await servePortal({ port: portalPort, endpoint, apiUrl, outputs });
    portal = served;
    lock.announce(apiUrl);
    return {
      endpoint,
      apiUrl,
      portalUrl,
      outputs,
      environment: awsEnvironment(endpoint),
      directory,
      ended,
      async stop() {
        await served.stop();
        await started.stop();
        lock.release();
      },
    };
  } catch (error) {
    await portal?.stop();
    await emulator?.stop();
    lock.release();
    throw error;
  }
}

/** By path, since a name such as `<id>.execute-api.localhost` resolves on some machines only. */
function apiAddress(endpoint: string, outputs: Readonly<Record<string, string>>): string {
  const apiId = outputs['ApiId'];
  if (apiId === undefined) {
    throw new LocalCloudError(
      `No stack has an output ApiId; there are: ${Object.keys(outputs).join(', ') || 'none'}`,
    );
  }
  return `${endpoint}/_aws/execute-api/${apiId}/$default`;
}
