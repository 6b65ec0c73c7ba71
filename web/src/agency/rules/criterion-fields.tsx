import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useCriterionName } from '../../rounds/criteria.ts';
import {
  type AnchorDraft,
  changedAt,
  type CriterionDraft,
  faultsOfAnchor,
  faultsOfCriterion,
} from '../plan/scoring-form.ts';

type Props = {
  /** Tells its fields from those of other criteria. */
  readonly place: string;
  readonly criterion: CriterionDraft;
  readonly isAsked: boolean;
  /** Null takes it out. */
  readonly onChange: (criterion: CriterionDraft | null) => void;
};

const languages = ['ko', 'en'] as const;

/** A criterion as it is planned: what is looked at, its points, and what some of them stand for. */
export const CriterionFields = ({ place, criterion, isAsked, onChange }: Props) => {
  const { t } = useTranslation('plan');
  const nameOf = useCriterionName();
  const faults = isAsked ? faultsOfCriterion(criterion) : [];
  const called = criterion.name === '' ? t('rules.unnamed') : nameOf(criterion.name);
  return (
    <details className="card">
      <summary>{t('rules.criterion', { name: called, points: criterion.maximum })}</summary>
      <TextField
        name={`criterion-${place}`}
        label={t('rules.criterionName')}
        hint={t('rules.nameHint')}
        maxLength={50}
        value={criterion.name}
        onChange={(name) => {
          onChange({ ...criterion, name });
        }}
        error={faults.includes('name') ? t('rules.wrong.name') : undefined}
      />
      <TextField
        name={`maximum-${place}`}
        label={t('rules.maximum')}
        inputMode="decimal"
        value={criterion.maximum}
        onChange={(maximum) => {
          onChange({ ...criterion, maximum });
        }}
        error={faults.includes('maximum') ? t('rules.wrong.maximum') : undefined}
      />
      {languages.map((language) => (
        <TextField
          key={language}
          name={`guidance-${language}-${place}`}
          lang={language}
          label={t(`rules.guidance.${language}`)}
          rows={2}
          maxLength={2000}
          value={criterion[language]}
          onChange={(text) => {
            onChange({ ...criterion, [language]: text });
          }}
          error={
            faults.includes('text') && criterion[language].trim() === '' ? t('rules.wrong.text') : undefined
          }
        />
      ))}
      {criterion.anchors.map((anchor, at) => (
        <AnchorFields
          key={at}
          place={`${place}-${at}`}
          number={at + 1}
          anchor={anchor}
          isAsked={isAsked}
          onChange={(changed) => {
            onChange({ ...criterion, anchors: changedAt(criterion.anchors, at, changed) });
          }}
        />
      ))}
      <div className="actions">
        <Button
          onPress={() => {
            const anchors = [...criterion.anchors, { points: criterion.maximum, ko: '', en: '' }];
            onChange({ ...criterion, anchors });
          }}
        >
          {t('rules.addAnchor')}
        </Button>
        <Button
          kind="quiet"
          onPress={() => {
            onChange(null);
          }}
        >
          {t('rules.takeOut', { name: called })}
        </Button>
      </div>
    </details>
  );
};

type AnchorProps = {
  readonly place: string;
  readonly number: number;
  readonly anchor: AnchorDraft;
  readonly isAsked: boolean;
  readonly onChange: (anchor: AnchorDraft | null) => void;
};

const AnchorFields = ({ place, number, anchor, isAsked, onChange }: AnchorProps) => {
  const { t } = useTranslation('plan');
  const faults = isAsked ? faultsOfAnchor(anchor) : [];
  return (
    <fieldset>
      <legend>{t('rules.anchor', { number })}</legend>
      <TextField
        name={`anchor-${place}`}
        label={t('rules.anchorPoints')}
        inputMode="decimal"
        value={anchor.points}
        onChange={(points) => {
          onChange({ ...anchor, points });
        }}
        error={faults.includes('anchor') ? t('rules.wrong.anchor') : undefined}
      />
      {languages.map((language) => (
        <TextField
          key={language}
          name={`meaning-${language}-${place}`}
          lang={language}
          label={t(`rules.meaning.${language}`)}
          maxLength={500}
          value={anchor[language]}
          onChange={(text) => {
            onChange({ ...anchor, [language]: text });
          }}
          error={
            faults.includes('text') && anchor[language].trim() === '' ? t('rules.wrong.text') : undefined
          }
        />
      ))}
      <Button
        kind="quiet"
        onPress={() => {
          onChange(null);
        }}
      >
        {t('rules.takeAnchorOut', { number })}
      </Button>
    </fieldset>
  );
};
