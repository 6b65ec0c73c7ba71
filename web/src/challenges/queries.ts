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

/** The published challenges of some rounds, round by round: one after another, since many at once would be too many. */
export const challengesOfRoundsQuery = (api: Api, rounds: readonly { readonly roundId: string }[]) =>
  queryOptions({
    queryKey: ['challenges', 'of-rounds', ...rounds.map(({ roundId }) => roundId)],
    queryFn: async ({ client }) => {
      const found: Challenge[] = [];
      for (const { roundId } of rounds)
        found.push(...(await client.query({ ...challengesQuery(api, roundId), staleTime: 15_000 })));
      return found;
    },
  });

export const challengeQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId],
    queryFn: () => dataOf(api.GET('/challenges/{challengeId}', { params: { path: { challengeId } } })),
  });

export const correctionsQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId, 'corrections'],
    queryFn: () =>
      dataOf(api.GET('/challenges/{challengeId}/corrections', { params: { path: { challengeId } } })),
  });

/** Who of the person’s bodies applied to be first user of a challenge; the agency reads all. */
export const firstUseApplicationsQuery = (api: Api, challengeId: string) =>
  queryOptions({
    queryKey: ['challenges', challengeId, 'first-use-applications'],
    queryFn: async () =>
      (
        await dataOf(
          api.GET('/challenges/{challengeId}/first-use-applications', { params: { path: { challengeId } } }),
        )
      ).rows,
  });

/** The names of the bodies that propose a challenge, the buyer first. */
export const proposersOf = ({ proposers }: Pick<Challenge, 'proposers'>): string =>
  proposers.flatMap(({ name }) => (name === null ? [] : [inLanguage(name)])).join(', ');
