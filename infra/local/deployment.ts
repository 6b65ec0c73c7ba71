import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import {
  awsEnvironment,
  clientSettings,
  localAccountId,
  localRegion,
  plainEnvironment,
  projectDirectory,
} from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';
import { runToEnd } from './process-group.ts';

/** A CDK stack's name and its outputs, as `cdk deploy --outputs-file` writes them. */
const outputsFile = v.record(v.string(), v.record(v.string(), v.string()));
/** The CDK's own default names its asset bucket so; the local app uses nothing else of a bootstrap. */
const assetBucket = `cdk-hnb659fds-assets-${localAccountId}-${localRegion}`;
const timeoutInSeconds = 300;

type Deployment = {
  readonly endpoint: string;
  /** Where the assembly, the outputs and the log go. */
  readonly directory: string;
  /** Where people sign in from, and come back to. */
  readonly portalOrigin: string;
  /** Where the CDK app's cdk.json is; the default is the project. */
  readonly appDirectory?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Deploys every stack of the CDK app, with the context `place=local`, to an empty emulator.
 * Answers all stacks' outputs as one record.
 * Throws LocalCloudError with what the CDK said when it fails, or when two stacks name an output alike.
 */
export async function deploy(deployment: Deployment): Promise<Record<string, string>> {
  const { endpoint, directory, portalOrigin, appDirectory = projectDirectory, signal } = deployment;
  const assembly = join(directory, 'cdk.out');
  const outputs = join(directory, 'outputs.json');
  const logFile = join(directory, 'deploy.log');
  const home = join(directory, 'home');
  rmSync(assembly, { recursive: true, force: true });
  rmSync(outputs, { force: true });
  mkdirSync(home, { recursive: true });
  await createAssetBucket(endpoint);
  const exitCode = await runToEnd({
    command: join(projectDirectory, 'node_modules', '.bin', 'cdk'),
    arguments: [
      'deploy',
      '--all',
      ...['--context', 'place=local'],
      ...['--context', `portalOrigin=${portalOrigin}`],
      // Of its own, so that two instances don't build into each other's.
      ...['--context', `buildDirectory=${join(directory, 'build')}`],
      ...['--output', assembly],
      ...['--outputs-file', outputs],
      ...['--require-approval', 'never'],
      // Straight, without a change set to look at first, and as many stacks at once as depend on none.
      ...['--method', 'direct', '--concurrency', '4'],
      ...['--progress', 'events', '--ci', '--no-color'],
      // It asks nobody outside for news, and tells nobody.
      ...['--no-notices', '--no-version-reporting'],
    ],
    directory: appDirectory,
    environment: {
      ...plainEnvironment(),
      ...awsEnvironment(endpoint),
      // The person's own ~/.aws, ~/.cdk.json and the CDK's cache stay out of it.
      HOME: home,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      // The CDK's own look at the templates takes two thirds of a synthesis; the deployment to AWS has it.
      CDK_VALIDATION: 'false',
      CDK_DISABLE_VERSION_CHECK: 'true',
    },
    logFile,
    signal,
    timeoutInSeconds,
  });
  if (exitCode !== 0) {
    throw new LocalCloudError(
      `The stack couldn't be deployed to the local cloud. What the CDK said (all in ${logFile}):\n${complaints(readFileSync(logFile, 'utf8'))}`,
    );
  }
  if (!existsSync(outputs)) return {};
  return mergeOutputs(v.parse(outputsFile, JSON.parse(readFileSync(outputs, 'utf8'))));
}

/**
 * The outputs of all stacks in one record. What the CDK itself exports from a stack to another is left out.
 * Throws LocalCloudError when two stacks have an output of the same name.
 */
export function mergeOutputs(
  stacks: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Record<string, string> {
  const merged: Record<string, string> = {};
  const origin = new Map<string, string>();
  for (const [stack, outputs] of Object.entries(stacks)) {
    for (const [name, value] of Object.entries(outputs)) {
      if (name.startsWith('ExportsOutput')) continue;
      const other = origin.get(name);
      if (other !== undefined) {
        throw new LocalCloudError(
          `The stacks ${other} and ${stack} both have an output ${name}. Outputs are read by their name alone: rename one.`,
        );
      }
      origin.set(name, stack);
      merged[name] = value;
    }
  }
  return merged;
}

/** The lines of a CDK log that tell why it failed: those that speak of failure, and the last ones. */
export function complaints(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const last = lines.slice(-12);
  const telling = lines
    .slice(0, -12)
    .filter((line) => /\b(error|failed|cannot|not found)\b|_FAILED|❌/i.test(line));
  return [...telling.slice(-12), ...last].join('\n');
}

async function createAssetBucket(endpoint: string): Promise<void> {
  const client = new S3Client(clientSettings(endpoint));
  try {
    await client.send(
      new CreateBucketCommand({
        Bucket: assetBucket,
        CreateBucketConfiguration: { LocationConstraint: localRegion },
      }),
    );
  } finally {
    client.destroy();
  }
}
