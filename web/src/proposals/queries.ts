import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type OwnProposal = components['schemas']['OwnProposalView'];

/** The proposals of the suppliers that the person acts for. */
export const ownProposalsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['own-proposals'],
    queryFn: async () => (await dataOf(api.GET('/proposals'))).rows,
  });
