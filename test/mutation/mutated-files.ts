import { globSync } from 'node:fs';

/** Files of the rules that hold nothing to mutate, each with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  'functions/notices/rules/templates/en.ts':
    'texts in English: a test of each sentence would be the sentence again',
  'functions/notices/rules/templates/en/designations.ts': 'texts in English, as the others',
  'functions/notices/rules/templates/ko.ts': 'texts in Korean, as those in English',
  'functions/notices/rules/templates/ko/designations.ts': 'texts in Korean, as those in English',
  'functions/notices/rules/templates/en/people.ts': 'texts in English, as the others',
  'functions/notices/rules/templates/ko/people.ts': 'texts in Korean, as those in English',
};

/** A capability's files that are to be mutated. */
export type MutatedCapability = { readonly capability: string; readonly files: readonly string[] };

/**
 * The files of the rules (`rules.ts` and what lies under `rules/`) by capability, in order of name, without those
 * left out. `selected` are folders or files below `functions/`; none means all.
 */
export const findMutatedFiles = (root: string, selected: readonly string[]): readonly MutatedCapability[] => {
  const wanted = selected.map((path) => path.replace(/\/+$/u, ''));
  const isWanted = (file: string): boolean =>
    wanted.length === 0 || wanted.some((path) => file === path || file.startsWith(`${path}/`));
  const files = globSync(['functions/*/rules.ts', 'functions/*/rules/**/*.ts'], { cwd: root })
    .filter((file) => !(file in leftOut) && isWanted(file))
    .sort();
  const byCapability = Map.groupBy(files, (file) => file.split('/')[1] ?? '');
  return [...byCapability].map(([capability, found]) => ({ capability, files: found }));
};
