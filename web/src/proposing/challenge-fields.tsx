import { useTranslation } from 'react-i18next';
import type { Form } from '../acts/kept.ts';
import { fields } from '../challenges/filters.ts';
import { Button } from '../design/button.tsx';
import { ChoiceField } from '../design/choice-field.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { type FieldName, lengths, type SectionName, sections, targetField, targetRows } from './form.ts';

type Props = {
  readonly form: Form;
  readonly change: (next: (form: Form) => Form) => void;
  /** What is wrong with a field; undefined for nothing. */
  readonly problemOf: (name: string) => string | undefined;
};

const rows: Partial<Record<FieldName, number>> = {
  problemKo: 8,
  problemEn: 8,
  siteKo: 3,
  siteEn: 3,
  peopleKo: 3,
  peopleEn: 3,
  permitsKo: 3,
  permitsEn: 3,
};
const numeric: readonly FieldName[] = ['quantity', 'priceCeiling', 'trialPeriod'];

/** The text of a challenge, with what makes each part of it good. */
export const ChallengeFields = (props: Props) => (
  <>
    <Section name="problem" {...props} />
    <Targets {...props} />
    <Section name="terms" {...props} />
    <Section name="commitment" {...props} />
    <Section name="contact" {...props} />
  </>
);

const Section = ({ name: section, form, change, problemOf }: Props & { readonly name: SectionName }) => {
  const { t } = useTranslation('proposing');
  return (
    <section aria-labelledby={`${section}-heading`}>
      <h3 id={`${section}-heading`}>{t(`section.${section}`)}</h3>
      <p className="hint">{t(`guidance.${section}`)}</p>
      {section === 'problem' ? <FieldChoice form={form} change={change} problemOf={problemOf} /> : null}
      {textNames(section).map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`field.${name}`)}
          value={form[name] ?? ''}
          onChange={(text) => {
            change((before) => ({ ...before, [name]: text }));
          }}
          error={problemOf(name)}
          {...(rows[name] === undefined ? {} : { rows: rows[name] })}
          {...(lengths[name] === undefined ? {} : { maxLength: lengths[name] })}
          {...(numeric.includes(name) ? { inputMode: 'numeric' } : {})}
          {...(name.endsWith('Ko') ? { lang: 'ko' } : {})}
          {...(name.endsWith('En') ? { lang: 'en' } : {})}
          {...(name === 'email' ? { type: 'email' } : {})}
          {...(name === 'telephone' ? { type: 'tel' } : {})}
        />
      ))}
    </section>
  );
};

const textNames = (section: SectionName): readonly FieldName[] =>
  sections[section].filter((name) => name !== 'field');

const FieldChoice = ({ form, change, problemOf }: Props) => {
  const { t } = useTranslation(['proposing', 'challenges']);
  return (
    <SelectField
      name="field"
      label={t('field.field')}
      hint={t('fieldHint')}
      value={fields.find((field) => field === form['field']) ?? null}
      onChange={(field) => {
        change((before) => ({ ...before, field }));
      }}
      error={problemOf('field')}
      options={fields.map((field) => ({ value: field, label: t(`challenges:field.${field}`) }))}
    />
  );
};

const Targets = ({ form, change, problemOf }: Props) => {
  const { t } = useTranslation('proposing');
  const count = targetRows(form);
  return (
    <section aria-labelledby="targets-heading">
      <h3 id="targets-heading">{t('section.targets')}</h3>
      <p className="hint">{t('guidance.targets')}</p>
      {Array.from({ length: count }, (_, place) => (
        <Target key={place} place={place} form={form} change={change} problemOf={problemOf} />
      ))}
      {count < 30 ? (
        <Button
          onPress={() => {
            change((before) => ({ ...before, [targetField(targetRows(before), 'nameKo')]: '' }));
          }}
        >
          {t('addTarget')}
        </Button>
      ) : null}
    </section>
  );
};

const Target = ({ place, form, change, problemOf }: Props & { readonly place: number }) => {
  const { t } = useTranslation('proposing');
  const comparison = form[targetField(place, 'comparison')];
  const set = (name: string, text: string): void => {
    change((before) => ({ ...before, [name]: text }));
  };
  const field = (part: 'nameKo' | 'nameEn' | 'unit' | 'value') => {
    const name = targetField(place, part);
    return (
      <TextField
        name={name}
        label={t(`target.${part}`)}
        value={form[name] ?? ''}
        onChange={(text) => {
          set(name, text);
        }}
        error={problemOf(name)}
        maxLength={part === 'unit' ? 50 : 200}
        {...(part === 'value' ? { inputMode: 'decimal' } : {})}
      />
    );
  };
  return (
    <section className="card target" aria-label={t('targetNumber', { number: place + 1 })}>
      <h4>{t('targetNumber', { number: place + 1 })}</h4>
      {field('nameKo')}
      {field('nameEn')}
      <ChoiceField
        name={targetField(place, 'comparison')}
        label={t('target.comparison')}
        value={comparison === 'at-least' || comparison === 'at-most' ? comparison : null}
        onChange={(value) => {
          set(targetField(place, 'comparison'), value);
        }}
        error={problemOf(targetField(place, 'comparison'))}
        options={[
          { value: 'at-least', label: t('comparison.at-least') },
          { value: 'at-most', label: t('comparison.at-most') },
        ]}
      />
      {field('value')}
      {field('unit')}
    </section>
  );
};
