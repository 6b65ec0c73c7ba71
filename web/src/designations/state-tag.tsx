import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import type { Designation } from './queries.ts';

const kinds = {
  PREPARED: 'neutral',
  WITHDRAWN: 'neutral',
  ACTIVE: 'good',
  EXTENDED: 'good',
  CANCELLED: 'bad',
  EXPIRED: 'neutral',
} as const;

/** Where a designation stands. */
export const DesignationTag = ({ state }: { state: Designation['state'] }) => {
  const { t } = useTranslation('designations');
  return <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>;
};
