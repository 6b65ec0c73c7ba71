import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import type { FirstUse, Purchase } from './queries.ts';

const purchaseKinds = {
  BUDGET_RESERVED: 'neutral',
  CONTRACTED: 'active',
  DELIVERED: 'warning',
  REMEDY_REQUIRED: 'bad',
  INSPECTED: 'warning',
  ACCEPTED: 'active',
  PAID: 'good',
  TERMINATED: 'neutral',
} as const;

/** Where a purchase stands. */
export const PurchaseStateTag = ({ state }: Pick<Purchase, 'state'>) => {
  const { t } = useTranslation('purchases');
  return <Tag kind={purchaseKinds[state]}>{t(`state.${state}`)}</Tag>;
};

const trialKinds = {
  IN_USE: 'active',
  REPORT_DUE: 'warning',
  SUCCESS: 'good',
  FAILURE: 'bad',
  INCONCLUSIVE: 'neutral',
  PUBLISHED: 'good',
} as const;

/** Where a first use stands. */
export const FirstUseStateTag = ({ state }: Pick<FirstUse, 'state'>) => {
  const { t } = useTranslation('purchases');
  return <Tag kind={trialKinds[state]}>{t(`use.${state}`)}</Tag>;
};
