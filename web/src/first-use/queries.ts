import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';

/** The published verdicts of a round. */
export const verdictsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'verdicts'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/verdicts', { params: { path: { roundId }, query } })),
      ),
  });

/** What they say for the plan and the budget of the next round. */
export const lessonsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'lessons'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/lessons', { params: { path: { roundId } } })),
  });
