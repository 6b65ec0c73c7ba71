import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultPolicy } from '../../../../functions/rounds/rules/policy.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { SelectField } from '../../design/select-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useGateName } from '../../evaluations/gates.ts';
import { useCriterionName } from '../../rounds/criteria.ts';
import {
  changedAt,
  type CriterionDraft,
  type DimensionDraft,
  emptyCriterion,
  faultsOfDimension,
  type ScoringDraft,
} from '../plan/scoring-form.ts';
import { CriterionFields } from './criterion-fields.tsx';

type Props = {
  readonly draft: ScoringDraft;
  readonly onChange: (draft: ScoringDraft) => void;
  /** True once it was to be sent: then what hinders it is said. */
  readonly isAsked: boolean;
};

/** What is scored and how a tie is broken: criteria with guidance and anchors, gates, and the order after the total. */
export const ScoringFields = ({ draft, onChange, isAsked }: Props) => {
  const { t } = useTranslation('plan');
  const changeDimension = (place: number, dimension: DimensionDraft | null): void => {
    onChange({ ...draft, dimensions: changedAt(draft.dimensions, place, dimension) });
  };
  return (
    <>
      {draft.dimensions.map((dimension, place) => (
        <Dimension
          key={place}
          place={place}
          dimension={dimension}
          isAsked={isAsked}
          onChange={(changed) => {
            changeDimension(place, changed);
          }}
        />
      ))}
      <div className="actions">
        <Button
          onPress={() => {
            onChange({
              ...draft,
              dimensions: [...draft.dimensions, { name: '', criteria: [emptyCriterion] }],
            });
          }}
        >
          {t('rules.addDimension')}
        </Button>
      </div>
      <details>
        <summary>{t('rules.gatesAndTies')}</summary>
        <Gates draft={draft} onChange={onChange} />
        <Ties draft={draft} onChange={onChange} />
      </details>
    </>
  );
};

type DimensionProps = {
  readonly place: number;
  readonly dimension: DimensionDraft;
  readonly isAsked: boolean;
  readonly onChange: (dimension: DimensionDraft | null) => void;
};

const Dimension = ({ place, dimension, isAsked, onChange }: DimensionProps) => {
  const { t } = useTranslation('plan');
  const nameOf = useCriterionName();
  const change = (at: number, criterion: CriterionDraft | null): void => {
    const criteria = changedAt(dimension.criteria, at, criterion);
    onChange(criteria.length === 0 ? null : { ...dimension, criteria });
  };
  return (
    <details>
      <summary>
        {t('rules.dimension', { name: dimension.name === '' ? t('rules.unnamed') : nameOf(dimension.name) })}
      </summary>
      <TextField
        name={`dimension-${place}`}
        label={t('rules.dimensionName')}
        hint={t('rules.nameHint')}
        maxLength={50}
        value={dimension.name}
        onChange={(name) => {
          onChange({ ...dimension, name });
        }}
        error={isAsked && faultsOfDimension(dimension).length > 0 ? t('rules.wrong.name') : undefined}
      />
      {dimension.criteria.map((criterion, at) => (
        <CriterionFields
          key={at}
          place={`${place}-${at}`}
          criterion={criterion}
          isAsked={isAsked}
          onChange={(changed) => {
            change(at, changed);
          }}
        />
      ))}
      <div className="actions">
        <Button
          onPress={() => {
            onChange({ ...dimension, criteria: [...dimension.criteria, emptyCriterion] });
          }}
        >
          {t('rules.addCriterion')}
        </Button>
      </div>
    </details>
  );
};

type PartProps = Omit<Props, 'isAsked'>;

const Gates = ({ draft, onChange }: PartProps) => {
  const { t } = useTranslation('plan');
  const nameOf = useGateName();
  const [own, setOwn] = useState('');
  const [offered] = useState([...new Set([...defaultPolicy.scoring.gates, ...draft.gates])]);
  const shown = [...new Set([...offered, ...draft.gates])];
  return (
    <fieldset>
      <legend>{t('rules.gates')}</legend>
      {shown.map((gate) => (
        <Checkbox
          key={gate}
          label={nameOf(gate)}
          isSelected={draft.gates.includes(gate)}
          onChange={(isSelected) => {
            const gates = shown.filter((one) => (one === gate ? isSelected : draft.gates.includes(one)));
            onChange({ ...draft, gates });
          }}
        />
      ))}
      <TextField
        name="gate-own"
        label={t('rules.ownGate')}
        hint={t('rules.nameHint')}
        maxLength={50}
        value={own}
        onChange={setOwn}
        error={own === '' || /^[a-z][a-z0-9-]*$/u.test(own) ? undefined : t('rules.wrong.name')}
      />
      <Button
        isDisabled={!/^[a-z][a-z0-9-]*$/u.test(own) || draft.gates.includes(own)}
        onPress={() => {
          onChange({ ...draft, gates: [...draft.gates, own] });
          setOwn('');
        }}
      >
        {t('rules.addGate')}
      </Button>
    </fieldset>
  );
};

const nothing = '';

const Ties = ({ draft, onChange }: PartProps) => {
  const { t } = useTranslation('plan');
  const nameOf = useCriterionName();
  const names = draft.dimensions.map(({ name }) => name).filter((name) => name !== '');
  const places = [...draft.tieBreak, nothing].slice(0, Math.max(names.length, draft.tieBreak.length));
  return places.map((chosen, place) => {
    const before = draft.tieBreak.slice(0, place);
    return (
      <SelectField
        key={place}
        name={`tie-${place}`}
        label={t('rules.tie', { number: place + 1 })}
        value={chosen}
        options={[
          { value: nothing, label: t('rules.lot') },
          ...names
            .filter((name) => !before.includes(name))
            .map((name) => ({ value: name, label: nameOf(name) })),
        ]}
        onChange={(name) => {
          const after = draft.tieBreak.slice(place + 1).filter((one) => one !== name);
          onChange({ ...draft, tieBreak: name === nothing ? before : [...before, name, ...after] });
        }}
      />
    );
  });
};
