import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import type { OwnProposal } from './queries.ts';

const kinds = {
  DRAFT: 'warning',
  SUBMITTED: 'good',
  WITHDRAWN: 'neutral',
  ELIGIBLE: 'active',
  INELIGIBLE: 'bad',
  PRIORITISED: 'good',
  REJECTED: 'bad',
  WITHDRAWN_AFTER_OPENING: 'neutral',
  EXPIRED: 'neutral',
  SEALED: 'active',
  OPENED: 'active',
  VOID: 'neutral',
} as const;

/** Where a proposal stands, in its supplier's words. */
export const StateTag = ({ state }: Pick<OwnProposal, 'state'>) => {
  const { t } = useTranslation('proposals');
  return <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>;
};
