import { useTranslation } from 'react-i18next';
import { needsReason } from '../../../functions/evaluation/rules/reasons.ts';
import type { Form } from '../acts/kept.ts';
import { TextField } from '../design/text-field.tsx';
import { inLanguage, points } from '../i18n/formats.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import { pointsField, reachedAnchor, reasonField, stepped, typedPoints } from './form.ts';
import type { Criterion, Scoring } from './queries.ts';

/** Half a point, in hundredths. */
const step = 50;

type Props = {
  readonly form: Form;
  readonly scoring: Scoring;
  readonly criterion: Criterion;
  readonly change: (next: (form: Form) => Form) => void;
  readonly labelOf: (field: string) => string;
  /** What is wrong with a field that was asked for and is not there. */
  readonly missingText: (field: string) => string | undefined;
};

/** The points of a criterion beside what they mean, and their reason, which some points need. */
export const CriterionFields = ({ form, scoring, criterion, change, labelOf, missingText }: Props) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const { name, maximum } = criterion;
  const field = pointsField(name);
  const reason = reasonField(name);
  const value = typedPoints(form, criterion);
  const isInvalid = Number.isNaN(value);
  const reasonHint = useReasonHint(scoring, maximum);
  const isReasonNeeded = value !== null && !isInvalid && needsReason(scoring, value, maximum);
  return (
    <div className="criterion">
      <h4 className="criterion-name">{nameOf(name)}</h4>
      <p className="criterion-guidance">{inLanguage(criterion.guidance)}</p>
      <Anchors criterion={criterion} value={value} label={labelOf(field)} />
      <TextField
        name={field}
        label={labelOf(field)}
        hint={t('pointsHint', { maximum: points(maximum) })}
        inputMode="decimal"
        value={form[field] ?? ''}
        onChange={(text) => {
          change((before) => ({ ...before, [field]: text }));
        }}
        onStep={(steps) => {
          // From what stands there when it happens: keys come faster than the page is drawn.
          change((before) => ({
            ...before,
            [field]: stepped(before[field] ?? '', steps * step, maximum),
          }));
        }}
        error={isInvalid ? t('pointsInvalid', { maximum: points(maximum) }) : missingText(field)}
      />
      <TextField
        name={reason}
        label={labelOf(reason)}
        hint={reasonHint}
        isRequired={isReasonNeeded}
        rows={3}
        maxLength={2000}
        value={form[reason] ?? ''}
        onChange={(text) => {
          change((before) => ({ ...before, [reason]: text }));
        }}
        error={missingText(reason)}
      />
    </div>
  );
};

/** Says which points of a criterion need a reason. */
const useReasonHint = ({ reasonsNeeded }: Scoring, maximum: number): string => {
  const { t } = useTranslation('evaluations');
  const { belowPercent, abovePercent } = reasonsNeeded;
  const below = points((belowPercent * maximum) / 100);
  const above = points((abovePercent * maximum) / 100);
  if (belowPercent === 0) return abovePercent === 100 ? t('reasonFree') : t('reasonAbove', { above });
  return abovePercent === 100 ? t('reasonBelow', { below }) : t('reasonOutside', { below, above });
};

type AnchorsProps = {
  readonly criterion: Criterion;
  readonly value: number | null;
  /** What the points are for. */
  readonly label: string;
};

/** What numbers of points mean, the most first; the one that the typed points reach stands out. */
const Anchors = ({ criterion, value, label }: AnchorsProps) => {
  const { t } = useTranslation('evaluations');
  const reached = reachedAnchor(criterion, value);
  return (
    <ul className="anchors" aria-label={t('anchorsOf', { points: label })}>
      {criterion.anchors.toReversed().map((anchor) => (
        <li key={anchor.points} className="anchor" {...(anchor === reached ? { 'aria-current': true } : {})}>
          <span className="anchor-points">{points(anchor.points)}</span>
          <span>{inLanguage(anchor.meaning)}</span>
        </li>
      ))}
    </ul>
  );
};
