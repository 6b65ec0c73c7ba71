import { foundAgency } from '../../functions/organisations/found-agency.ts';
import { instantOf } from '../../functions/platform/instant.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { createTable } from '../../functions/platform/table.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from './aws-environment.ts';
import { createPerson, type Person, type UserPool } from './people.ts';
import { LocalCloudError } from './errors.ts';
import type { LocalStack } from './stack.ts';

/** The agency's people. `colleague` is a second member of staff, `deputy` a second approver. */
export type Agency = {
  readonly organisationId: string;
  readonly staff: Person;
  readonly colleague: Person;
  readonly approver: Person;
  readonly deputy: Person;
  readonly auditor: Person;
};

/** The user pool of a stack. */
export const userPoolOf = ({ endpoint, outputs }: Pick<LocalStack, 'endpoint' | 'outputs'>): UserPool => {
  const { UserPoolId: userPoolId, UserPoolClientId: userPoolClientId } = outputs;
  if (userPoolId === undefined || userPoolClientId === undefined)
    throw new LocalCloudError('The stack has no user pool among its outputs.');
  return { endpoint, userPoolId, userPoolClientId };
};

/** Founds the agency in a fresh stack, as an operator does once, with accounts at `domain`. */
export const createAgency = async (
  stack: Pick<LocalStack, 'endpoint' | 'outputs'>,
  domain = 'agency.example',
): Promise<Agency> => {
  const { TableName: tableName } = stack.outputs;
  if (tableName === undefined) throw new LocalCloudError('The stack has no table among its outputs.');
  const pool = userPoolOf(stack);
  const [staff, colleague, approver, deputy, auditor] = await Promise.all([
    createPerson(pool, `staff@${domain}`, { hasAuthenticator: true }),
    createPerson(pool, `colleague@${domain}`, { hasAuthenticator: true }),
    createPerson(pool, `approver@${domain}`, { hasAuthenticator: true }),
    createPerson(pool, `deputy@${domain}`, { hasAuthenticator: true }),
    createPerson(pool, `auditor@${domain}`, { hasAuthenticator: true }),
  ]);
  const client = new DynamoDBClient(clientSettings(stack.endpoint));
  try {
    const organisationId = await foundAgency(
      createTable(tableName, client),
      {
        name: { ko: '혁신조달원', en: 'Innovation Procurement Agency' },
        businessNumber: agencyBusinessNumber,
        members: {
          [staff.accountId]: ['administrator', 'staff'],
          [colleague.accountId]: ['staff'],
          [approver.accountId]: ['approver'],
          [deputy.accountId]: ['approver'],
          [auditor.accountId]: ['auditor'],
        },
      },
      instantOf(Date.now()),
    );
    if (isRefusal(organisationId)) throw new LocalCloudError(`${organisationId.code}: ${organisationId.en}`);
    return { organisationId, staff, colleague, approver, deputy, auditor };
  } finally {
    client.destroy();
  }
};

/** Invented: no tax office gives out numbers that begin with 999. */
const agencyBusinessNumber = '999-00-00001';
