import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { challengesQuery } from '../../challenges/queries.ts';
import { inLanguage } from '../../i18n/formats.ts';
import { useAgent } from '../agent.ts';
import { type Preparation, proposedClarificationsQuery } from '../queries.ts';

/** What evaluators want to ask and staff have not dealt with, proposal by proposal; null until it is read. */
export const useWaitingQuestions = ({ roundId }: Pick<Preparation, 'roundId'>) => {
  const { t } = useTranslation('agency');
  const api = useApi();
  const enabled = useAgent().may('staff', 'auditor');
  const { data: questions } = useQuery({ ...proposedClarificationsQuery(api, roundId), enabled });
  const { data: challenges } = useQuery({ ...challengesQuery(api, roundId), enabled });
  if (!enabled) return [];
  if (questions === undefined || challenges === undefined) return null;
  return [...Map.groupBy(questions, ({ proposalId }) => proposalId)].map(([proposalId, asked]) => {
    const title = challenges.find(({ challengeId }) => challengeId === asked[0]?.challengeId)?.title;
    return (
      <li key={proposalId}>
        <Link
          to="/agency/rounds/$roundId/proposals/$proposalId"
          params={{ roundId, proposalId }}
          hash="questions-heading"
        >
          {t('block.questions', {
            count: asked.length,
            challenge: title === undefined ? proposalId : inLanguage(title),
          })}
        </Link>
      </li>
    );
  });
};
