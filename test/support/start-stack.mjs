import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAgency } from '../../infra/local/agency.ts';
import { keepStack } from './running-stack.ts';
import { startLocalStack } from '../../infra/local/stack.ts';

/** Starts one deployed system for all suites that need one; the workers find it through their environment. */
const startStack = async () => {
  const stack = await startLocalStack({
    instance: `test-${process.pid}`,
    log: (line) => process.stderr.write(`  ${line}\n`),
  });
  keepStack(stack);
  Object.assign(process.env, stack.environment);
  const agency = await createAgency(stack);
  const file = join(stack.directory, 'stack.json');
  const { endpoint, apiUrl, portalUrl, outputs } = stack;
  writeFileSync(file, JSON.stringify({ endpoint, apiUrl, portalUrl, outputs, agency }), { mode: 0o600 });
  process.env['FIRST_BUYER_STACK'] = file;
};

export default startStack;
