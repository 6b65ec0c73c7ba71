import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../design/error-summary.tsx';
import { type ContractProblem, longTexts } from './contract-form.ts';

/** Says what is wrong with a contract's form, once it was asked for. */
export const useContractProblems = (found: readonly ContractProblem[]) => {
  const { t } = useTranslation('purchases');
  const [shown, setShown] = useState<readonly FieldProblem[]>([]);
  const labelOf = (field: string): string => {
    const [, part, place = '0'] = /^(item|amount)\.(\d+)$/u.exec(field) ?? [];
    const number = Number(place) + 1;
    if (part === 'item') return t('conclude.itemOf', { number });
    if (part === 'amount') return t('conclude.amountOf', { number });
    return t(`contract.${longTexts.find((name) => name === field) ?? 'deliveryDueAt'}`);
  };
  return {
    /** What was found when it was last checked. */
    shown,
    problemOf: (name: string): string | undefined => {
      const problem = found.find(({ field }) => field === name);
      return problem !== undefined && shown.some(({ field }) => field === name)
        ? t(`conclude.problem.${problem.kind}`)
        : undefined;
    },
    check: (): void => {
      setShown(
        found.map(({ field, kind }) => ({
          field,
          message: t('conclude.wrong', { field: labelOf(field), problem: t(`conclude.problem.${kind}`) }),
        })),
      );
    },
  };
};
