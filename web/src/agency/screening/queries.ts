import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../../api/client.ts';
import type { components, paths } from '../../api/description.ts';
import { orNull } from '../queries.ts';

export type Screening =
  paths['/proposals/{proposalId}/screening']['get']['responses'][200]['content']['application/json'];
export type OpenedProposal = components['schemas']['OpenedProposalDetailView'];

type Decision = NonNullable<
  paths['/opened-proposals/{proposalId}/eligibility']['post']['requestBody']
>['content']['application/json'];

/** A decision on the eligibility as it is sent. */
export type EligibilityDecision = Decision;
export type EvidenceSubject = Decision['evidence'][number]['subject'];

/** How an opened proposal was screened; null while nobody has begun. */
export const screeningQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['evaluations', proposalId, 'screening'],
    queryFn: () =>
      orNull(dataOf(api.GET('/proposals/{proposalId}/screening', { params: { path: { proposalId } } }))),
  });

/** What is read anew once something was decided about a proposal. */
export const ofProposal = ({ proposalId, roundId }: Pick<OpenedProposal, 'proposalId' | 'roundId'>) =>
  [
    ['evaluations', proposalId],
    ['rounds', roundId, 'opened-proposals'],
  ] as const;
