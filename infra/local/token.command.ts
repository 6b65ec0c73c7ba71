import { join } from 'node:path';
import { Command } from 'commander';
import { readAccounts, signInAs } from './accounts.ts';
import { localDirectory } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';

const program = new Command('npm run --silent token --')
  .description('Prints an access token of an account of the running local cloud, and nothing else.')
  .argument('<account>', 'name of the account, as npm start lists it')
  .addHelpText('after', '\nSend it as the header  Authorization: Bearer TOKEN')
  .showHelpAfterError()
  .parse();

try {
  const [account = ''] = program.args;
  const { token } = await signInAs(readAccounts(join(localDirectory, 'main')), account);
  process.stdout.write(`${token}\n`);
} catch (error) {
  console.error(error instanceof LocalCloudError ? error.message : error);
  process.exitCode = 1;
}
