import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAgent } from '../agent.ts';
import type { Preparation } from '../queries.ts';

/** The rooms of a round that the person may enter. */
export const Rooms = ({ round: { roundId, ...round } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const params = { roundId };
  return (
    <ul>
      {agent.may('staff', 'auditor') ? (
        <li>
          <Link to="/agency/rounds/$roundId/challenges" params={params}>
            {t('rooms.challenges')}
          </Link>
        </li>
      ) : null}
      {agent.may('staff', 'auditor') ? (
        <li>
          <Link to="/agency/rounds/$roundId/panels" params={params}>
            {t('rooms.panels')}
          </Link>
        </li>
      ) : null}
      {round.openedAt !== null && agent.may('staff', 'auditor') ? (
        <li>
          <Link to="/agency/rounds/$roundId/proposals" params={params}>
            {t('rooms.proposals')}
          </Link>
        </li>
      ) : null}
      {round.openedAt === null ? null : (
        <li>
          <Link to="/agency/rounds/$roundId/decision" params={params}>
            {t('rooms.decision')}
          </Link>
        </li>
      )}
      {round.phase === 'PLANNED' ? null : (
        <li>
          <Link to="/rounds/$roundId" params={params}>
            {t('rooms.public')}
          </Link>
        </li>
      )}
    </ul>
  );
};
