import type { Findings } from '../../../functions/ledger/check-files.ts';
import type { Asked } from './verify-worker.ts';

const isFindings = (value: unknown): value is { readonly findings: Findings } =>
  typeof value === 'object' && value !== null && 'findings' in value;

/** Checks files on this device, beside the page; nothing is sent. Rejects with what to give where something is missing. */
export const checkHere = (asked: Asked): Promise<Findings> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      worker.terminate();
      if (isFindings(data)) resolve(data.findings);
      else reject(new Error(failureOf(data)));
    });
    worker.addEventListener('error', ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    });
    worker.postMessage(asked);
  });

const failureOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'failure' in data ? String(data.failure) : 'unknown';
