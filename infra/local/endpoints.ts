import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from './aws-environment.ts';
import type { SeededAccount } from './seeded-account.ts';
import { writeWhole } from './whole-file.ts';

const file = join(localDirectory, 'endpoints.json');

/** What scripts need to find the running system: `.local/endpoints.json`. It holds no password. */
export function writeEndpoints(portal: string, api: string, accounts: readonly SeededAccount[]): void {
  const known = accounts.map(({ name, role, organisation }) => ({ name, role, organisation }));
  writeWhole(file, `${JSON.stringify({ portal, api, accounts: known })}\n`);
}

export function removeEndpoints(): void {
  rmSync(file, { force: true });
}
