import { randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientSettings } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';
import type { Log } from './progress.ts';
import type { SeededAccount } from './seeded-account.ts';
import type { LocalStack } from './stack.ts';

/** Invented people of invented organisations, one or more for each role. */
const people: readonly Omit<SeededAccount, 'password'>[] = [
  { name: 'supplier', role: 'supplier', organisation: 'Haneul Drones', email: 'supplier@haneul.example' },
  { name: 'rival', role: 'supplier', organisation: 'Saebyeok Robotics', email: 'rival@saebyeok.example' },
  { name: 'buyer', role: 'buyer', organisation: 'Seorak Mountain Rescue', email: 'buyer@seorak.example' },
  {
    name: 'evaluator',
    role: 'evaluator',
    organisation: 'Namsan University',
    email: 'evaluator@namsan.example',
  },
  { name: 'staff', role: 'staff', organisation: 'Procurement Agency', email: 'staff@agency.example' },
  {
    name: 'approver',
    role: 'approver',
    organisation: 'Procurement Agency',
    email: 'approver@agency.example',
  },
  { name: 'auditor', role: 'auditor', organisation: 'Board of Audit', email: 'auditor@audit.example' },
];

/**
 * Creates the accounts of a fresh stack, each with a password of its own that no other start has.
 * Throws LocalCloudError when the stack has no user pool among its outputs.
 */
export async function seed(stack: LocalStack, log: Log): Promise<SeededAccount[]> {
  const userPoolId = stack.outputs['UserPoolId'];
  if (userPoolId === undefined) throw new LocalCloudError('No stack has an output UserPoolId.');
  const client = new CognitoIdentityProviderClient(clientSettings(stack.endpoint));
  try {
    const accounts = await Promise.all(people.map((person) => createAccount(client, userPoolId, person)));
    log(`${accounts.length} accounts created`);
    return accounts;
  } finally {
    client.destroy();
  }
}

async function createAccount(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  person: Omit<SeededAccount, 'password'>,
): Promise<SeededAccount> {
  // The letters, digit and sign at its end satisfy any policy of a pool; the rest is what makes it secret.
  const password = `${randomBytes(9).toString('base64url')}-Aa1`;
  const pool = { UserPoolId: userPoolId, Username: person.email };
  await client.send(
    new AdminCreateUserCommand({
      ...pool,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: person.email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  await client.send(new AdminSetUserPasswordCommand({ ...pool, Password: password, Permanent: true }));
  return { ...person, password };
}
