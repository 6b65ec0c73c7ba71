import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { clientSettings } from './aws-environment.ts';
import { instanceHolder } from './instance-lock.ts';
import { LocalCloudError } from './errors.ts';
import { seededAccount, type SeededAccount } from './seeded-account.ts';
import type { LocalStack } from './stack.ts';
import { writeWhole } from './whole-file.ts';

const accountsFile = v.object({
  endpoint: v.string(),
  userPoolClientId: v.string(),
  accounts: v.array(seededAccount),
});
type Accounts = v.InferOutput<typeof accountsFile>;

const fileOf = (directory: string): string => join(directory, 'accounts.json');

/** Keeps the accounts with their passwords for `npm run token`, readable by the person who started alone. */
export function writeAccounts(stack: LocalStack, accounts: readonly SeededAccount[]): void {
  const userPoolClientId = stack.outputs['UserPoolClientId'];
  if (userPoolClientId === undefined) throw new LocalCloudError('No stack has an output UserPoolClientId.');
  const content: Accounts = { endpoint: stack.endpoint, userPoolClientId, accounts: [...accounts] };
  writeWhole(fileOf(stack.directory), JSON.stringify(content));
}

export function removeAccounts(directory: string): void {
  rmSync(fileOf(directory), { force: true });
}

/**
 * An access token of a seeded account, by a sign-in with its password.
 * Throws LocalCloudError when the local cloud doesn't run, has no such account, or refuses the sign-in.
 * @param directory the instance's directory, such as `.local/main`
 */
export async function accessToken(directory: string, name: string): Promise<string> {
  const { endpoint, userPoolClientId, accounts } = readAccounts(directory);
  const account = accounts.find((candidate) => candidate.name === name);
  if (account === undefined) {
    const list = accounts.map((one) => `  ${one.name.padEnd(14)} ${one.role.padEnd(10)} ${one.organisation}`);
    throw new LocalCloudError(`There is no account ${JSON.stringify(name)}. There are:\n${list.join('\n')}`);
  }
  const client = new CognitoIdentityProviderClient({ ...clientSettings(endpoint), maxAttempts: 1 });
  try {
    const answer = await client.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: userPoolClientId,
        AuthParameters: { USERNAME: account.email, PASSWORD: account.password },
      }),
    );
    const token = answer.AuthenticationResult?.AccessToken;
    if (token === undefined) {
      throw new LocalCloudError(
        `The sign-in of ${name} asks for a further step: ${answer.ChallengeName ?? 'unknown'}`,
      );
    }
    return token;
  } catch (error) {
    if (error instanceof LocalCloudError) throw error;
    throw new LocalCloudError(`The sign-in of ${name} failed: ${String(error)}`, { cause: error });
  } finally {
    client.destroy();
  }
}

function readAccounts(directory: string): Accounts {
  const holder = instanceHolder(directory);
  if (holder === undefined) {
    throw new LocalCloudError('The local cloud does not run. Start it first, in another terminal: npm start');
  }
  try {
    return v.parse(accountsFile, JSON.parse(readFileSync(fileOf(directory), 'utf8')));
  } catch (cause) {
    throw new LocalCloudError(
      `The local cloud (process ${holder.processId}) is still starting and has no accounts yet. Try again in a moment.`,
      { cause },
    );
  }
}
