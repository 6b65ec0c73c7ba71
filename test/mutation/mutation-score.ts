import { relative } from 'node:path';

/** What became of one change to the code, as Stryker tells it. */
export type Mutants = readonly {
  readonly fileName: string;
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}[];

const noticed: readonly string[] = ['Killed', 'Timeout'];
const missed: readonly string[] = ['Survived', 'NoCoverage'];

/**
 * Percent of the changes that a test noticed, by file, to one decimal. Changes that are no valid program and those
 * that the code excludes with a reason do not count; a file in which nothing counts has no score.
 */
export const scoresOf = (mutants: Mutants, root: string): Readonly<Record<string, number>> => {
  const byFile = Map.groupBy(mutants, ({ fileName }) => relative(root, fileName));
  const scores: Record<string, number> = {};
  for (const file of [...byFile.keys()].sort()) {
    const statuses = (byFile.get(file) ?? []).map(({ status }) => status);
    const found = statuses.filter((status) => noticed.includes(status)).length;
    const counted = found + statuses.filter((status) => missed.includes(status)).length;
    if (counted > 0) scores[file] = Math.floor((1000 * found) / counted) / 10;
  }
  return scores;
};

/** A line for each change that no test noticed: place, kind, and what stood there instead. */
export const describeSurvivors = (mutants: Mutants, root: string): readonly string[] =>
  mutants
    .filter(({ status }) => missed.includes(status))
    .map(
      ({ fileName, status, mutatorName, replacement = '', location: { start } }) =>
        `  ${status} ${relative(root, fileName)}:${start.line}:${start.column} ${mutatorName} ${replacement.replaceAll(/\s+/gu, ' ').slice(0, 100)}`,
    );
