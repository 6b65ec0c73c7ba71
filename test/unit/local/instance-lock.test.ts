import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { instanceHolder, takeInstanceLock } from '../../../infra/local/instance-lock.ts';
import { LocalCloudError } from '../../../infra/local/errors.ts';

let directory = '';
const lockFile = (): string => join(directory, 'lock.json');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'first-buyer-lock-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const holder = (change: Record<string, unknown>): string =>
  JSON.stringify({
    token: 'another',
    processId: process.pid,
    processBegan: null,
    since: '2020-05-31T15:00:00.000Z',
    user: 'hana',
    address: null,
    ...change,
  });

/** The number of a process that has ended. */
const deadProcessId = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('the lock of an instance', () => {
  it('is refused to a second, with who has it, where it is and how to stop it', async () => {
    const lock = await takeInstanceLock(directory);
    lock.announce('http://127.0.0.1:1234/api');
    const second = takeInstanceLock(directory);
    await expect(second).rejects.toThrow(LocalCloudError);
    await expect(second).rejects.toThrow(`process ${process.pid} of`);
    await expect(second).rejects.toThrow('http://127.0.0.1:1234/api');
    await expect(second).rejects.toThrow(`kill ${process.pid}`);
    expect(instanceHolder(directory)).toMatchObject({ address: 'http://127.0.0.1:1234/api' });
    lock.release();
  });

  it('is free again after its release, and leaves no file', async () => {
    const lock = await takeInstanceLock(directory);
    lock.release();
    lock.release();
    expect(existsSync(lockFile())).toBe(false);
    expect(instanceHolder(directory)).toBeUndefined();
    (await takeInstanceLock(directory)).release();
  });

  it('of a process that is gone is taken over', async () => {
    writeFileSync(lockFile(), holder({ processId: deadProcessId() }));
    expect(instanceHolder(directory)).toBeUndefined();
    const lock = await takeInstanceLock(directory);
    expect(instanceHolder(directory)?.processId).toBe(process.pid);
    lock.release();
  });

  it('is taken over when its number belongs to another process by now', async () => {
    writeFileSync(lockFile(), holder({ processBegan: 'in another year' }));
    const lock = await takeInstanceLock(directory);
    expect(instanceHolder(directory)?.token).not.toBe('another');
    lock.release();
  });

  it('that can be read by nobody is taken over', async () => {
    writeFileSync(lockFile(), '{"token":');
    (await takeInstanceLock(directory)).release();
  });

  it('is not given back by one that lost it', async () => {
    const lock = await takeInstanceLock(directory);
    writeFileSync(lockFile(), holder({}));
    lock.release();
    expect(existsSync(lockFile())).toBe(true);
  });

  it('is for this person alone to read', async () => {
    const lock = await takeInstanceLock(directory);
    expect(statSync(lockFile()).mode & 0o077).toBe(0);
    lock.release();
  });

  it('is with one at a time, of many that find one dead holder after the other', async () => {
    const racer = join(directory, 'racer.ts');
    const module = new URL('../../../infra/local/instance-lock.ts', import.meta.url).href;
    // Each holder dies as far as the others can see, and whoever takes the lock marks that it is alone.
    writeFileSync(
      racer,
      `import { takeInstanceLock } from ${JSON.stringify(module)};
       import { renameSync, rmSync, writeFileSync } from 'node:fs';
       import { setTimeout as sleep } from 'node:timers/promises';
       process.chdir(${JSON.stringify(directory)});
       let taken = 0;
       await sleep(${Date.now() + 1500} - Date.now());
       for (const end = Date.now() + 2000; Date.now() < end; ) {
         try { await takeInstanceLock('.'); } catch { await sleep(1); continue; }
         writeFileSync('alone', '', { flag: 'wx' });
         taken += 1;
         await sleep(2);
         rmSync('alone');
         writeFileSync('dead.' + process.pid, ${JSON.stringify(holder({ processId: deadProcessId() }))});
         renameSync('dead.' + process.pid, 'lock.json');
         await sleep(1);
       }
       console.log(taken);`,
    );
    const taken = await Promise.all(Array.from({ length: 4 }, () => outputOf(racer)));
    expect(taken).toEqual(taken.map(() => expect.stringMatching(/^\d+$/)));
    expect(taken.map(Number).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
  }, 30_000);
});

async function outputOf(program: string): Promise<string> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text.trim();
}
