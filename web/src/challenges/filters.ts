import type { components } from '../api/description.ts';

type Challenge = Pick<
  components['schemas']['PublishedChallengeView'],
  'field' | 'title' | 'problem' | 'placeOfUse' | 'proposers' | 'priceCeilingInWon'
>;
type Field = Challenge['field'];

/** The fields a challenge may be of, by their codes (COFOG 1999), in the order of the classification. */
export const fields: readonly Field[] = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];

/** When proposals are due: within so many days, at some time that is not over, or at any. */
export const dueChoices = ['open', '7', '14', '30', 'any'] as const;
export type Due = (typeof dueChoices)[number];

/** What a reader narrows the challenges by, as it is typed and chosen. */
export type Filters = {
  readonly words: string;
  readonly field: Field | null;
  readonly place: string;
  readonly leastInMillionWon: string;
  readonly mostInMillionWon: string;
  readonly due: Due;
};

/** Whatever narrows nothing; `due` is what a page begins with. */
export const noFilters = (due: Due): Filters => ({
  words: '',
  field: null,
  place: '',
  leastInMillionWon: '',
  mostInMillionWon: '',
  due,
});

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';

/** Filters as an address carries them; whatever it says that no filter knows is left out. */
export const filtersOf = (search: Readonly<Record<string, unknown>>, due: Due): Filters => {
  const field = textOf(search['field']).padStart(2, '0');
  const chosen = textOf(search['due']);
  return {
    words: textOf(search['words']),
    field: fields.find((one) => one === field) ?? null,
    place: textOf(search['place']),
    leastInMillionWon: textOf(search['from']),
    mostInMillionWon: textOf(search['to']),
    due: dueChoices.find((one) => one === chosen) ?? due,
  };
};

/** The same as an address carries it: only what narrows. */
export const searchOf = (filters: Filters, due: Due): Readonly<Record<string, string | number>> => {
  const { words, field, place, leastInMillionWon: from, mostInMillionWon: to } = filters;
  const texts = Object.entries({ words, place, from, to }).filter(([, text]) => text.trim() !== '');
  return {
    ...Object.fromEntries(texts),
    ...(field === null ? {} : { field: Number(field) }),
    ...(filters.due === due ? {} : { due: filters.due }),
  };
};

/** True where a price is typed that is none. */
export const isNoPrice = (text: string): boolean => text.trim() !== '' && Number.isNaN(priceOf(text));

const priceOf = (text: string): number => {
  const plain = text.replaceAll(/[\s,]/gu, '');
  return /^\d+(\.\d+)?$/u.test(plain) ? Number(plain) * 1_000_000 : Number.NaN;
};

/** The typed price in won; `otherwise` where none is typed or it is no price. */
const priceOr = (text: string, otherwise: number): number => {
  const price = priceOf(text);
  return Number.isNaN(price) ? otherwise : price;
};

/** A text in both languages: what somebody remembers may be in the other one. */
const both = ({ ko, en }: { readonly ko: string; readonly en: string }): string => `${ko}\n${en}`;

const includesAll = (text: string, sought: string): boolean =>
  sought
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((word) => text.toLocaleLowerCase().includes(word));

const isDue = (deadline: string | null, due: Due, now: number): boolean => {
  if (due === 'any') return true;
  if (deadline === null) return false;
  const left = Date.parse(deadline) - now;
  return left > 0 && (due === 'open' || left <= Number(due) * 24 * 3600 * 1000);
};

/**
 * True for a challenge that a reader asked for. `deadline` is the open call's deadline for proposals, null where the
 * call is not open; `now` are milliseconds of the server's clock.
 */
export const meets = (
  { title, problem, placeOfUse, proposers, field, priceCeilingInWon }: Challenge,
  deadline: string | null,
  filters: Filters,
  now: number,
): boolean =>
  includesAll(
    [title, problem, placeOfUse, ...proposers.map(({ name }) => name ?? { ko: '', en: '' })]
      .map(both)
      .join('\n'),
    filters.words,
  ) &&
  (filters.field === null || field === filters.field) &&
  includesAll(both(placeOfUse), filters.place) &&
  priceCeilingInWon >= priceOr(filters.leastInMillionWon, 0) &&
  priceCeilingInWon <= priceOr(filters.mostInMillionWon, Number.POSITIVE_INFINITY) &&
  isDue(deadline, filters.due, now);
