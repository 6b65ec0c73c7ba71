import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAgent } from '../agent.ts';
import { isBuying } from '../../rounds/phase.ts';
import type { Preparation } from '../queries.ts';

/** The rooms of a round that the person may enter. */
export const Rooms = ({ round: { roundId, ...round } }: { round: Preparation }) => {
  const { t } = useTranslation('agency');
  const agent = useAgent();
  const params = { roundId };
  return (
    <ul>
      <li>
        <Link to="/agency/rounds/$roundId/rules" params={params}>
          {t('rooms.rules')}
        </Link>
      </li>
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
      {isBuying(round) ? (
        <>
          <li>
            <Link to="/agency/rounds/$roundId/purchases" params={params}>
              {t('rooms.purchases')}
            </Link>
          </li>
          <li>
            <Link to="/agency/rounds/$roundId/designations" params={params}>
              {t('rooms.designations')}
            </Link>
          </li>
        </>
      ) : null}
      {agent.may('staff', 'auditor') ? (
        <li>
          <Link to="/agency/rounds/$roundId/notices" params={params}>
            {t('rooms.notices')}
          </Link>
        </li>
      ) : null}
      {agent.may('auditor') ? (
        <>
          <li>
            <Link to="/agency/rounds/$roundId/ledger" params={params}>
              {t('rooms.ledger')}
            </Link>
          </li>
          <li>
            <Link to="/agency/rounds/$roundId/refusals" params={params}>
              {t('rooms.refusals')}
            </Link>
          </li>
        </>
      ) : null}
      <li>
        <Link to="/agency/rounds/$roundId/conflicts" params={params}>
          {t('rooms.conflicts')}
        </Link>
      </li>
      {round.deadlines.proposals === null ? null : (
        <li>
          <Link to="/agency/rounds/$roundId/outages" params={params}>
            {t('rooms.outages')}
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
