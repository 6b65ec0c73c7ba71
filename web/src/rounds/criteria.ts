import { useTranslation } from 'react-i18next';

const known = [
  'publicness',
  'innovativeness',
  'feasibility',
  'meets-targets',
  'public-effect',
  'urgency',
  'reuse',
  'novelty',
  'excellence',
  'spill-over',
  'performance-evidence',
  'delivery-plan',
  'price-reasonableness',
] as const;

/** Says a dimension's or a criterion's name in the reader's language; a name of a policy's own stands as it was given. */
export const useCriterionName = (): ((name: string) => string) => {
  const { t } = useTranslation('rounds');
  return (name) => {
    const found = known.find((one) => one === name);
    return found === undefined ? name : t(`criterion.${found}`);
  };
};
