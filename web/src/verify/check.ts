import type { Findings, NeededCode } from '../../../functions/ledger/check-files.ts';
import type { Asked } from './verify-worker.ts';

const isFindings = (value: unknown): value is { readonly findings: Findings } =>
  typeof value === 'object' && value !== null && 'findings' in value;

/** Something must be given along before the rest can be checked. */
export type Needed = { readonly needed: NeededCode };

const isNeeded = (value: unknown): value is Needed =>
  typeof value === 'object' && value !== null && 'needed' in value;

const isReadiness = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'isReady' in value;

/** Checks files on this device, beside the page; nothing is sent. */
export type Checker = {
  /** Comes true once the check itself is here: from then on it needs no network. Rejects where it could not be had. */
  readonly ready: Promise<void>;
  /** Answers what to give where something is missing. */
  readonly check: (asked: Asked) => Promise<Findings | Needed>;
  readonly end: () => void;
};

/** Fetches the check, and keeps it for as long as the page stands. One question at a time. */
export const createChecker = (): Checker => {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  /** The next thing that the worker says. */
  const said = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const listening = new AbortController();
      const { signal } = listening;
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<unknown>) => {
          listening.abort();
          resolve(data);
        },
        { signal },
      );
      worker.addEventListener(
        'error',
        ({ message }) => {
          listening.abort();
          reject(new Error(message));
        },
        { signal },
      );
    });
  const ready = said().then((data) => {
    if (!isReadiness(data)) throw new Error(failureOf(data));
  });
  return {
    ready,
    check: async (asked) => {
      await ready;
      const answer = said();
      worker.postMessage(asked);
      const data = await answer;
      if (isFindings(data)) return data.findings;
      if (isNeeded(data)) return data;
      throw new Error(failureOf(data));
    },
    end: () => {
      worker.terminate();
    },
  };
};

const failureOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'failure' in data ? String(data.failure) : 'unknown';
