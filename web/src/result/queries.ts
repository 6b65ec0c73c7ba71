import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf, orNull } from '../api/client.ts';
import type { paths } from '../api/description.ts';

/** A supplier's own result as the client types it: a reason stands only where there is one. */
export const resultQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'result'],
    queryFn: () => dataOf(api.GET('/proposals/{proposalId}/result', { params: { path: { proposalId } } })),
  });

export type Result = Awaited<ReturnType<NonNullable<ReturnType<typeof resultQuery>['queryFn']>>>;

export type Objection =
  paths['/proposals/{proposalId}/objection']['get']['responses'][200]['content']['application/json'];

/** The objection to what was decided on a proposal; null where none was made. */
export const objectionQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'objection'],
    queryFn: () =>
      orNull(dataOf(api.GET('/proposals/{proposalId}/objection', { params: { path: { proposalId } } }))),
    refetchInterval: 60_000,
  });
