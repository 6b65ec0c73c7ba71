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

export type Verdict = Awaited<ReturnType<NonNullable<ReturnType<typeof verdictsQuery>['queryFn']>>>[number];

/** How good a verdict is. */
export const kindOfVerdict = { SUCCESS: 'good', FAILURE: 'bad', INCONCLUSIVE: 'warning' } as const;
