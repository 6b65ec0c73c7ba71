import { join } from 'node:path';
import { Command } from 'commander';
import { readAccounts } from './accounts.ts';
import { localDirectory } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';
import { readMails } from './mails.ts';

const program = new Command('npm run --silent mails --')
  .description('Prints the mails that the running local cloud was given to send, the newest first.')
  .argument('[address]', 'only what this address got')
  .showHelpAfterError()
  .parse();

try {
  const [address] = program.args;
  const { endpoint } = readAccounts(join(localDirectory, 'main'));
  const mails = await readMails(endpoint);
  const wanted = mails.filter(({ to }) => address === undefined || to.includes(address));
  if (wanted.length === 0) console.error('No mail was sent yet.');
  for (const { from, to, subject, text, sentAt, attachments } of wanted.toReversed())
    console.log(
      [
        `Date:    ${sentAt}`,
        `From:    ${from}`,
        `To:      ${to.join(', ')}`,
        `Subject: ${subject}`,
        ...(attachments.length === 0 ? [] : [`Files:   ${attachments.map(({ name }) => name).join(', ')}`]),
        '',
        text,
        '-'.repeat(72),
      ].join('\n'),
    );
} catch (error) {
  console.error(error instanceof LocalCloudError ? error.message : error);
  process.exitCode = 1;
}
