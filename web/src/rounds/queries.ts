import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf, orNull } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type Round = components['schemas']['RoundView'];

/** All announced rounds. */
export const roundsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['rounds'],
    queryFn: () => allRows((query) => dataOf(api.GET('/rounds', { params: { query } }))),
  });

export const roundQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}', { params: { path: { roundId } } })),
  });

/** The priority list; asked from its notice on. */
export const listQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'list'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/list', { params: { path: { roundId } } })),
  });

/** The list as the client types it: a reason stands only where there is one. */
export type PriorityList = Awaited<ReturnType<NonNullable<ReturnType<typeof listQuery>['queryFn']>>>;

/** What is published of a proposal from the notice on. */
export const publicationQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['proposals', proposalId, 'publication'],
    queryFn: () =>
      dataOf(api.GET('/proposals/{proposalId}/publication', { params: { path: { proposalId } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The same; null while a proposal is not published, as when an upheld objection reopened it. */
export const publishedQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['proposals', proposalId, 'published'],
    queryFn: () =>
      orNull(dataOf(api.GET('/proposals/{proposalId}/publication', { params: { path: { proposalId } } }))),
  });

/** What was added to the pool after the draw; asked from the notice on. */
export const drawSupplementsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'draw', 'supplements'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/draw/supplements', { params: { path: { roundId } } })),
  });

/** Why each row of the list is what it is; asked from the notice on. */
export const explanationsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'explanations'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/list/explanations', { params: { path: { roundId }, query } })),
      ),
  });

export type Explanation = Awaited<
  ReturnType<NonNullable<ReturnType<typeof explanationsQuery>['queryFn']>>
>[number];

/** The same of one row; under max-score also with what alone would have funded it. */
export const explanationQuery = (api: Api, roundId: string, proposalId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'explanations', proposalId],
    queryFn: () =>
      dataOf(
        api.GET('/rounds/{roundId}/list/explanations/{proposalId}', {
          params: { path: { roundId, proposalId } },
        }),
      ),
  });

/** What another pass mark or policy would have changed; asked from the notice on. */
export const sensitivityQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'sensitivity'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/list/sensitivity', { params: { path: { roundId } } })),
  });

/** Which single scorecards decided, of the whole list; asked from the notice on. */
export const decisiveScorecardsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'decisive-scorecards'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/rounds/{roundId}/list/sensitivity/scorecards', { params: { path: { roundId }, query } }),
        ),
      ),
  });
