import { join } from 'node:path';
import { Command } from 'commander';
import { accessToken } from './accounts.ts';
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
  process.stdout.write(`${await accessToken(join(localDirectory, 'main'), account)}\n`);
} catch (error) {
  console.error(error instanceof LocalCloudError ? error.message : error);
  process.exitCode = 1;
}
