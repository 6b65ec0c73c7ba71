import { finderOf, readRows } from './read-rows.ts';
import { evaluatorRow } from './schema.ts';
import type { Evaluator } from './types.ts';

/** The pool of evaluators. Some declare a conflict in challenges that they have a stake in. */
export const evaluators: readonly Evaluator[] = readRows('evaluation/evaluators.json', evaluatorRow);

/** Throws for a key that no evaluator has. */
export const evaluatorOf: (key: string) => Evaluator = finderOf('evaluator', evaluators);
