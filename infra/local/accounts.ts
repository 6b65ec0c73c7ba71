import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { clientSettings } from './aws-environment.ts';
import { userPoolOf } from './agency.ts';
import { instanceHolder } from './instance-lock.ts';
import { LocalCloudError } from './errors.ts';
import { accountIdOf, type Person, signIn } from './people.ts';
import { seededAccount, type SeededAccount } from './seeded-account.ts';
import type { LocalStack } from './stack.ts';
import { writeWhole } from './whole-file.ts';

const accountsFile = v.object({
  endpoint: v.string(),
  apiUrl: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  accounts: v.array(seededAccount),
});

/** The accounts of the running local cloud, and where to sign in and act with them. */
export type Accounts = v.InferOutput<typeof accountsFile>;

const fileOf = (directory: string): string => join(directory, 'accounts.json');

/** Keeps the accounts with their passwords for `npm run token`, readable by the person who started alone. */
export function writeAccounts(stack: LocalStack, accounts: readonly SeededAccount[]): void {
  const { endpoint, apiUrl } = stack;
  const content: Accounts = { ...userPoolOf(stack), endpoint, apiUrl, accounts: [...accounts] };
  writeWhole(fileOf(stack.directory), JSON.stringify(content));
}

export function removeAccounts(directory: string): void {
  rmSync(fileOf(directory), { force: true });
}

/**
 * Signs a seeded account in with its password and, where it has one, its authenticator.
 * Throws LocalCloudError when there is no such account, or the sign-in is refused.
 */
export async function signInAs(accounts: Accounts, name: string): Promise<Person> {
  const account = accounts.accounts.find((candidate) => candidate.name === name);
  if (account === undefined) {
    const list = accounts.accounts.map(
      (one) => `  ${one.name.padEnd(14)} ${one.role.padEnd(10)} ${one.organisation}`,
    );
    throw new LocalCloudError(`There is no account ${JSON.stringify(name)}. There are:\n${list.join('\n')}`);
  }
  const { email, password, authenticator } = account;
  const client = new CognitoIdentityProviderClient({ ...clientSettings(accounts.endpoint), maxAttempts: 1 });
  try {
    const token = await signIn(client, accounts.userPoolClientId, account);
    return { accountId: accountIdOf(token), email, password, authenticator, token };
  } catch (error) {
    if (error instanceof LocalCloudError) throw error;
    throw new LocalCloudError(`The sign-in of ${name} failed: ${String(error)}`, { cause: error });
  } finally {
    client.destroy();
  }
}

/**
 * Reads the accounts of the running local cloud.
 * Throws LocalCloudError when it does not run, or is still starting.
 * @param directory the instance's directory, such as `.local/main`
 */
export function readAccounts(directory: string): Accounts {
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
