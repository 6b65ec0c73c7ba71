import { useTranslation } from 'react-i18next';
import type plan from '../../i18n/ko/plan.json';
import { Checkbox } from '../../design/checkbox.tsx';
import { ChoiceField } from '../../design/choice-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { number } from '../../i18n/formats.ts';
import {
  type Choices,
  type Group,
  groups,
  numbersOf,
  type Typed,
  type Unit,
  wrongNumbers,
} from './policy-form.ts';

type Props = {
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
  /** True once it was to be sent: then what hinders it is said. */
  readonly isAsked: boolean;
};

const order: readonly Group[] = ['money', 'panel', 'scoring', 'times', 'outage'];

const isGroup = (name: string): name is Group => name in groups;

/** The rules of a round, group by group, each with its default and what it is for. */
export const PolicyFields = (props: Props) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <p className="hint">{t('frozen')}</p>
      {props.isAsked && wrongNumbers(props.typed).length > 0 ? (
        <p role="alert">{t('wrongSomewhere')}</p>
      ) : null}
      {order.filter(isGroup).map((group) => (
        <details key={group}>
          <summary>{t(`group.${group}`)}</summary>
          <Numbers group={group} {...props} />
          <Chosen group={group} {...props} />
        </details>
      ))}
      <details>
        <summary>{t('group.participants')}</summary>
        <Ticks names={['smallOrMediumOnly', 'oneAnswerOnly']} {...props} />
      </details>
    </>
  );
};

const useUsual = () => {
  const { t } = useTranslation('plan');
  const inUnit = (unit: Unit, value: string): string => {
    if (unit === 'count') return value;
    return unit === 'percent' ? `${value} %` : t(`unit.${unit}`, { value });
  };
  return (unit: Unit, usual: number | null): string =>
    usual === null ? t('usualOwn') : t('usual', { value: inUnit(unit, number(usual)) });
};

type Named = keyof typeof plan.number;

const Numbers = ({ group, typed, onType }: Props & { readonly group: Group }) => {
  const { t, i18n } = useTranslation('plan');
  const usualText = useUsual();
  const wrong = wrongNumbers(typed);
  const isNamed = (name: string): name is Named => i18n.exists(`number.${name}`, { ns: 'plan' });
  return numbersOf(group).map(({ name, unit, usual }) =>
    isNamed(name) ? (
      <TextField
        key={name}
        name={`policy-${name}`}
        label={`${t(`number.${name}`)} (${t(`in.${unit}`)})`}
        hint={`${t(`why.${name}`)} ${usualText(unit, usual)}`}
        inputMode="decimal"
        value={typed[name] ?? ''}
        onChange={(text) => {
          onType({ ...typed, [name]: text });
        }}
        error={wrong.includes(name) ? t('wrong') : undefined}
      />
    ) : null,
  );
};

/** What of a group is no number. */
const Chosen = ({ group, ...props }: Props & { readonly group: Group }) => {
  const { t } = useTranslation(['plan', 'rounds']);
  const { choices, onChoose } = props;
  if (group === 'panel') return <Ticks names={['panelMeetings']} {...props} />;
  if (group === 'times') return <Ticks names={['inspectionNeeded', 'resolutionNeeded']} {...props} />;
  if (group !== 'money') return null;
  return (
    <ChoiceField
      name="policy-allocation"
      label={t('rounds:rule.allocation')}
      value={choices.allocation}
      options={(['skip', 'strict', 'max-score'] as const).map((policy) => ({
        value: policy,
        label: t(`rounds:rule.policy.${policy}`),
        hint: t(`allocation.${policy}`),
      }))}
      onChange={(allocation) => {
        onChoose({ ...choices, allocation });
      }}
    />
  );
};

type TickName =
  'panelMeetings' | 'smallOrMediumOnly' | 'oneAnswerOnly' | 'inspectionNeeded' | 'resolutionNeeded';

const Ticks = ({ names, choices, onChoose }: Props & { readonly names: readonly TickName[] }) => {
  const { t } = useTranslation('plan');
  return names.map((name) => (
    <div key={name} className="field">
      <Checkbox
        name={`policy-${name}`}
        label={t(`tick.${name}`)}
        isSelected={choices[name]}
        onChange={(isSelected) => {
          onChoose({ ...choices, [name]: isSelected });
        }}
      />
      <p className="field-hint">{t(`why.${name}`)}</p>
    </div>
  ));
};
