import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { hasCode, LocalCloudError } from './errors.ts';
import { isRunning } from './process-group.ts';
import { writeWhole } from './whole-file.ts';

const holderFile = v.object({
  token: v.string(),
  processId: v.number(),
  /** When the process began, as the system tells it: a number that is used again belongs to another process. */
  processBegan: v.nullable(v.string()),
  since: v.string(),
  user: v.string(),
  /** The API's address, once there is one. */
  address: v.nullable(v.string()),
});

/** Who runs an instance of the local cloud. */
export type Holder = v.InferOutput<typeof holderFile>;

export type InstanceLock = {
  /** Tells those who find the lock where the API is. */
  announce(address: string): void;
  /** Gives the lock back. May be called again. */
  release(): void;
};

const lockName = 'lock.json';
/** Removing a dead holder's lock takes milliseconds; a guard that is older was left by a process that died in it. */
const guardLifetimeInMilliseconds = 5000;

/**
 * Takes the one lock of an instance's directory. A lock whose process is gone is taken over.
 * Throws LocalCloudError that names the holder, its address and how to stop it, when a process that lives has it.
 */
export async function takeInstanceLock(directory: string): Promise<InstanceLock> {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, lockName);
  let own: Holder = {
    token: randomUUID(),
    processId: process.pid,
    processBegan: processBegan(process.pid),
    since: new Date().toISOString(),
    user: userName(),
    address: null,
  };
  while (!place(file, own)) {
    const holder = readHolder(file);
    if (holder === 'none') continue;
    if (holder !== 'unreadable' && lives(holder)) throw new LocalCloudError(inUse(holder));
    await takeAway(file);
  }
  return {
    announce(address) {
      own = { ...own, address };
      writeWhole(file, JSON.stringify(own));
    },
    release() {
      const holder = readHolder(file);
      if (typeof holder === 'object' && holder.token === own.token) rmSync(file, { force: true });
    },
  };
}

/** Who runs the instance of this directory, if a process does. */
export function instanceHolder(directory: string): Holder | undefined {
  const holder = readHolder(join(directory, lockName));
  return typeof holder === 'object' && lives(holder) ? holder : undefined;
}

/** Puts the lock in its place, whole and only if none is there; a plain write could be read half-done. */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | 'none' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'none';
    throw error;
  }
  try {
    return v.parse(holderFile, JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Removes a dead holder's lock; under a guard, so that of two who find it neither removes the other's new one. */
async function takeAway(file: string): Promise<void> {
  const guard = `${file}.guard`;
  try {
    writeFileSync(guard, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const age = Date.now() - (statOf(guard)?.mtimeMs ?? Date.now());
    if (age > guardLifetimeInMilliseconds) rmSync(guard, { force: true });
    await sleep(20);
    return;
  }
  try {
    const holder = readHolder(file);
    if (holder === 'unreadable' || (holder !== 'none' && !lives(holder))) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function lives(holder: Holder): boolean {
  if (!isRunning(holder.processId)) return false;
  return holder.processBegan === null || holder.processBegan === processBegan(holder.processId);
}

/** When a process began, in the system's own words; null where that can't be asked. */
function processBegan(processId: number): string | null {
  try {
    // The 22nd field; the second, in parentheses, may hold spaces.
    const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[19] ?? null;
  } catch {
    const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(processId)], { encoding: 'utf8' });
    const began = answer.status === 0 ? answer.stdout.trim() : '';
    return began === '' ? null : began;
  }
}

function inUse(holder: Holder): string {
  const where = holder.address === null ? 'It is still starting.' : `Its API: ${holder.address}`;
  return (
    `The local cloud already runs here: process ${holder.processId} of ${holder.user}, since ${holder.since}.\n` +
    `${where}\nTo stop it press Ctrl-C in its terminal, or: kill ${holder.processId}`
  );
}
