import { finderOf, readRows } from './read-rows.ts';
import { divisionOf } from './divisions.ts';
import { challengeRow } from './schema.ts';
import { type Challenge, fields } from './types.ts';

/** All challenges of the round, field by field, the selected and the others. */
export const challenges: readonly Challenge[] = fields.flatMap((field) =>
  readRows(`challenges/${field}.json`, challengeRow).map((row) => ({
    ...row,
    field,
    division: divisionOf(field, row.key),
  })),
);

/** Throws for a key that no challenge has. */
export const challengeOf: (key: string) => Challenge = finderOf('challenge', challenges);
