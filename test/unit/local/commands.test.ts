import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAccounts, signInAs } from '../../../infra/local/accounts.ts';
import { takeInstanceLock } from '../../../infra/local/instance-lock.ts';

const run = (program: string, ...args: string[]) =>
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL(`../../../infra/local/${program}`, import.meta.url)), ...args],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  );

describe('npm start', () => {
  it('explains itself', () => {
    const { status, stdout } = run('start.command.ts', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Starts the whole system on this machine');
  });

  it('refuses what it does not know, and starts nothing', () => {
    const { status, stdout, stderr } = run('start.command.ts', '--prot', '80');
    expect(status).toBe(1);
    expect(stderr).toContain("unknown option '--prot'");
    expect(stdout).toBe('');
    expect(run('start.command.ts', 'main').stderr).toContain('too many arguments');
  });
});

describe('npm run mails', () => {
  it('says what it is for', () => {
    const { status, stdout } = run('mails.command.ts', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Prints the mails');
  });
});

describe('npm run token', () => {
  it('explains itself', () => {
    const { status, stdout } = run('token.command.ts', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Prints an access token');
  });

  it('asks for the account', () => {
    const { status, stdout, stderr } = run('token.command.ts');
    expect(status).toBe(1);
    expect(stderr).toContain("missing required argument 'account'");
    expect(stdout).toBe('');
  });
});

describe('a token', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'first-buyer-token-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  const writeAccounts = (endpoint: string): void => {
    const account = {
      name: 'buyer',
      role: 'buyer',
      organisation: 'Seorak Mountain Rescue',
      email: 'buyer@seorak.example',
      password: 'secret',
      authenticator: null,
    };
    writeFileSync(
      join(directory, 'accounts.json'),
      JSON.stringify({
        endpoint,
        apiUrl: `${endpoint}/api`,
        userPoolId: 'pool',
        userPoolClientId: 'client',
        accounts: [account],
      }),
    );
  };

  const accessToken = async (name: string): Promise<string> =>
    (await signInAs(readAccounts(directory), name)).token;

  it('needs the local cloud, even where a run that was killed left its accounts', async () => {
    writeAccounts('http://127.0.0.1:9');
    await expect(accessToken('buyer')).rejects.toThrow('npm start');
  });

  it('waits for the accounts of a local cloud that still starts', async () => {
    const lock = await takeInstanceLock(directory);
    await expect(accessToken('buyer')).rejects.toThrow('still starting');
    lock.release();
  });

  it('of an unknown account lists the known ones, without their passwords', async () => {
    const lock = await takeInstanceLock(directory);
    writeAccounts('http://127.0.0.1:9');
    const asked = accessToken('nobody');
    await expect(asked).rejects.toThrow('There is no account "nobody"');
    await expect(asked).rejects.toThrow(/buyer +buyer +Seorak Mountain Rescue/);
    await expect(asked).rejects.not.toThrow('secret');
    lock.release();
  });

  it('is the access token of a sign-in by password, not the ID token', async () => {
    const lock = await takeInstanceLock(directory);
    const asked: unknown[] = [];
    const claims = Buffer.from(JSON.stringify({ sub: 'a-person' })).toString('base64url');
    const access = `header.${claims}.signature`;
    const pool = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(JSON.parse(body));
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify({ AuthenticationResult: { AccessToken: access, IdToken: 'id' } }));
      });
    });
    await new Promise<void>((resolve) => pool.listen(0, '127.0.0.1', resolve));
    const address = pool.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    writeAccounts(`http://127.0.0.1:${address.port}`);
    try {
      expect(await accessToken('buyer')).toBe(access);
      expect(asked).toEqual([
        {
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: 'client',
          AuthParameters: { USERNAME: 'buyer@seorak.example', PASSWORD: 'secret' },
        },
      ]);
    } finally {
      pool.close();
      lock.release();
    }
  });
});
