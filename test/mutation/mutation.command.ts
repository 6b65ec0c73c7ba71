import { Stryker } from '@stryker-mutator/core';
import { Command } from 'commander';
import { findMutatedFiles, leftOut, type MutatedCapability } from './mutated-files.ts';
import { type Mutants, describeSurvivors, scoresOf } from './mutation-score.ts';

const root = new URL('../..', import.meta.url).pathname;

const program = new Command('npm run mutation --')
  .description(
    'Changes the rules one small piece at a time and runs the unit and property tests of their capability against\n' +
      'each change: the score of a file is the share of changes, in percent, that some test notices.\n' +
      'Prints the changes that no test noticed and, on its last line, one JSON object {"<path>": <score>, …}.',
  )
  .argument('[path...]', 'folders or files of rules, such as functions/decisions; none means all')
  .option('--concurrency <number>', 'processes at once', '2')
  .addHelpText(
    'after',
    `\nLeft out:\n${Object.entries(leftOut)
      .map(([file, reason]) => `  ${file}: ${reason}`)
      .join('\n')}`,
  )
  .showHelpAfterError()
  .parse();

const concurrency = Number(program.opts<{ concurrency: string }>().concurrency);
if (!Number.isInteger(concurrency) || concurrency < 1)
  program.error('--concurrency takes a whole number from 1 up.');
const capabilities = findMutatedFiles(root, program.args);
if (capabilities.length === 0)
  program.error(`No file of rules is at ${program.args.join(', ')}. Give paths such as functions/decisions.`);

/** Stryker over one capability's rules, with its tests alone. */
const mutate = async ({ capability, files }: MutatedCapability): Promise<Mutants> => {
  process.env['MUTATED_CAPABILITY'] = capability;
  const stryker = new Stryker({
    mutate: [...files],
    testRunner: 'in-process',
    plugins: [new URL('test-runner.ts', import.meta.url).href],
    testRunnerNodeArgs: ['--disable-warning=ExperimentalWarning'],
    coverageAnalysis: 'perTest',
    reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    ignorePatterns: ['.local', '.build', '.stryker-tmp', 'cdk.out', 'web', 'reports', 'infra/local/python'],
    concurrency,
    incremental: false,
    allowEmpty: true,
    warnings: false,
    timeoutFactor: 2,
    allowConsoleColors: false,
    disableTypeChecks: false,
    tempDirName: `.stryker-tmp/${capability}`,
  });
  return await stryker.runMutationTest();
};

const scores: Record<string, number> = {};
for (const [at, one] of capabilities.entries()) {
  console.log(
    `${one.capability}: ${one.files.length} files (${at + 1} of ${capabilities.length} capabilities)`,
  );
  const mutants = await mutate(one);
  for (const line of describeSurvivors(mutants, root)) console.log(line);
  // Stryker changes nothing where it finds no test: nothing would be noticed.
  if (mutants.length === 0) for (const file of one.files) scores[file] = 0;
  Object.assign(scores, scoresOf(mutants, root));
}
console.log(JSON.stringify(scores));
