import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/platform/environment.ts';
import type { Permission } from '../permissions.ts';
import type { Settings } from '../settings.ts';
import { acknowledgeWildcards } from './acknowledge.ts';

/** What a function is to the rest of the account: its role, with just its statements, and its log. */
export class ServiceRole extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, permissions: readonly Permission[], settings: Settings) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: settings.logRetention,
      removalPolicy: settings.removalPolicy,
    });
    const ownLog = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logGroup.logGroupArn],
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        own: new PolicyDocument({ statements: [ownLog, ...permissions.map(({ statement }) => statement)] }),
      },
    });
    for (const { wildcards, wildcardReason } of permissions)
      acknowledgeWildcards(this.role, wildcards, wildcardReason);
  }
}

/** A role for each of the functions. */
export const createServiceRoles = <Name extends FunctionName>(
  scope: Construct,
  names: readonly Name[],
  permissions: Readonly<Record<Name, readonly Permission[]>>,
  settings: Settings,
): Readonly<Record<Name, ServiceRole>> => {
  const identities: Partial<Record<Name, ServiceRole>> = {};
  for (const name of names)
    identities[name] = new ServiceRole(scope, `${name}-identity`, permissions[name], settings);
  const isWhole = (made: Partial<Record<Name, ServiceRole>>): made is Record<Name, ServiceRole> =>
    names.every((name) => made[name] !== undefined);
  if (!isWhole(identities)) throw new Error('A role was not made');
  return identities;
};
