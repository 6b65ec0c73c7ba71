import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components, paths } from '../api/description.ts';
import { inLanguage } from '../i18n/formats.ts';

export type Challenge = components['schemas']['PublishedChallengeView'];
export type Correction =
  paths['/challenges/{challengeId}/corrections']['get']['responses'][200]['content']['application/json']['rows'][number];

/** The published challenges of a round; none before its call. */
export const challengesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'challenges'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/rounds/{roundId}/challenges', {
            params: { path: { roundId }, query },
          }),
        ),
      ),
  });

export const challengeQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId],
    queryFn: () => dataOf(api.GET('/challenges/{challengeId}', { params: { path: { challengeId } } })),
  });

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
  });

export const correctionsQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId, 'corrections'],
    queryFn: () =>
      dataOf(api.GET('/challenges/{challengeId}/corrections', { params: { path: { challengeId } } })),
  });

/** The names of the bodies that propose a challenge, the buyer first. */
export const proposersOf = ({ proposers }: Pick<Challenge, 'proposers'>): string =>
  proposers.flatMap(({ name }) => (name === null ? [] : [inLanguage(name)])).join(', ');
