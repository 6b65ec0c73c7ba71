import { readKept } from '../acts/kept.ts';
import { isDay, seoulDay, wholeNumber, written } from '../i18n/typed.ts';
import type { Draft } from './queries.ts';

export const fieldNames = [
  'titleKo',
  'titleEn',
  'summaryKo',
  'summaryEn',
  'solution',
  'price',
  'readiness',
  'delivery',
  'validUntil',
] as const;
export type FieldName = (typeof fieldNames)[number];
/** What stands in the fields, as typed. */
export type Form = Readonly<Record<FieldName, string>>;

export const emptyDraft: Draft = {
  title: { ko: null, en: null },
  summary: { ko: null, en: null },
  solution: null,
  priceInWon: null,
  technologyReadinessLevel: null,
  validUntil: null,
  deliveryInDays: null,
  tradeSecrets: [],
};

const numberText = (value: number | null): string => (value === null ? '' : String(value));

export const formOf = (draft: Draft): Form => ({
  titleKo: draft.title.ko ?? '',
  titleEn: draft.title.en ?? '',
  summaryKo: draft.summary.ko ?? '',
  summaryEn: draft.summary.en ?? '',
  solution: draft.solution ?? '',
  price: numberText(draft.priceInWon),
  readiness: numberText(draft.technologyReadinessLevel),
  delivery: numberText(draft.deliveryInDays),
  validUntil: draft.validUntil === null ? '' : seoulDay(draft.validUntil),
});

const limits = { price: [0, Number.MAX_SAFE_INTEGER], readiness: [1, 9], delivery: [1, 3650] } as const;

/** The fields that cannot be saved as they stand. An empty field can. */
export const invalidFields = (form: Form): readonly ('price' | 'readiness' | 'delivery' | 'validUntil')[] => {
  const day = form.validUntil.trim();
  const numbers = (['price', 'readiness', 'delivery'] as const).filter((name) => {
    const value = wholeNumber(form[name]);
    const [least, most] = limits[name];
    return value !== null && !(value >= least && value <= most);
  });
  return day === '' || isDay(day) ? numbers : [...numbers, 'validUntil'];
};

/** What is saved of valid fields; what the form does not show stays as it was. A day means its last second in Seoul. */
export const draftOf = (form: Form, before: Draft): Draft => {
  const day = form.validUntil.trim();
  const isDayKept = before.validUntil !== null && seoulDay(before.validUntil) === day;
  return {
    ...before,
    title: { ko: written(form.titleKo), en: written(form.titleEn) },
    summary: { ko: written(form.summaryKo), en: written(form.summaryEn) },
    solution: written(form.solution),
    priceInWon: wholeNumber(form.price),
    technologyReadinessLevel: wholeNumber(form.readiness),
    deliveryInDays: wholeNumber(form.delivery),
    validUntil: isDayKept ? before.validUntil : day === '' ? null : `${day}T23:59:59+09:00`,
  };
};

/** Where in this tab the text of a proposal that is not saved yet is kept. */
export const placeOf = (proposalId: string): string => `proposal.${proposalId}`;

/** What was typed and not yet saved when the page was left, every field of it; null for nothing. */
export const readUnsaved = (proposalId: string): { readonly version: number; readonly form: Form } | null => {
  const kept = readKept(placeOf(proposalId));
  return kept === null ? null : { ...kept, form: { ...formOf(emptyDraft), ...kept.form } };
};
