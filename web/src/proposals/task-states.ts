import type { ChecklistCode } from '../../../functions/proposals/rules/checklist.ts';
import { type Form, fieldNames, type FieldName } from './form.ts';

/** What a proposal needs before it can be submitted, in the order of the page. The last four are asked for only at times. */
export const taskNames = [
  'title',
  'summary',
  'solution',
  'price',
  'readiness',
  'delivery',
  'validUntil',
  'files',
  'partners',
  'corrections',
  'elsewhere',
  'enterprise',
] as const;
export type TaskName = (typeof taskNames)[number];

/** Which task a line of the API's checklist is about. */
const taskOf: Readonly<Record<ChecklistCode, TaskName>> & Readonly<Record<string, TaskName>> = {
  'title-missing': 'title',
  'summary-missing': 'summary',
  'solution-missing': 'solution',
  'price-missing': 'price',
  'price-above-ceiling': 'price',
  'readiness-missing': 'readiness',
  'readiness-out-of-range': 'readiness',
  'delivery-missing': 'delivery',
  'validity-missing': 'validUntil',
  'validity-too-short': 'validUntil',
  'attachment-not-ready': 'files',
  'partner-not-confirmed': 'partners',
  'draft-before-correction': 'corrections',
  'correction-unacknowledged': 'corrections',
  'answers-elsewhere': 'elsewhere',
  'enterprise-not-small': 'enterprise',
};

/** Those that are shown only while there is something to do about them. */
const rare: readonly TaskName[] = ['corrections', 'elsewhere', 'enterprise'];

type Line = { readonly code: string };

export type Task<L extends Line> = {
  readonly name: TaskName;
  /** `optional` is what may stay as it is: nothing was added, and nothing has to be. */
  readonly state: 'done' | 'todo' | 'optional';
  /** What is to do about it, as the API says it. */
  readonly lines: readonly L[];
};

/** All tasks with what is done of them. What is typed and cannot be saved is not done, whatever was saved before. */
export const tasksOf = <L extends Line>(
  missing: readonly L[],
  invalid: readonly string[],
  added: Readonly<Record<'files' | 'partners', number>>,
): readonly Task<L>[] =>
  taskNames
    .map((name): Task<L> => {
      const lines = missing.filter(({ code }) => taskOf[code] === name);
      if (lines.length > 0 || invalid.includes(name)) return { name, state: 'todo', lines };
      const isEmpty = (name === 'files' || name === 'partners') && added[name] === 0;
      return { name, state: isEmpty ? 'optional' : 'done', lines };
    })
    .filter(({ name, state }) => state === 'todo' || !rare.includes(name));

const isField = (name: string): name is FieldName => fieldNames.some((field) => field === name);

/** The field of a task; of a text in two languages the first that is empty. Null for what is no field. */
export const fieldOf = (name: TaskName, form: Form): FieldName | null => {
  if (name === 'title')
    return form.titleKo.trim() === '' || form.titleEn.trim() !== '' ? 'titleKo' : 'titleEn';
  if (name === 'summary')
    return form.summaryKo.trim() === '' || form.summaryEn.trim() !== '' ? 'summaryKo' : 'summaryEn';
  return isField(name) ? name : null;
};
