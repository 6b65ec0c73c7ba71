import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { paths } from '../api/description.ts';

export type RoundFigures =
  paths['/rounds/{roundId}/figures']['get']['responses'][200]['content']['application/json'];

/** How many of each there were in a round; asked from its notice on. */
export const figuresQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'figures'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/figures', { params: { path: { roundId } } })),
  });
