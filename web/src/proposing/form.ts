import type { Form } from '../acts/kept.ts';
import { fields } from '../challenges/filters.ts';
import { decimal, wholeNumber, written } from '../i18n/typed.ts';
import type { ProposedChallenge } from './queries.ts';

/** What is asked of a problem, what is bought, and what the body gives to the first use: the sections of the page. */
export const sections = {
  problem: ['field', 'titleKo', 'titleEn', 'problemKo', 'problemEn'],
  terms: ['placeOfUseKo', 'placeOfUseEn', 'quantity', 'priceCeiling', 'trialPeriod'],
  commitment: ['siteKo', 'siteEn', 'peopleKo', 'peopleEn', 'permitsKo', 'permitsEn'],
  contact: ['officeKo', 'officeEn', 'email', 'telephone'],
} as const;
export type SectionName = keyof typeof sections;
export type FieldName = (typeof sections)[SectionName][number];
export const fieldNames: readonly FieldName[] = Object.values(sections).flat();

const targetParts = ['nameKo', 'nameEn', 'unit', 'comparison', 'value'] as const;
export type TargetPart = (typeof targetParts)[number];

/** The most characters of each text. */
export const lengths: Partial<Record<FieldName, number>> = {
  titleKo: 200,
  titleEn: 200,
  problemKo: 8000,
  problemEn: 8000,
  placeOfUseKo: 500,
  placeOfUseEn: 500,
  siteKo: 2000,
  siteEn: 2000,
  peopleKo: 2000,
  peopleEn: 2000,
  permitsKo: 2000,
  permitsEn: 2000,
  officeKo: 200,
  officeEn: 200,
  email: 254,
};

const ranges = {
  quantity: [1, 1_000_000],
  priceCeiling: [1, Number.MAX_SAFE_INTEGER],
  trialPeriod: [1, 3650],
} as const;

export const targetField = (place: number, part: TargetPart): string => `target.${place}.${part}`;
const textOf = (form: Form, name: string): string => (form[name] ?? '').trim();

/** How many rows of targets the form shows: one at least. */
export const targetRows = (form: Form): number =>
  Math.max(1, ...Object.keys(form).map((name) => Number(/^target\.(\d+)\./u.exec(name)?.[1] ?? -1) + 1));

const places = (form: Form): readonly number[] =>
  Array.from({ length: targetRows(form) }, (_, place) => place);

/** A row of which nothing is filled in is none, unless it is the only one. */
const filledTargets = (form: Form): readonly number[] =>
  places(form).filter((place) => targetParts.some((part) => textOf(form, targetField(place, part)) !== ''));

type Terms = Pick<
  ProposedChallenge,
  | 'field'
  | 'title'
  | 'problem'
  | 'requiredPerformance'
  | 'placeOfUse'
  | 'quantity'
  | 'priceCeilingInWon'
  | 'trialPeriodInDays'
  | 'firstUseCommitment'
  | 'contact'
>;

/** A challenge as its fields show it. */
export const formOf = ({
  firstUseCommitment: { site, people, permits },
  contact,
  ...terms
}: Terms): Form => ({
  field: terms.field,
  titleKo: terms.title.ko,
  titleEn: terms.title.en,
  problemKo: terms.problem.ko,
  problemEn: terms.problem.en,
  placeOfUseKo: terms.placeOfUse.ko,
  placeOfUseEn: terms.placeOfUse.en,
  quantity: String(terms.quantity),
  priceCeiling: String(terms.priceCeilingInWon),
  trialPeriod: String(terms.trialPeriodInDays),
  siteKo: site.ko,
  siteEn: site.en,
  peopleKo: people.ko,
  peopleEn: people.en,
  permitsKo: permits.ko,
  permitsEn: permits.en,
  officeKo: contact.office.ko,
  officeEn: contact.office.en,
  email: contact.email,
  telephone: contact.telephone,
  ...Object.fromEntries(
    terms.requiredPerformance.flatMap(({ name, unit, comparison, value }, place) => [
      [targetField(place, 'nameKo'), name.ko] as const,
      [targetField(place, 'nameEn'), name.en] as const,
      [targetField(place, 'unit'), unit] as const,
      [targetField(place, 'comparison'), comparison] as const,
      [targetField(place, 'value'), String(value)] as const,
    ]),
  ),
});

const fieldOf = (form: Form) => fields.find((field) => field === form['field']);

/** The fields that must be filled in before anything can be saved: all of them, and one target at least. */
export const missingFields = (form: Form): readonly string[] => {
  const filled = filledTargets(form);
  const targets = filled.length === 0 ? [0] : filled;
  return [
    ...fieldNames,
    ...targets.flatMap((place) => targetParts.map((part) => targetField(place, part))),
  ].filter((name) => (name === 'field' ? fieldOf(form) === undefined : written(form[name] ?? '') === null));
};

/** The fields whose text cannot be what they ask for. */
export const invalidFields = (form: Form): readonly string[] => [
  ...(['quantity', 'priceCeiling', 'trialPeriod'] as const).filter((name) => {
    const value = wholeNumber(form[name] ?? '');
    const [least, most] = ranges[name];
    return value !== null && !(value >= least && value <= most);
  }),
  ...(textOf(form, 'email') === '' || /^\S+@\S+\.\S+$/u.test(textOf(form, 'email')) ? [] : ['email']),
  ...(textOf(form, 'telephone') === '' || /^\+?\d[\d -]{4,28}\d$/u.test(textOf(form, 'telephone'))
    ? []
    : ['telephone']),
  ...filledTargets(form)
    .map((place) => targetField(place, 'value'))
    .filter((name) => Number.isNaN(decimal(form[name] ?? ''))),
];

/** The terms of a form in which nothing is missing or invalid. */
export const termsOf = (form: Form): Terms => {
  const both = (name: string) => ({ ko: textOf(form, `${name}Ko`), en: textOf(form, `${name}En`) });
  return {
    field: fieldOf(form) ?? '01',
    title: both('title'),
    problem: both('problem'),
    requiredPerformance: filledTargets(form).map((place) => ({
      name: both(`target.${place}.name`),
      unit: textOf(form, targetField(place, 'unit')),
      comparison: textOf(form, targetField(place, 'comparison')) === 'at-most' ? 'at-most' : 'at-least',
      value: decimal(form[targetField(place, 'value')] ?? '') ?? 0,
    })),
    placeOfUse: both('placeOfUse'),
    quantity: wholeNumber(form['quantity'] ?? '') ?? 0,
    priceCeilingInWon: wholeNumber(form['priceCeiling'] ?? '') ?? 0,
    trialPeriodInDays: wholeNumber(form['trialPeriod'] ?? '') ?? 0,
    firstUseCommitment: { site: both('site'), people: both('people'), permits: both('permits') },
    contact: {
      office: both('office'),
      email: textOf(form, 'email'),
      telephone: textOf(form, 'telephone'),
    },
  };
};
