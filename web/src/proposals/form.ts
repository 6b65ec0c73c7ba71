import { markableFields } from '../../../functions/proposals/rules/trade-secrets.ts';
import { readKept, withFieldsOf } from '../acts/kept.ts';
import { isDay, seoulDay, wholeNumber, written } from '../i18n/typed.ts';
import type { Draft, OpenProposal } from './queries.ts';

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

/** Whether a part is marked as a trade secret (`yes`), and why. */
export const markField = (part: string) => `mark.${part}` as const;
export const whyField = (part: string) => `why.${part}` as const;
type MarkName = ReturnType<typeof markField> | ReturnType<typeof whyField>;

/** What stands in the fields, as typed. A mark is of a field that may be withheld, or of a file by its id. */
export type Form = Readonly<Record<FieldName, string> & Record<MarkName, string>>;

/** The fields that a supplier may keep from the public. */
export { markableFields };

const beginning = markField('');

/** The parts that are marked as trade secrets: the fields in their order, then the files. */
export const markedParts = (form: Form): readonly string[] => {
  const marked = Object.entries(form)
    .filter(([name, value]) => name.startsWith(beginning) && value === 'yes')
    .map(([name]) => name.slice(beginning.length));
  const fields = markableFields.filter((field) => marked.includes(field));
  return [...fields, ...marked.filter((part) => !fields.some((field) => field === part)).sort()];
};

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

/** The text as it stands: the draft, else what was submitted. */
export const latestOf = ({ draft, content }: Pick<OpenProposal, 'draft' | 'content'>): Draft =>
  draft ?? content ?? emptyDraft;

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
  ...marksOf(draft),
});

const marksOf = ({ tradeSecrets }: Draft): Readonly<Record<MarkName, string>> =>
  Object.fromEntries(
    tradeSecrets.flatMap((mark) => {
      const part = mark.kind === 'field' ? mark.field : mark.attachmentId;
      return [[markField(part), 'yes'] as const, [whyField(part), mark.reason] as const];
    }),
  );

const limits = { price: [0, Number.MAX_SAFE_INTEGER], readiness: [1, 9], delivery: [1, 3650] } as const;

/** The fields that cannot be saved as they stand. An empty field can, unless it is why a part is a trade secret. */
export const invalidFields = (form: Form): readonly string[] => {
  const day = form.validUntil.trim();
  const numbers = (['price', 'readiness', 'delivery'] as const).filter((name) => {
    const value = wholeNumber(form[name]);
    const [least, most] = limits[name];
    return value !== null && !(value >= least && value <= most);
  });
  const days = day === '' || isDay(day) ? [] : ['validUntil'];
  const unexplained = markedParts(form)
    .map(whyField)
    .filter((name) => written(form[name] ?? '') === null);
  return [...numbers, ...days, ...unexplained];
};

const secretsOf = (form: Form): Draft['tradeSecrets'] =>
  markedParts(form).map((part) => {
    const reason = form[whyField(part)] ?? '';
    const field = markableFields.find((one) => one === part);
    return field === undefined
      ? { kind: 'attachment', attachmentId: part, reason }
      : { kind: 'field', field, reason };
  });

/** The fields that stay as they were saved: the wrong ones, and a mark along with why it was made. */
const unsavedFields = (form: Form): readonly string[] =>
  invalidFields(form).flatMap((name) =>
    name.startsWith(whyField('')) ? [name, markField(name.slice(whyField('').length))] : [name],
  );

/**
 * What is saved of a form: one field that is wrong keeps no other from being saved, and stays as it was, as does what the
 * form does not show. A day means its last second in Seoul.
 */
export const draftOf = (typed: Form, before: Draft): Draft => {
  const form = withFieldsOf(typed, unsavedFields(typed), formOf(before));
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
    tradeSecrets: secretsOf(form),
  };
};

/** Where in this tab the text of a proposal that is not saved yet is kept. */
export const placeOf = (proposalId: string): string => `proposal.${proposalId}`;

/** What was typed and not yet saved when the page was left, every field of it; null for nothing. */
export const readUnsaved = (proposalId: string): { readonly version: number; readonly form: Form } | null => {
  const kept = readKept(placeOf(proposalId));
  return kept === null ? null : { ...kept, form: { ...formOf(emptyDraft), ...kept.form } };
};
