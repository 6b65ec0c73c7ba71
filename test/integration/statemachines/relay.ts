import { once } from 'node:events';
import { createServer } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import { strToU8, zipSync } from 'fflate';
import { Sha256 } from '../../support/sha256.ts';

/** What a machine's task is answered by: in the test's own process. */
export type Act = (event: unknown) => Promise<unknown>;

/** A function that a machine can call, and which lets the test answer. */
export type Relay = {
  readonly functionArn: string;
  /** Lets a machine call the function. */
  readonly roleArn: string;
  close(): void;
};

const source = `
exports.handler = async (event) => {
  const response = await fetch(process.env.TEST_URL, { method: 'POST', body: JSON.stringify(event) });
  const { answer, error } = await response.json();
  if (error) throw Object.assign(new Error(error.message), { name: error.name });
  return answer;
};`;

/** Makes a function in the emulator that hands each call to `act`; an error goes back under its name. */
export const startRelay = async (act: Act): Promise<Relay> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const event: unknown = JSON.parse(Buffer.concat(chunks).toString());
      void act(event)
        .then((answer) => ({ answer }))
        .catch((error: unknown) => ({
          error:
            error instanceof Error
              ? { name: error.name, message: error.message }
              : { name: 'Unknown', message: String(error) },
        }))
        .then((told) => response.end(JSON.stringify(told)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port');
  const name = `relay-${crypto.randomUUID()}`;
  const roleArn = await createRole(name);
  const functionArn = await createFunction(name, roleArn, `http://127.0.0.1:${address.port}/`);
  return { functionArn, roleArn, close: () => server.close() };
};

const variable = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`Set ${name}: the machines run in an emulator`);
  return value;
};

const signed = async (service: string, path: string, contentType: string, body: string): Promise<unknown> => {
  const endpoint = new URL(variable('AWS_ENDPOINT_URL'));
  const signer = new SignatureV4({
    service,
    region: variable('AWS_REGION'),
    credentials: {
      accessKeyId: variable('AWS_ACCESS_KEY_ID'),
      secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
    },
    sha256: Sha256,
  });
  const request = await signer.sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    port: Number(endpoint.port),
    path,
    headers: { host: endpoint.host, 'content-type': contentType },
    body,
  });
  const response = await fetch(new URL(path, endpoint), { method: 'POST', headers: request.headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return contentType === 'application/json' ? JSON.parse(text) : text;
};

const askIam = (parameters: Readonly<Record<string, string>>): Promise<unknown> =>
  signed(
    'iam',
    '/',
    'application/x-www-form-urlencoded',
    new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString(),
  );

const policy = (...statements: readonly Readonly<Record<string, unknown>>[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((one) => ({ Effect: 'Allow', ...one })),
  });

// By requests of its own: the project needs the SDK's clients for functions and roles nowhere else.
const createRole = async (name: string): Promise<string> => {
  const services = ['lambda.amazonaws.com', 'states.amazonaws.com'];
  await askIam({
    Action: 'CreateRole',
    RoleName: name,
    AssumeRolePolicyDocument: policy({ Principal: { Service: services }, Action: 'sts:AssumeRole' }),
  });
  await askIam({
    Action: 'PutRolePolicy',
    RoleName: name,
    PolicyName: 'call',
    PolicyDocument: policy({ Action: 'lambda:InvokeFunction', Resource: '*' }),
  });
  return `arn:aws:iam::000000000000:role/${name}`;
};

const createFunction = async (name: string, roleArn: string, url: string): Promise<string> => {
  const made = await signed(
    'lambda',
    '/2015-03-31/functions',
    'application/json',
    JSON.stringify({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: roleArn,
      Timeout: 30,
      Environment: { Variables: { TEST_URL: url } },
      Code: { ZipFile: Buffer.from(zipSync({ 'index.js': strToU8(source) })).toString('base64') },
    }),
  );
  if (typeof made === 'object' && made !== null && 'FunctionArn' in made) return String(made.FunctionArn);
  throw new Error('The emulator made no function');
};
