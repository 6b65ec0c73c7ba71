import { useTranslation } from 'react-i18next';
import { number } from '../i18n/formats.ts';
import type { Challenge } from './queries.ts';

type Target = Pick<Challenge['requiredPerformance'][number], 'comparison' | 'value' | 'unit'>;

/** What a measured value must reach. */
export const Requirement = ({ target: { comparison, value, unit } }: { target: Target }) => {
  const { t } = useTranslation('challenges');
  return <>{t(`comparison.${comparison}`, { value: number(value), unit })}</>;
};
