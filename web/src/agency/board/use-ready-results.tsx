import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { useAgent } from '../agent.ts';
import { readyResults } from '../decision/outdated.ts';
import {
  decisionQuery,
  freshPanelsQuery,
  type Preparation,
  recommendationQuery,
  revisionQuery,
} from '../queries.ts';

/** Says that the list is to be revised by fresh results that stand in none yet, and that a revised one awaits approval. */
export const useReadyResults = ({ roundId }: Pick<Preparation, 'roundId'>) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const enabled = useAgent().may('staff', 'auditor');
  const { data: decision } = useQuery({ ...decisionQuery(api, roundId), enabled });
  const isRevised = typeof decision?.revisionSha256 === 'string';
  const { data: panels } = useQuery({ ...freshPanelsQuery(api, roundId), enabled });
  const isAnyOver = panels?.some(({ isOver }) => isOver) === true;
  const { data: records } = useQuery({
    ...recommendationQuery(api, roundId),
    enabled: enabled && isAnyOver && !isRevised,
  });
  const { data: revision } = useQuery({ ...revisionQuery(api, roundId), enabled: enabled && isRevised });
  const count = readyResults(panels ?? [], revision?.stillReopened ?? records?.reopened ?? []).length;
  const line = (key: string, text: string) => (
    <li key={key}>
      <Link to="/agency/rounds/$roundId/decision" params={{ roundId }}>
        {text}
      </Link>
    </li>
  );
  return [
    count > 0 && line('fresh-ready', t('block.freshReady', { count })),
    isRevised && line('revision', t('block.unapprovedRevision')),
  ];
};
