import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { hasCode, LocalCloudError } from './errors.ts';

type Command = {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  /** The whole environment of the child; nothing of this process's own is added. */
  readonly environment: NodeJS.ProcessEnv;
  /** Standard output and standard error go here. */
  readonly logFile: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutInSeconds: number;
};

/**
 * Runs a program to its end, in a process group of its own, so that a Ctrl-C at the terminal reaches it
 * through this process alone and nothing that it started outlives it.
 * Answers its exit code. Throws the signal's reason when aborted, LocalCloudError when it can't be started
 * or takes longer than the timeout; in both cases the whole group is gone.
 */
export async function runToEnd(command: Command): Promise<number> {
  command.signal?.throwIfAborted();
  const log = openSync(command.logFile, 'w', 0o600);
  const child = spawn(command.command, command.arguments, {
    cwd: command.directory,
    env: command.environment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const timeout = AbortSignal.timeout(command.timeoutInSeconds * 1000);
  const stop = command.signal === undefined ? timeout : AbortSignal.any([command.signal, timeout]);
  const end = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  };
  stop.addEventListener('abort', end);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) => {
        reject(new LocalCloudError(`${command.command} can't be started: ${cause.message}`, { cause }));
      });
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
    command.signal?.throwIfAborted();
    if (timeout.aborted) {
      throw new LocalCloudError(
        `${command.command} was ended after ${command.timeoutInSeconds} s without a result. Its last lines (all in ${command.logFile}):\n${lastLines(command.logFile, 15)}`,
      );
    }
    return exitCode;
  } finally {
    stop.removeEventListener('abort', end);
  }
}

/** Sends a signal to each process of a group; true while the group has a member. */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-groupId, signal);
  } catch {
    return false;
  }
}

/** Whether a process with this id exists. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Somebody else's process: it exists, it just can't be signalled.
    return hasCode(error, 'EPERM');
  }
}

/** The last lines of a text file, for an error message; empty when there is no such file. */
export function lastLines(file: string, count: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
