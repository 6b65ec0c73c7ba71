import { delimiter } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { awsEnvironment, clientSettings, plainEnvironment } from '../../../infra/local/aws-environment.ts';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

describe('the environment of what runs in the local cloud', () => {
  it("leads nowhere else: nothing of the person's own AWS settings and proxies is in it", () => {
    const foreign = {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'secret',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://other:8000',
      HTTPS_PROXY: 'http://proxy:3128',
      NODE_OPTIONS: '--inspect',
      PYTHONPATH: '/elsewhere',
    };
    Object.assign(process.env, foreign);
    for (const name of Object.keys(foreign)) expect(plainEnvironment()).not.toHaveProperty(name);
  });

  it("finds the project's Node first", () => {
    expect(plainEnvironment()['PATH']?.split(delimiter)[0]).toMatch(/node_modules[/\\]\.bin$/);
  });

  it('names the same endpoint and root for the environment and for a client', () => {
    const environment = awsEnvironment('http://127.0.0.1:4566');
    const { endpoint, region, credentials } = clientSettings('http://127.0.0.1:4566');
    expect(environment).toMatchObject({
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  });
});
