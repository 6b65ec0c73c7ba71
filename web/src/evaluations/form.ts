import { needsReason } from '../../../functions/evaluation/rules/reasons.ts';
import type { Form } from '../acts/kept.ts';
import { hundredths, written } from '../i18n/typed.ts';
import type { Criterion, Scorecard, Scoring } from './queries.ts';

/** The fields of a scorecard, by what they are for. */
export const pointsField = (criterion: string): string => `points.${criterion}`;
export const reasonField = (criterion: string): string => `reason.${criterion}`;
export const gateField = (gate: string): string => `gate.${gate}`;

export const criteriaOf = (scoring: Scoring) => scoring.dimensions.flatMap(({ criteria }) => criteria);

/** Hundredths of a point as one types them: 850 is `8.5`. */
const pointsText = (value: number): string => String(value / 100);

type Scores = Pick<Scorecard, 'points' | 'gates' | 'reasons'>;

/** A scorecard as its fields show it; empty fields for none. */
export const formOf = (card: Scores | undefined): Form =>
  card === undefined
    ? {}
    : Object.fromEntries<string>([
        ...Object.entries(card.points).map(
          ([name, value]) => [pointsField(name), pointsText(value)] as const,
        ),
        ...Object.entries(card.reasons).map(([name, text]) => [reasonField(name), text] as const),
        ...Object.entries(card.gates).map(
          ([name, isMet]) => [gateField(name), isMet ? 'pass' : 'fail'] as const,
        ),
      ]);

/** What is typed for a criterion, in hundredths; null for nothing, NaN for what is no number from 0 to its maximum. */
export const typedPoints = (form: Form, { name, maximum }: { name: string; maximum: number }) => {
  const value = hundredths(form[pointsField(name)] ?? '');
  return value === null || value <= maximum ? value : Number.NaN;
};

/** The fields that cannot be saved as they stand. An empty one can. */
export const invalidFields = (form: Form, scoring: Scoring): readonly string[] =>
  criteriaOf(scoring)
    .filter((criterion) => Number.isNaN(typedPoints(form, criterion)))
    .map(({ name }) => pointsField(name));

/** The fields that a scorecard cannot be locked without, in the order of the page. */
export const missingFields = (form: Form, scoring: Scoring): readonly string[] =>
  [
    ...scoring.gates.map(gateField),
    ...criteriaOf(scoring).flatMap((criterion) => {
      const { name, maximum } = criterion;
      const value = typedPoints(form, criterion);
      const isBare = value === null || Number.isNaN(value) || !needsReason(scoring, value, maximum);
      return isBare ? [pointsField(name)] : [pointsField(name), reasonField(name)];
    }),
  ].filter((name) => written(form[name] ?? '') === null);

/** What is saved of valid fields. */
export const scoresOf = (form: Form, scoring: Scoring): Scores => ({
  points: Object.fromEntries(
    criteriaOf(scoring).flatMap((criterion): [string, number][] => {
      const value = typedPoints(form, criterion);
      return value === null ? [] : [[criterion.name, value]];
    }),
  ),
  gates: Object.fromEntries(
    scoring.gates.flatMap((name): [string, boolean][] => {
      const chosen = form[gateField(name)];
      return chosen === 'pass' || chosen === 'fail' ? [[name, chosen === 'pass']] : [];
    }),
  ),
  reasons: Object.fromEntries(
    criteriaOf(scoring).flatMap(({ name }): [string, string][] => {
      const reason = written(form[reasonField(name)] ?? '');
      return reason === null ? [] : [[name, reason.trim()]];
    }),
  ),
});

/** The sum of what is typed in each dimension, with its maximum, in hundredths. */
export const sumsOf = (form: Form, scoring: Scoring) =>
  scoring.dimensions.map(({ name, criteria }) => ({
    name,
    sum: criteria.reduce((sum, criterion) => {
      const value = typedPoints(form, criterion);
      return sum + (value === null || Number.isNaN(value) ? 0 : value);
    }, 0),
    maximum: criteria.reduce((sum, { maximum }) => sum + maximum, 0),
  }));

/** The highest anchor of a criterion that so many points reach; null for none typed, or for what is no number. */
export const reachedAnchor = ({ anchors }: Pick<Criterion, 'anchors'>, value: number | null) =>
  value === null ? null : (anchors.findLast(({ points }) => points <= value) ?? null);

/** The points one step up or down from what is typed, on the grid of the steps and within 0…maximum, as text. */
export const stepped = (text: string, step: number, maximum: number): string => {
  const value = hundredths(text);
  const from = value === null || Number.isNaN(value) ? 0 : value;
  const size = Math.abs(step);
  const next = step > 0 ? (Math.floor(from / size) + 1) * size : (Math.ceil(from / size) - 1) * size;
  return pointsText(Math.min(maximum, Math.max(0, next)));
};
