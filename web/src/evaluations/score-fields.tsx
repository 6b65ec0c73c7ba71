import { useTranslation } from 'react-i18next';
import type { Form } from '../acts/kept.ts';
import { ChoiceField } from '../design/choice-field.tsx';
import { Facts } from '../design/facts.tsx';
import { points } from '../i18n/formats.ts';
import { useCriterionName } from '../rounds/criteria.ts';
import { CriterionFields } from './criterion-fields.tsx';
import { gateField, pointsField, reasonField, sumsOf } from './form.ts';
import { useGateName } from './gates.ts';
import type { Scoring } from './queries.ts';

/** Says what a field of a scorecard is for. */
export const useFieldLabel = (scoring: Scoring): ((field: string) => string) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const gateOf = useGateName();
  const labels = new Map([
    ...scoring.gates.map((gate) => [gateField(gate), gateOf(gate)] as const),
    ...scoring.dimensions.flatMap(({ criteria }) =>
      criteria.flatMap(
        ({ name }) =>
          [
            [pointsField(name), t('pointsFor', { criterion: nameOf(name) })],
            [reasonField(name), t('reasonFor', { criterion: nameOf(name) })],
          ] as const,
      ),
    ),
  ]);
  return (field) => labels.get(field) ?? field;
};

type Props = {
  readonly form: Form;
  readonly scoring: Scoring;
  readonly change: (next: (form: Form) => Form) => void;
  /** What is missing, once it was asked for. */
  readonly missing: readonly string[];
};

/** The gates, and points with what they mean and a reason for each criterion; the sums and what they must reach stay in sight. */
export const ScoreFields = ({ form, scoring, change, missing }: Props) => {
  const set = (name: string, text: string): void => {
    change((before) => ({ ...before, [name]: text }));
  };
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const gateOf = useGateName();
  const labelOf = useFieldLabel(scoring);
  const sums = sumsOf(form, scoring);
  const missingText = (field: string) => (missing.includes(field) ? t('missingField') : undefined);
  return (
    <>
      <h3>{t('gates')}</h3>
      <p className="hint">{t('gatesHint')}</p>
      {scoring.gates.map((gate) => {
        const chosen = form[gateField(gate)];
        return (
          <ChoiceField
            key={gate}
            name={gateField(gate)}
            label={gateOf(gate)}
            value={chosen === 'pass' || chosen === 'fail' ? chosen : null}
            onChange={(value) => {
              set(gateField(gate), value);
            }}
            error={missingText(gateField(gate))}
            options={[
              { value: 'pass', label: t('pass') },
              { value: 'fail', label: t('fail') },
            ]}
          />
        );
      })}
      {scoring.dimensions.map((dimension, place) => (
        <section key={dimension.name} className="dimension" aria-label={nameOf(dimension.name)}>
          <h3>{nameOf(dimension.name)}</h3>
          <p className="hint">
            {t('sumOf', { sum: points(sums[place]?.sum ?? 0), maximum: points(sums[place]?.maximum ?? 0) })}
          </p>
          {dimension.criteria.map((criterion) => (
            <CriterionFields
              key={criterion.name}
              form={form}
              scoring={scoring}
              criterion={criterion}
              change={change}
              labelOf={labelOf}
              missingText={missingText}
            />
          ))}
        </section>
      ))}
      <Sums form={form} scoring={scoring} />
    </>
  );
};

/** What is given so far, and what it must reach. */
export const Sums = ({ form, scoring }: { form: Form; scoring: Scoring }) => {
  const { t } = useTranslation('evaluations');
  const nameOf = useCriterionName();
  const sums = sumsOf(form, scoring);
  const total = sums.reduce((before, { sum }) => before + sum, 0);
  const maximum = sums.reduce((before, dimension) => before + dimension.maximum, 0);
  return (
    <div className="sums">
      <h3>{t('total')}</h3>
      <Facts
        rows={[
          ...sums.map(
            (dimension) =>
              [
                nameOf(dimension.name),
                t('sumOf', { sum: points(dimension.sum), maximum: points(dimension.maximum) }),
              ] as const,
          ),
          [t('total'), t('sumOf', { sum: points(total), maximum: points(maximum) })],
        ]}
      />
      <p className="hint">
        {t('passes', { passMark: points(scoring.passMark), percent: scoring.cutOffPercent })}
      </p>
    </div>
  );
};
