import { Buffer } from 'buffer/';
import type { GivenFile } from '../../../functions/ledger/check-files.ts';

// The check is written for Node, which has it everywhere.
Object.assign(globalThis, { Buffer });

export type Asked = { readonly files: readonly GivenFile[]; readonly publicKey: string | null };

const isAsked = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && 'files' in value && 'publicKey' in value;

/** Fetched at once, so that what is chosen later is checked with the network cut. */
const loading = import('../../../functions/ledger/check-files.ts');
loading.then(
  () => {
    postMessage({ isReady: true });
  },
  (error: unknown) => {
    // Said to the page as an error of the worker.
    setTimeout(() => {
      throw error;
    });
  },
);

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isAsked(data)) return;
  void loading.then(({ NeedsMore, checkFiles }) => {
    try {
      postMessage({ findings: checkFiles(data.files, data.publicKey) });
    } catch (error) {
      if (error instanceof NeedsMore) postMessage({ needed: error.code });
      else postMessage({ failure: error instanceof Error ? error.message : String(error) });
    }
  });
});
