import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../app/services.tsx';
import { useAgent } from '../agent.ts';
import { type Decision, openedProposalsQuery, recommendationQuery } from '../queries.ts';
import { outdatedBy } from './outdated.ts';

/**
 * Why no notice is given any more of the list that is recommended or approved, so that staff recommend anew; null while it
 * stands, and for who may not read the proposals.
 */
export const useOutdated = (roundId: string, decision: Decision | null): 'withdrawn' | 'eligible' | null => {
  const api = useApi();
  const isBeforeNotice = decision?.state === 'RECOMMENDED' || decision?.state === 'APPROVED';
  const enabled = useAgent().may('staff', 'auditor') && isBeforeNotice;
  const { data: records } = useQuery({ ...recommendationQuery(api, roundId), enabled });
  const { data: proposals } = useQuery({ ...openedProposalsQuery(api, roundId), enabled });
  return !enabled || records === undefined || proposals === undefined
    ? null
    : outdatedBy(records.scoreSheet, proposals);
};
