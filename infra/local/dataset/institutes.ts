import { readRows } from './read-rows.ts';
import { organisationRow } from './schema.ts';
import type { Institute } from './types.ts';

/** The universities and research institutes that the evaluators come from. */
export const institutes: readonly Institute[] = readRows('organisations/institutes.json', organisationRow);
