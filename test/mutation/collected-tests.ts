import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

/** A test as a file declares it, with what must run around it. */
export type CollectedTest = {
  readonly id: string;
  readonly fileName: string;
  readonly run: () => Promise<void>;
};

type Step = () => unknown;
type Group = {
  readonly name: string;
  readonly parent: Group | null;
  readonly before: Step[];
  readonly after: Step[];
};
type Body = (...values: never[]) => unknown;

const collected: CollectedTest[] = [];
const finals: Step[] = [];
let currentFile = '';
let currentGroup: Group = { name: '', parent: null, before: [], after: [] };

const lineage = (group: Group): readonly Group[] =>
  group.parent === null ? [group] : [...lineage(group.parent), group];

/** Loads a test file and keeps what it declares. */
export const collectFrom = async (fileName: string): Promise<void> => {
  currentFile = fileName;
  currentGroup = { name: fileName, parent: null, before: [], after: [] };
  await import(fileName);
};

/** All tests of the files loaded so far, in the order in which they were declared. */
export const collectedTests = (): readonly CollectedTest[] => collected;

/** Undoes what files set up for all their tests. Some count there what ran, which is a part of them here: no failure. */
export const finishFiles = async (): Promise<void> => {
  for (const step of finals) await Promise.try(step).catch(() => undefined);
};

const declare = (name: string, body: Step): void => {
  const groups = lineage(currentGroup);
  const base = groups.map((group) => group.name).join(' › ');
  const whole = `${base} › ${name}`;
  const same = collected.filter(({ id }) => id === whole || id.startsWith(`${whole} (`)).length;
  collected.push({
    // The same in each process, whatever files it loaded before.
    id: same === 0 ? whole : `${whole} (${same})`,
    fileName: currentFile,
    run: async () => {
      for (const step of groups.flatMap(({ before }) => before)) await step();
      try {
        await body();
      } finally {
        for (const step of groups.toReversed().flatMap(({ after }) => after)) await step();
      }
    },
  });
};

const group = (name: string, body: Step): void => {
  const parent = currentGroup;
  currentGroup = { name, parent, before: [], after: [] };
  body();
  currentGroup = parent;
};

/** `each` as jest has it for tables of arrays and for lists of values. */
const eachOf =
  (declareOne: (name: string, body: Step) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    rows.forEach((row, at) => {
      declareOne(`${name} [${at}]`, () => Reflect.apply(body, undefined, Array.isArray(row) ? row : [row]));
    });
  };

/** What test files import from `@jest/globals`: the same words, and jest's own `expect` and spies. */
export { expect };
export const jest = new ModuleMocker(globalThis);
export const it = Object.assign(declare, { each: eachOf(declare) });
export const describe = Object.assign(group, { each: eachOf(group) });
export const beforeEach = (step: Step): void => void currentGroup.before.push(step);
export const afterEach = (step: Step): void => void currentGroup.after.push(step);
export const afterAll = (step: Step): void => void finals.push(step);
export const beforeAll = (step: Step): void => {
  let isDone = false;
  currentGroup.before.push(async () => {
    if (isDone) return;
    isDone = true;
    await step();
  });
};
