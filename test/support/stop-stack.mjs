import { rmSync } from 'node:fs';
import { runningStack } from './running-stack.ts';

/** Ends the system that the suites shared, and removes what it left. */
const stopStack = async () => {
  const stack = runningStack();
  await stack?.stop();
  if (stack !== undefined) rmSync(stack.directory, { recursive: true, force: true });
};

export default stopStack;
