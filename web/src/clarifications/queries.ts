import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type Clarification = components['schemas']['ClarificationView'];

/** What is asked about an opened proposal: all of it for its panel and the agency, what was put to it for its supplier. */
export const clarificationsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['evaluations', proposalId, 'clarifications'],
    queryFn: async () =>
      (await dataOf(api.GET('/proposals/{proposalId}/clarifications', { params: { path: { proposalId } } })))
        .rows,
  });
