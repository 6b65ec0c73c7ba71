import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type ProposedChallenge = components['schemas']['NamedProposedChallengeView'];

/** The challenges of a round that the person’s bodies proposed, in any state. */
export const proposedChallengesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['proposing', 'rounds', roundId],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/proposed-challenges', { params: { path: { roundId }, query } })),
      ),
  });

export const proposedChallengeQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['proposing', 'challenges', challengeId],
    queryFn: () =>
      dataOf(api.GET('/proposed-challenges/{challengeId}', { params: { path: { challengeId } } })),
  });

/** The questions about a published challenge that await an answer. */
export const openQuestionsQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['proposing', 'challenges', challengeId, 'questions'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/challenges/{challengeId}/open-questions', { params: { path: { challengeId }, query } }),
        ),
      ),
  });
