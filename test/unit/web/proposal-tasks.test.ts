import { describe, expect, it } from '@jest/globals';
import { checklist } from '../../../functions/proposals/rules.ts';
import { emptyDraft, formOf } from '../../../web/src/proposals/form.ts';
import { fieldOf, tasksOf } from '../../../web/src/proposals/task-states.ts';

const none = { files: 0, partners: 0 };
const statesOf = (...given: Parameters<typeof tasksOf>) =>
  Object.fromEntries(tasksOf(...given).map(({ name, state }) => [name, state]));
const form = formOf(emptyDraft);

describe('the tasks before a submission', () => {
  it('are all there when nothing is left to do, but for those that are rare', () => {
    expect(statesOf([], [], none)).toEqual({
      title: 'done',
      summary: 'done',
      solution: 'done',
      price: 'done',
      readiness: 'done',
      delivery: 'done',
      validUntil: 'done',
      files: 'optional',
      partners: 'optional',
    });
    expect(statesOf([], [], { files: 1, partners: 2 })).toMatchObject({ files: 'done', partners: 'done' });
  });

  it.each(Object.keys(checklist))('show what the API calls %s, with its line', (code) => {
    const open = tasksOf([{ code }], [], none).filter(({ state }) => state === 'todo');
    expect(open.map(({ lines }) => lines)).toEqual([[{ code }]]);
  });

  it('are not done while what is typed cannot be saved', () => {
    expect(statesOf([], ['price'], none)).toMatchObject({ price: 'todo', delivery: 'done' });
  });

  it('lead to the field, of two languages to the one that is empty', () => {
    expect(fieldOf('title', form)).toBe('titleKo');
    expect(fieldOf('title', { ...form, titleKo: '드론' })).toBe('titleEn');
    expect(fieldOf('summary', { ...form, summaryKo: '요약', summaryEn: 'Summary' })).toBe('summaryKo');
    expect(fieldOf('price', form)).toBe('price');
    expect(fieldOf('files', form)).toBeNull();
  });
});
