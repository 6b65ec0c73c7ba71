import { userPoolOf } from '../../infra/local/agency.ts';
import type { Stage } from '../../infra/local/replay/cast.ts';
import { silentProgress } from '../../infra/local/replay/progress.ts';
import { sharedStack } from './stack.ts';

/** The shared system as a stage to play a round on, with people whose addresses end with `run`. */
export const stageOf = (run: string, concurrency = 4): Stage => {
  const stack = sharedStack();
  return {
    apiUrl: stack.apiUrl,
    pool: userPoolOf(stack),
    agency: stack.agency,
    run,
    progress: silentProgress,
    concurrency,
  };
};

/** A name that no other run on the same system has. */
export const runOf = (name: string): string => `${name}-${crypto.randomUUID().slice(0, 8)}`;
