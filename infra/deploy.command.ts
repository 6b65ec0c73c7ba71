import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import * as v from 'valibot';
import { uploadPortal } from './upload-portal.ts';

type Options = {
  readonly profile: string;
  readonly region?: string;
  readonly context: readonly string[];
  readonly yes?: true;
};

const projectDirectory = resolve(import.meta.dirname, '..');
const outputsFile = join('.build', 'outputs.json');

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const deploy = async ({ profile, region, context, yes }: Options): Promise<void> => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined)
    throw new Error(`AWS_ENDPOINT_URL leads to ${endpoint}, not to AWS: unset it and run this again`);
  if (context.some((pair) => pair.startsWith('place=')))
    throw new Error('This deploys to AWS; the place on this machine is started with `npm start`');
  const malformed = context.find((pair) => !/^[^=]+=./u.test(pair));
  if (malformed !== undefined) throw new Error(`--context ${malformed}: write it as name=value`);

  say(`Deploying to AWS with the profile ${profile}${region === undefined ? '' : ` in ${region}`} …`);
  const { status, error } = spawnSync(
    join(projectDirectory, 'node_modules', '.bin', 'cdk'),
    [
      'deploy',
      '--all',
      ...['--profile', profile],
      ...['--outputs-file', outputsFile],
      ...(yes === true ? ['--require-approval', 'never'] : []),
      ...context.flatMap((pair) => ['--context', pair]),
    ],
    {
      cwd: projectDirectory,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...(region === undefined ? {} : { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
      },
    },
  );
  if (error !== undefined) throw new Error(`The CDK did not start (${error.message}): run \`npm ci\` first`);
  if (status !== 0) {
    say('');
    say(
      'Not deployed. Stacks that were complete before the failure stay as they are; the failed one was rolled back.',
    );
    say('Mend what the CDK names above and run the same command again. If it misses its bootstrap stack:');
    say(`  npx cdk bootstrap --profile ${profile}`);
    process.exitCode = 1;
    return;
  }
  say('Building the portal and putting its files there …');
  const built = spawnSync('npm', ['run', '--silent', 'build:web'], {
    cwd: projectDirectory,
    stdio: 'inherit',
  });
  if (built.status !== 0)
    throw new Error('The stacks are deployed, but the portal could not be built: see above');
  process.env['AWS_PROFILE'] = profile;
  if (region !== undefined) process.env['AWS_REGION'] = region;
  const outputs = v.parse(
    v.record(v.string(), v.record(v.string(), v.string())),
    JSON.parse(readFileSync(join(projectDirectory, outputsFile), 'utf8')),
  );
  say(`${await uploadPortal(outputs)} files of the portal are there.`);
  say(`Deployed. What was made is named in ${outputsFile}.`);
};

const program = new Command()
  .name('npm run deploy --')
  .description(
    'Builds the functions and deploys every stack to AWS. The settings are listed in infra/README.md; the portal’s ' +
      'origin must be given: --context portalOrigin=https://…',
  )
  .requiredOption('--profile <name>', 'the profile of ~/.aws/config whose account it goes to')
  .option('--region <region>', 'the region, if not the profile’s own')
  .option(
    '--context <name=value>',
    'a setting; may be repeated',
    (pair: string, before: readonly string[]) => [...before, pair],
    [],
  )
  .option('--yes', 'do not ask before rights are widened')
  .action((options: Options) => deploy(options));

try {
  await program.parseAsync();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
