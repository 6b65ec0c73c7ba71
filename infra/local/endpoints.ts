import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from './aws-environment.ts';
import * as v from 'valibot';
import type { SeededAccount } from './seeded-account.ts';
import { writeWhole } from './whole-file.ts';

const file = join(localDirectory, 'endpoints.json');

/** What scripts need to find the running system: `.local/endpoints.json`. It holds no password. */
export function writeEndpoints(portal: string, api: string, accounts: readonly SeededAccount[]): void {
  const known = accounts.map(({ name, role, organisation }) => ({ name, role, organisation }));
  writeWhole(file, `${JSON.stringify({ portal, api, accounts: known })}\n`);
}

/** Where the running portal is. Throws where none runs. */
export function readPortalAddress(): string {
  return v.parse(v.object({ portal: v.string() }), JSON.parse(readFileSync(file, 'utf8'))).portal;
}

export function removeEndpoints(): void {
  rmSync(file, { force: true });
}
