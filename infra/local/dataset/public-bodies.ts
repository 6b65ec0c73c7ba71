import { readRows } from './read-rows.ts';
import { organisationRow } from './schema.ts';
import type { PublicBody } from './types.ts';

/** The public bodies that propose challenges. */
export const publicBodies: readonly PublicBody[] = readRows(
  'organisations/public-bodies.json',
  organisationRow,
);
