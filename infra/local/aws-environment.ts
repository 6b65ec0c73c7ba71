import { delimiter, join, resolve } from 'node:path';

export const projectDirectory = resolve(import.meta.dirname, '../..');
/** What the local cloud keeps between and during runs; not committed. */
export const localDirectory = join(projectDirectory, '.local');
/** The region of the pilot's agency, so that what a place does to names and keys shows here too. */
export const localRegion = 'ap-northeast-2';
/** The account that the emulator gives to its root credentials. */
export const localAccountId = '000000000000';

/** The emulator's root; opens nothing anywhere else. */
const rootCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/**
 * The environment by which the AWS SDK and the CDK talk to the emulator, as its root, instead of AWS.
 * @param endpoint address of the emulator, such as `http://127.0.0.1:4566`
 */
export function awsEnvironment(endpoint: string) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    AWS_ACCESS_KEY_ID: rootCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: rootCredentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The same for one SDK client that shall not depend on the environment: `new KMSClient(clientSettings(endpoint))`. */
export function clientSettings(endpoint: string) {
  return { endpoint, region: localRegion, credentials: { ...rootCredentials } };
}

/**
 * The part of this process's environment that programs of the local cloud get. Not the rest: a profile, a
 * session token, another endpoint or a proxy of the person's own would lead them out of this machine.
 * The project's Node comes first on the path, since functions run in it.
 */
export function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && ['LANG', 'LC_ALL', 'TMPDIR', 'USER', 'SHELL'].includes(name)
      ? [[name, value] as const]
      : [],
  );
  const path = [join(projectDirectory, 'node_modules', '.bin'), process.env['PATH']];
  return {
    ...Object.fromEntries(kept),
    PATH: path.filter((part) => part !== undefined && part !== '').join(delimiter),
  };
}
