import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { InstantText } from '../design/instant.tsx';
import { Tag } from '../design/tag.tsx';
import { inLanguage, won } from '../i18n/formats.ts';
import { isCalling, nextDeadline, phaseOf } from './phase.ts';
import type { Round } from './queries.ts';

/** A round in a list: its name, where it stands, and what comes next. */
export const RoundCard = ({ round }: { round: Round }) => {
  const { t } = useTranslation('rounds');
  const deadline = nextDeadline(round);
  return (
    <li className="card">
      <Tag kind={isCalling(round) ? 'active' : 'neutral'}>{t(`phase.${phaseOf(round)}`)}</Tag>
      <h3>
        <Link to="/rounds/$roundId" params={{ roundId: round.roundId }}>
          {inLanguage(round.name)}
        </Link>
      </h3>
      <p>{t('budget', { amount: won(round.policy.budgetInWon) })}</p>
      {deadline === null ? null : (
        <p>
          {t(`until.${deadline.name}`)} <InstantText at={deadline.at} />
        </p>
      )}
    </li>
  );
};
