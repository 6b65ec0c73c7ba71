import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../app/services.tsx';
import { useAgent } from '../agent.ts';
import { type Decision, openedProposalsQuery, recommendationQuery } from '../queries.ts';

/**
 * True once a proposal was withdrawn from the list that is recommended or approved: no notice is given of that list any
 * more, and staff recommend anew. False for who may not read the proposals.
 */
export const useIsOutdated = (roundId: string, decision: Decision | null): boolean => {
  const api = useApi();
  const isBeforeNotice = decision?.state === 'RECOMMENDED' || decision?.state === 'APPROVED';
  const enabled = useAgent().may('staff', 'auditor') && isBeforeNotice;
  const { data: records } = useQuery({ ...recommendationQuery(api, roundId), enabled });
  const { data: proposals } = useQuery({ ...openedProposalsQuery(api, roundId), enabled });
  if (!enabled || records === undefined || proposals === undefined) return false;
  const withdrawn = new Set(
    proposals.filter(({ state }) => state === 'WITHDRAWN_AFTER_OPENING').map(({ proposalId }) => proposalId),
  );
  return records.list.list.some(({ proposalId }) => withdrawn.has(proposalId));
};
