import { challenges } from './challenges.ts';
import { problemsOf } from './check-dataset.ts';
import { evaluators } from './evaluators.ts';
import { institutes } from './institutes.ts';
import { proposals } from './proposals.ts';
import { publicBodies } from './public-bodies.ts';
import { suppliers } from './suppliers.ts';
import type { Dataset } from './types.ts';

/**
 * The whole round of 2020, checked: keys and numbers are unique, references resolve, prices stay within ceilings and
 * outcomes bear their verdicts out. Throws with every problem found.
 */
export const loadDataset = (): Dataset => {
  const dataset: Dataset = { publicBodies, suppliers, institutes, evaluators, challenges, proposals };
  const problems = problemsOf(dataset);
  if (problems.length > 0) throw new TypeError(`The data set is not sound:\n${problems.join('\n')}`);
  return dataset;
};
