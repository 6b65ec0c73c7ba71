import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';
import type { ProposedChallenge } from './queries.ts';

const challengeKinds = {
  DRAFT: 'warning',
  SUBMITTED: 'active',
  WITHDRAWN: 'neutral',
  SELECTED: 'good',
  NOT_SELECTED: 'bad',
  MATCHED: 'good',
  UNMATCHED: 'neutral',
  INCUBATED: 'active',
  CANCELLED: 'neutral',
  PUBLISHED: 'good',
  CORRECTED: 'good',
} as const;

/** Where a challenge stands. */
export const ChallengeStateTag = ({ state }: Pick<ProposedChallenge, 'state'>) => {
  const { t } = useTranslation('challenges');
  return <Tag kind={challengeKinds[state]}>{t(`state.${state}`)}</Tag>;
};
