import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  choicesIn,
  type Group,
  groups,
  numbersIn,
  numbersOf,
  type Unit,
} from '../agency/plan/policy-form.ts';
import { Facts } from '../design/facts.tsx';
import { useGateName } from '../evaluations/gates.ts';
import { inLanguage, number, points } from '../i18n/formats.ts';
import type plan from '../i18n/ko/plan.json';
import { useCriterionName } from './criteria.ts';
import type { Round } from './queries.ts';

type Props = { readonly policy: Round['policy'] };

const order: readonly Group[] = ['money', 'panel', 'scoring', 'times', 'outage'];

/** Every rule of a round in words, as staff plan it and everybody reads it in the call; read only once it is opened. */
export const FoldedRules = (props: Props) => {
  const { t } = useTranslation('rounds');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
      }}
    >
      <summary>{t('whole.all')}</summary>
      {isOpen ? <WholeRules {...props} /> : null}
    </details>
  );
};

/** Every rule of a round in words: criteria with their anchors first, then the numbers, group by group. */
export const WholeRules = ({ policy }: Props) => {
  const { t } = useTranslation(['rounds', 'plan']);
  return (
    <>
      <h3>{t('whole.criteria')}</h3>
      <Criteria policy={policy} />
      {order.map((group) => (
        <section key={group} aria-label={t(`plan:group.${group}`)}>
          <h3>{t(`plan:group.${group}`)}</h3>
          <Group policy={policy} group={group} />
        </section>
      ))}
      <h3>{t('plan:group.participants')}</h3>
      <Participants policy={policy} />
      <h3>{t('whole.undertaking', { version: policy.undertaking.version })}</h3>
      <p className="prose">{inLanguage(policy.undertaking.text)}</p>
    </>
  );
};

const Criteria = ({ policy: { scoring } }: Props) => {
  const { t } = useTranslation('rounds');
  const nameOf = useCriterionName();
  const gateName = useGateName();
  const between = t('whole.between');
  return (
    <>
      {scoring.dimensions.map(({ name, criteria }) => (
        <details key={name}>
          <summary>
            {t('whole.dimension', {
              name: nameOf(name),
              points: points(criteria.reduce((sum, { maximum }) => sum + maximum, 0)),
            })}
          </summary>
          {criteria.map((criterion) => (
            <section key={criterion.name} aria-label={nameOf(criterion.name)}>
              <h4>
                {t('whole.dimension', { name: nameOf(criterion.name), points: points(criterion.maximum) })}
              </h4>
              <p>{inLanguage(criterion.guidance)}</p>
              <Facts
                rows={criterion.anchors.map((anchor) => [
                  t('rule.points', { points: points(anchor.points) }),
                  inLanguage(anchor.meaning),
                ])}
              />
            </section>
          ))}
        </details>
      ))}
      <Facts
        rows={[
          [
            t('whole.gates'),
            scoring.gates.length === 0 ? t('whole.noGates') : scoring.gates.map(gateName).join(between),
          ],
          [
            t('whole.tieBreak'),
            t('whole.tieBreakText', {
              names: [t('total'), ...scoring.tieBreak.map(nameOf)].join(t('whole.then')),
            }),
          ],
        ]}
      />
    </>
  );
};

const useInUnit = () => {
  const { t } = useTranslation('plan');
  return (unit: Unit, value: number | null): string => {
    if (value === null) return t('ownOfChallenge');
    if (unit === 'count') return number(value);
    return unit === 'percent' ? `${number(value)} %` : t(`unit.${unit}`, { value: number(value) });
  };
};

const Group = ({ policy, group }: Props & { readonly group: Group }) => {
  const { t, i18n } = useTranslation('plan');
  const rounds = useTranslation('rounds');
  const inUnit = useInUnit();
  const values = numbersIn(policy);
  const isNamed = (name: string): name is keyof (typeof plan)['number'] =>
    Object.hasOwn(groups[group], name) && i18n.exists(`number.${name}`, { ns: 'plan' });
  const rows = numbersOf(group).flatMap(({ name, unit }): [string, string][] =>
    isNamed(name) ? [[t(`number.${name}`), inUnit(unit, values[name] ?? null)]] : [],
  );
  const { panelMeetings, inspectionNeeded, resolutionNeeded } = choicesIn(policy);
  const said = (
    name: 'panelMeetings' | 'inspectionNeeded' | 'resolutionNeeded',
    holds: boolean,
  ): [string, string] => [t(`tick.${name}`), rounds.t(holds ? 'whole.yes' : 'whole.no')];
  const more: Readonly<Partial<Record<Group, readonly [string, string][]>>> = {
    money: [[rounds.t('rule.allocation'), rounds.t(`rule.policy.${policy.allocation.policy}`)]],
    panel: [said('panelMeetings', panelMeetings)],
    times: [said('inspectionNeeded', inspectionNeeded), said('resolutionNeeded', resolutionNeeded)],
  };
  return <Facts rows={[...rows, ...(more[group] ?? [])]} />;
};

const Participants = ({ policy }: Props) => {
  const { t } = useTranslation('plan');
  const rounds = useTranslation('rounds');
  return (
    <Facts
      rows={(['smallOrMediumOnly', 'oneAnswerOnly'] as const).map((name) => [
        t(`tick.${name}`),
        rounds.t(policy[name] ? 'whole.yes' : 'whole.no'),
      ])}
    />
  );
};
