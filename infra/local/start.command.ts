import { join } from 'node:path';
import { Command } from 'commander';
import { removeAccounts, writeAccounts } from './accounts.ts';
import { localDirectory } from './aws-environment.ts';
import { removeEndpoints, writeEndpoints } from './endpoints.ts';
import { instanceHolder } from './instance-lock.ts';
import { LocalCloudError } from './errors.ts';
import { lastLines } from './process-group.ts';
import { timed } from './progress.ts';
import { seed } from './seed.ts';
import type { SeededAccount } from './seeded-account.ts';
import { startLocalStack, type LocalStack } from './stack.ts';

new Command('npm start')
  .description(
    'Starts the whole system on this machine: an AWS emulator, the deployed stack and accounts to sign in with.\n' +
      'Stays up until Ctrl-C, which stops all that it started. Keeps its files in .local/.',
  )
  .allowExcessArguments(false)
  .showHelpAfterError()
  .parse();

const instance = 'main';
const begunAt = performance.now();
const abort = new AbortController();
const stopAsked = new Promise<string>((resolve) => {
  abort.signal.addEventListener('abort', () => {
    resolve(String(abort.signal.reason));
  });
});
const askToStop = (why: string): void => {
  abort.abort(why);
};
// A second Ctrl-C, or the one that npm passes on besides, changes nothing: stopping is on its way and short.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    askToStop(signal);
  });
}
// A terminal that is gone must not end this before what it started.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
endWithNpm();

process.exitCode = await main();

async function main(): Promise<number> {
  let stack: LocalStack | undefined;
  try {
    forgetDeadRun();
    stack = await startLocalStack({ instance, log: tell, signal: abort.signal });
    const exitCode = await serve(stack);
    return exitCode;
  } catch (error) {
    if (abort.signal.aborted) return 0;
    console.error(error instanceof LocalCloudError ? `\n${error.message}` : error);
    return 1;
  } finally {
    await stack?.stop();
    if (abort.signal.aborted) console.log('Stopped; nothing is left running.');
  }
}

/** A run that was killed left its addresses behind; nobody should find them while this one starts. */
function forgetDeadRun(): void {
  const directory = join(localDirectory, instance);
  if (instanceHolder(directory) !== undefined) return;
  removeEndpoints();
  removeAccounts(directory);
}

async function serve(stack: LocalStack): Promise<number> {
  try {
    const { accounts, openRoundId, playFinishedRound } = await timed(
      tell,
      'signing people up and opening a round',
      () => seed(stack),
    );
    if (abort.signal.aborted) return 0;
    writeAccounts(stack, accounts);
    writeEndpoints(stack.portalUrl, stack.apiUrl, accounts);
    welcome(stack, accounts, openRoundId);
    void showFinishedRound(stack, playFinishedRound);
    const end = await Promise.race([stopAsked, stack.ended.then(() => 'ended' as const)]);
    if (end === 'ended') {
      throw new LocalCloudError(
        `The AWS emulator ended by itself. Its last lines:\n${lastLines(`${stack.directory}/emulator.log`, 15)}\n` +
          'What was in it is gone. Start again: npm start',
      );
    }
    console.log('\nStopping …');
    return 0;
  } finally {
    removeEndpoints();
    removeAccounts(stack.directory);
  }
}

function welcome(stack: LocalStack, accounts: readonly SeededAccount[], openRoundId: string): void {
  const rows = accounts.map(({ name, role, organisation, email, password, authenticator }) => [
    name,
    role,
    organisation,
    email,
    password,
    authenticator ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const aligned = rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`);
  console.log(
    [
      '',
      `Portal          ${stack.portalUrl}`,
      `Open round      ${stack.portalUrl}/rounds/${openRoundId}`,
      `API             ${stack.apiUrl}`,
      '',
      'Sign in as (account, role, organisation, e-mail, password, secret for an authenticator app):',
      ...aligned,
      '',
      'A token for scripts:  npm run --silent token -- supplier',
      'Mails that were sent:  npm run --silent mails',
      'The whole 2020 round: npm run replay',
      'Stop with Ctrl-C. What was entered is in memory only and goes with it.',
    ].join('\n'),
  );
}

/** The finished round comes a little later; nobody waits for it. */
async function showFinishedRound(stack: LocalStack, play: () => Promise<string>): Promise<void> {
  try {
    const roundId = await play();
    console.log(`\nFinished round  ${stack.portalUrl}/rounds/${roundId}/results`);
  } catch (error) {
    if (!abort.signal.aborted) console.error(`The finished round could not be played: ${String(error)}`);
  }
}

function tell(line: string): void {
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1).padStart(5);
  console.log(`${seconds} s  ${line}`);
}

/** npm killed outright passes no signal on; a parent that changes tells it. */
function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) askToStop('npm ended');
  }, 500).unref();
}
