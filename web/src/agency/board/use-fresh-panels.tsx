import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { InstantText } from '../../design/instant.tsx';
import { useAgent } from '../agent.ts';
import { freshPanelsQuery, type Preparation } from '../queries.ts';

/** What is evaluated again after an upheld objection, and what ended below its quorum; null until it is read. */
export const useFreshPanels = ({ roundId }: Pick<Preparation, 'roundId'>) => {
  const { t } = useTranslation('agency');
  const enabled = useAgent().may('staff', 'auditor');
  const { data: panels } = useQuery({ ...freshPanelsQuery(useApi(), roundId), enabled });
  if (!enabled) return [];
  if (panels === undefined) return null;
  return panels
    .filter(({ isOver, isRenewable }) => !isOver || isRenewable)
    .map(({ proposalId, isRenewable, deadline }) => (
      <li key={`fresh-${proposalId}`}>
        <Link to="/agency/rounds/$roundId/panels" params={{ roundId }}>
          {t(isRenewable ? 'block.freshBelowQuorum' : 'block.freshPanel')}
        </Link>{' '}
        {isRenewable ? null : <InstantText at={deadline} />}
      </li>
    ));
};
