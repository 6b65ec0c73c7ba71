import { signedCall } from './signed-call.ts';

/** A role of its own for a test, with the credentials of a session in it. */
export type TestRole = {
  readonly arn: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
};

/** Makes a role that may take `actions` on everything, and takes it. */
export const createTestRole = async (name: string, actions: readonly string[]): Promise<TestRole> => {
  const RoleName = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  const created = await query('iam', {
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    }),
  });
  await query('iam', {
    Action: 'PutRolePolicy',
    Version: '2010-05-08',
    RoleName,
    PolicyName: 'own',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    }),
  });
  const arn = field(created, 'Arn');
  const assumed = await query('sts', {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: arn,
    RoleSessionName: 'test',
  });
  return {
    arn,
    credentials: {
      accessKeyId: field(assumed, 'AccessKeyId'),
      secretAccessKey: field(assumed, 'SecretAccessKey'),
      sessionToken: field(assumed, 'SessionToken'),
    },
  };
};

/** A call of one of the services that speak forms and XML, as the account itself. */
const query = (service: string, form: Readonly<Record<string, string>>): Promise<string> =>
  signedCall(
    service,
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams(form).toString(),
  );

const field = (xml: string, name: string): string => {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`, 'u').exec(xml)?.[1];
  if (found === undefined) throw new Error(`No ${name} in ${xml}`);
  return found;
};
