import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type OwnQuestion = components['schemas']['OwnQuestionView'];

/** The answered questions of a challenge, oldest answer first. */
export const answersQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId, 'answers'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/challenges/{challengeId}/answers', {
            params: { path: { challengeId }, query },
          }),
        ),
      ),
    refetchInterval: 60_000,
  });

/** What the reader's own suppliers asked about a challenge, with what became of it. */
export const ownQuestionsQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId, 'own-questions'],
    queryFn: async () =>
      (
        await dataOf(
          api.GET('/challenges/{challengeId}/own-questions', { params: { path: { challengeId } } }),
        )
      ).rows,
    refetchInterval: 60_000,
  });
