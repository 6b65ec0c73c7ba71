import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components, paths } from '../api/description.ts';

export type DeclaredConflict = components['schemas']['DeclaredConflictView'];

/** What the person declared in a round. */
export const ownConflictsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'own-conflicts'],
    queryFn: async () =>
      (
        await dataOf(
          api.GET('/rounds/{roundId}/own-conflicts-of-interest', { params: { path: { roundId } } }),
        )
      ).rows,
  });

/** All that was declared in a round, for auditors. */
export const declaredConflictsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'declared-conflicts'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/conflicts-of-interest', { params: { path: { roundId }, query } })),
      ),
  });

export type RoundDeclaration =
  paths['/rounds/{roundId}/declaration']['get']['responses'][200]['content']['application/json'];

/** Whether the person has declared for an opened round, and what a stake may be in. */
export const roundDeclarationQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'declaration'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/declaration', { params: { path: { roundId } } })),
  });

/** Who has declared for a round, for auditors. */
export const roundDeclarationsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'declarations'],
    queryFn: async () =>
      (await dataOf(api.GET('/rounds/{roundId}/declarations', { params: { path: { roundId } } }))).rows,
  });
