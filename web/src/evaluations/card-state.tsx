import { useTranslation } from 'react-i18next';
import { Tag } from '../design/tag.tsx';

const kinds = {
  NONE: 'warning',
  DRAFT: 'warning',
  SUBMITTED: 'good',
  OUTLIER_FLAGGED: 'bad',
  RECONFIRMED: 'good',
  REVISED: 'good',
} as const;
type CardState = keyof typeof kinds;

const isCardState = (value: string): value is CardState => Object.hasOwn(kinds, value);

/** Where one's scorecard of a proposal stands; null for none yet. */
export const CardStateTag = ({ state }: { state: string | null }) => {
  const { t } = useTranslation('evaluations');
  const known = state !== null && isCardState(state) ? state : 'NONE';
  return <Tag kind={kinds[known]}>{t(`card.${known}`)}</Tag>;
};
