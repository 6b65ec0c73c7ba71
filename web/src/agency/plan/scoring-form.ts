import type { Scoring } from '../../../../functions/rounds/rules/policy.ts';
import { hundredths, written } from '../../i18n/typed.ts';
import type { PlannedPolicy } from './policy-form.ts';

/** What is scored, as it is typed: points with their decimals. */
export type AnchorDraft = { readonly points: string; readonly ko: string; readonly en: string };
export type CriterionDraft = {
  readonly name: string;
  readonly maximum: string;
  readonly ko: string;
  readonly en: string;
  readonly anchors: readonly AnchorDraft[];
};
export type DimensionDraft = { readonly name: string; readonly criteria: readonly CriterionDraft[] };
export type ScoringDraft = {
  readonly dimensions: readonly DimensionDraft[];
  readonly gates: readonly string[];
  readonly tieBreak: readonly string[];
};

type Scored = Pick<Scoring, 'dimensions' | 'gates' | 'tieBreak'>;
type Sent = Pick<NonNullable<PlannedPolicy['scoring']>, keyof Scored>;

const typedPoints = (points: number): string => String(points / 100);

/** What the fields of a scoring begin with. */
export const draftOf = ({ dimensions, gates, tieBreak }: Scored): ScoringDraft => ({
  dimensions: dimensions.map(({ name, criteria }) => ({
    name,
    criteria: criteria.map(({ maximum, guidance, anchors, ...criterion }) => ({
      name: criterion.name,
      maximum: typedPoints(maximum),
      ...guidance,
      anchors: anchors.map(({ points, meaning }) => ({ points: typedPoints(points), ...meaning })),
    })),
  })),
  gates: [...gates],
  tieBreak: [...tieBreak],
});

/** What hinders a field, by the place of it; the page says it there. */
export type FieldFault = 'name' | 'maximum' | 'text' | 'anchor';

const isName = (name: string): boolean => /^[a-z][a-z0-9-]{0,49}$/u.test(name.trim());

/** Whole hundredths from `least` to the most that a criterion may give; null for anything else. */
const pointsOf = (text: string, least: number): number | null => {
  const points = hundredths(text);
  return points === null || Number.isNaN(points) || points < least || points > 100_000 ? null : points;
};

export const faultsOfAnchor = ({ points, ko, en }: AnchorDraft): readonly FieldFault[] => [
  ...(pointsOf(points, 0) === null ? (['anchor'] as const) : []),
  ...(written(ko) === null || written(en) === null ? (['text'] as const) : []),
];

export const faultsOfCriterion = ({ name, maximum, ko, en }: CriterionDraft): readonly FieldFault[] => [
  ...(isName(name) ? [] : (['name'] as const)),
  ...(pointsOf(maximum, 1) === null ? (['maximum'] as const) : []),
  ...(written(ko) === null || written(en) === null ? (['text'] as const) : []),
];

export const faultsOfDimension = ({ name }: DimensionDraft): readonly FieldFault[] =>
  isName(name) ? [] : ['name'];

/** True where every field says something that can be sent. */
const isWhole = ({ dimensions, gates }: ScoringDraft): boolean =>
  dimensions.length > 0 &&
  gates.every(isName) &&
  dimensions.every(
    (dimension) =>
      dimension.criteria.length > 0 &&
      [
        ...faultsOfDimension(dimension),
        ...dimension.criteria.flatMap((criterion) => [
          ...faultsOfCriterion(criterion),
          ...criterion.anchors.flatMap(faultsOfAnchor),
        ]),
      ].length === 0,
  );

/** The scoring that the fields say; null while one of them says nothing that can be sent. */
export const scoredIn = (draft: ScoringDraft): Sent | null =>
  isWhole(draft)
    ? {
        dimensions: draft.dimensions.map(({ name, criteria }) => ({
          name: name.trim(),
          criteria: criteria.map(({ maximum, ko, en, anchors, ...criterion }) => ({
            name: criterion.name.trim(),
            maximum: pointsOf(maximum, 1) ?? 0,
            guidance: { ko, en },
            anchors: anchors.map((anchor) => ({
              points: pointsOf(anchor.points, 0) ?? 0,
              meaning: { ko: anchor.ko, en: anchor.en },
            })),
          })),
        })),
        gates: draft.gates.map((gate) => gate.trim()),
        // A dimension that was renamed or taken out breaks no tie.
        tieBreak: draft.tieBreak.filter((name) => draft.dimensions.some((one) => one.name.trim() === name)),
      }
    : null;

const isDraft = (value: unknown): value is ScoringDraft =>
  typeof value === 'object' &&
  value !== null &&
  'dimensions' in value &&
  'gates' in value &&
  'tieBreak' in value;

/** A draft as one field of a form that is kept; what cannot be read is taken for nothing typed. */
export const draftIn = (text: string | undefined, otherwise: ScoringDraft): ScoringDraft => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isDraft(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
};

/** A list with one of its members at a place changed, or taken out where nothing takes its place. */
export const changedAt = <One>(list: readonly One[], place: number, one: One | null): readonly One[] =>
  list.flatMap((present, at) => (at === place ? (one === null ? [] : [one]) : [present]));

/** A criterion that says nothing yet, from no points to ten. */
export const emptyCriterion: CriterionDraft = {
  name: '',
  maximum: '10',
  ko: '',
  en: '',
  anchors: [
    { points: '0', ko: '', en: '' },
    { points: '10', ko: '', en: '' },
  ],
};
