import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../acts/kept.ts';
import type { FieldProblem } from '../design/error-summary.tsx';
import { fieldNames, invalidFields, missingFields } from './form.ts';

const parts = ['nameKo', 'nameEn', 'unit', 'comparison', 'value'] as const;
const hinted = ['quantity', 'priceCeiling', 'trialPeriod', 'email', 'telephone'] as const;

/** Says what a field of a challenge is called. */
export const useFieldLabel = (): ((name: string) => string) => {
  const { t } = useTranslation('proposing');
  return (name) => {
    const own = fieldNames.find((field) => field === name);
    if (own !== undefined) return t(`field.${own}`);
    const [, number = '0', written] = /^target\.(\d+)\.(\w+)$/u.exec(name) ?? [];
    const part = parts.find((one) => one === written) ?? 'nameKo';
    return t('targetPart', { number: Number(number) + 1, part: t(`target.${part}`) });
  };
};

/** What is wrong with a challenge's form: what cannot be as it is typed at once, what is missing once it was asked for. */
export const useFormProblems = (form: Form) => {
  const { t } = useTranslation('proposing');
  const labelOf = useFieldLabel();
  const [shown, setShown] = useState<readonly FieldProblem[]>([]);
  const invalid = invalidFields(form);
  const missing = missingFields(form);
  const invalidText = (name: string): string => {
    const found = hinted.find((one) => one === name);
    return t(`invalid.${found ?? 'value'}`);
  };
  return {
    /** What was found when it was last checked. */
    shown,
    isWhole: invalid.length === 0 && missing.length === 0,
    missingCount: missing.length,
    problemOf: (name: string): string | undefined => {
      if (invalid.includes(name)) return invalidText(name);
      return missing.includes(name) && shown.some(({ field }) => field === name) ? t('missing') : undefined;
    },
    /** True where it can be saved; else what hinders it is shown. */
    check: (): boolean => {
      setShown([
        ...invalid.map((field) => ({
          field,
          message: t('wrongField', { field: labelOf(field), problem: invalidText(field) }),
        })),
        ...missing.map((field) => ({ field, message: t('missingField', { field: labelOf(field) }) })),
      ]);
      return invalid.length === 0 && missing.length === 0;
    },
  };
};
