import { useTranslation } from 'react-i18next';
import { Tag } from '../../design/tag.tsx';

const kinds = {
  OPENED: 'active',
  ELIGIBLE: 'good',
  INELIGIBLE: 'bad',
  EVALUATED: 'good',
  PRIORITISED: 'good',
  REJECTED: 'neutral',
  WITHDRAWN_AFTER_OPENING: 'neutral',
  VOID: 'neutral',
} as const;
type State = keyof typeof kinds;

const isState = (state: string): state is State => state in kinds;

/** Where an opened proposal stands, in the agency's words. */
export const OpenedStateTag = ({ state }: { state: string }) => {
  const { t } = useTranslation('screening');
  const known = isState(state) ? state : 'OPENED';
  return <Tag kind={kinds[known]}>{t(`state.${known}`)}</Tag>;
};
