import type { Form } from '../../acts/kept.ts';
import type { paths } from '../../api/description.ts';
import { isBefore } from '../../api/server-clock.ts';
import { instantOfMinute, wholeNumber, written } from '../../i18n/typed.ts';

/** A contract as it is sent. */
export type Contract = NonNullable<
  paths['/purchases/{purchaseId}/contract']['post']['requestBody']
>['content']['application/json'];

export const longTexts = ['terms', 'trialLiability', 'intellectualProperty'] as const;

/** The most lines that a price is made up of. */
export const mostLines = 200;

export const itemField = (place: number): string => `item.${place}`;
export const amountField = (place: number): string => `amount.${place}`;

/** How many lines of the price stand in the form, also empty ones; one at least. */
export const lineCount = (form: Form): number =>
  Math.max(
    1,
    ...Object.keys(form).flatMap((name) => {
      const [, place] = /^(?:item|amount)\.(\d+)$/u.exec(name) ?? [];
      return place === undefined ? [] : [Number(place) + 1];
    }),
  );

const placesOf = (form: Form): readonly number[] =>
  Array.from({ length: lineCount(form) }, (_, place) => place);

const isEmptyLine = (form: Form, place: number): boolean =>
  written(form[itemField(place)] ?? '') === null && written(form[amountField(place)] ?? '') === null;

/** What the amounts that were typed so far sum up to. */
export const sumOfLines = (form: Form): number =>
  placesOf(form)
    .map((place) => wholeNumber(form[amountField(place)] ?? '') ?? 0)
    .filter((amount) => Number.isFinite(amount))
    .reduce((sum, amount) => sum + amount, 0);

export type ContractProblem = {
  readonly field: string;
  readonly kind: 'missing' | 'amount' | 'past' | 'sum';
};

/** What keeps a contract from being concluded; a line of which nothing is typed is none. */
export const problemsOf = (form: Form, priceInWon: number): readonly ContractProblem[] => {
  const missing = (field: string): ContractProblem[] =>
    written(form[field] ?? '') === null ? [{ field, kind: 'missing' }] : [];
  const places = placesOf(form).filter((place) => place === 0 || !isEmptyLine(form, place));
  const dueAt = instantOfMinute(form['deliveryDueAt'] ?? '');
  const lines = places.flatMap((place): ContractProblem[] => [
    ...missing(itemField(place)),
    ...missing(amountField(place)),
    ...(Number.isNaN(wholeNumber(form[amountField(place)] ?? ''))
      ? [{ field: amountField(place), kind: 'amount' as const }]
      : []),
  ]);
  const isOtherSum = lines.length === 0 && sumOfLines(form) !== priceInWon;
  return [
    ...(dueAt === null ? [{ field: 'deliveryDueAt', kind: 'missing' as const }] : []),
    ...(dueAt !== null && !isBefore(dueAt) ? [{ field: 'deliveryDueAt', kind: 'past' as const }] : []),
    ...longTexts.flatMap(missing),
    ...lines,
    ...(isOtherSum ? [{ field: amountField(0), kind: 'sum' as const }] : []),
  ];
};

/** The contract that the form makes up; null while something is wrong with it. */
export const contractOf = (form: Form, priceInWon: number): Contract | null => {
  const deliveryDueAt = instantOfMinute(form['deliveryDueAt'] ?? '');
  if (deliveryDueAt === null || problemsOf(form, priceInWon).length > 0) return null;
  return {
    terms: form['terms'] ?? '',
    trialLiability: form['trialLiability'] ?? '',
    intellectualProperty: form['intellectualProperty'] ?? '',
    priceBreakdown: placesOf(form)
      .filter((place) => !isEmptyLine(form, place))
      .map((place) => ({
        item: form[itemField(place)] ?? '',
        amountInWon: wholeNumber(form[amountField(place)] ?? '') ?? 0,
      })),
    deliveryDueAt,
  };
};
