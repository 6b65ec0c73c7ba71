import type { LocalStack } from '../../infra/local/stack.ts';

const kept: { stack?: LocalStack } = {};

/** Hands the running system from the suites' start to their end, which jest runs in one process. */
export const keepStack = (stack: LocalStack): void => {
  kept.stack = stack;
};

/** The system that the suites' start kept. */
export const runningStack = (): LocalStack | undefined => kept.stack;
