import { useTranslation } from 'react-i18next';
import { useKept } from '../../acts/use-kept.ts';
import { ChoiceField } from '../../design/choice-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { written } from '../../i18n/typed.ts';

/** What was checked to know that a person speaks for an organisation, as it is filled in. */
export type Evidence = { readonly method: 'document' | 'code'; readonly checked: string };

/** The evidence at a place of this tab, what changes it, and what forgets it. */
export const useEvidence = (place: string) => {
  const { form, type, forget } = useKept(`${place}.evidence`, { method: 'document', checked: '' });
  const evidence: Evidence = {
    method: form.method === 'code' ? 'code' : 'document',
    checked: form.checked,
  };
  return [evidence, type, forget] as const;
};

/** True once it says what was checked. */
export const isWhole = ({ checked }: Evidence): boolean => written(checked) !== null;

type Props = {
  readonly evidence: Evidence;
  readonly onChange: (evidence: Evidence) => void;
  /** True once it would have been sent. */
  readonly isAsked: boolean;
};

/** The fields of the evidence: how it was checked, and what. */
export const EvidenceFields = ({ evidence, onChange, isAsked }: Props) => {
  const { t } = useTranslation('agency');
  return (
    <>
      <ChoiceField
        name="method"
        label={t('evidence.method')}
        value={evidence.method}
        options={[
          { value: 'document', label: t('evidence.document') },
          { value: 'code', label: t('evidence.code') },
        ]}
        onChange={(method) => {
          onChange({ ...evidence, method });
        }}
      />
      <TextField
        name="checked"
        label={t('evidence.checked')}
        hint={t('evidence.checkedHint')}
        isRequired
        maxLength={500}
        value={evidence.checked}
        error={isAsked && !isWhole(evidence) ? t('evidence.missing') : undefined}
        onChange={(checked) => {
          onChange({ ...evidence, checked });
        }}
      />
    </>
  );
};
