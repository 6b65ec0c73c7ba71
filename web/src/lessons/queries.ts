import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';

/** What the verdicts, purchases and repurchases of a round say for the next. */
export const lessonsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'lessons'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/lessons', { params: { path: { roundId } } })),
  });

export type Lessons = Awaited<ReturnType<NonNullable<ReturnType<typeof lessonsQuery>['queryFn']>>>;

/** What more money would have bought; asked from the notice on. */
export const budgetsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'budgets'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/list/budgets', { params: { path: { roundId } } })),
  });
