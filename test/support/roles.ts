import { createHash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

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
const query = async (service: string, form: Readonly<Record<string, string>>): Promise<string> => {
  const endpoint = new URL(process.env['AWS_ENDPOINT_URL'] ?? '');
  const body = new URLSearchParams(form).toString();
  const signer = new SignatureV4({
    service,
    region: process.env['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    port: Number(endpoint.port),
    path: '/',
    headers: { host: endpoint.host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  const response = await fetch(endpoint, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};

const field = (xml: string, name: string): string => {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`, 'u').exec(xml)?.[1];
  if (found === undefined) throw new Error(`No ${name} in ${xml}`);
  return found;
};

class Sha256 {
  readonly #hash = createHash('sha256');
  update(chunk: string | Uint8Array): void {
    this.#hash.update(chunk);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}
