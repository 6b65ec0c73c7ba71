import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { paths } from '../api/description.ts';
import { ApiProblem } from '../api/problem.ts';

/** A round with what is prepared in it and awaits another person. */
export type Preparation =
  paths['/rounds/{roundId}/preparation']['get']['responses'][200]['content']['application/json'];

/** Deadlines fire and colleagues act while a page is open. */
const livelyInMilliseconds = 15_000;

/** Every round with what is prepared, the planned ones too. */
export const preparationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['preparations'],
    queryFn: () => allRows((query) => dataOf(api.GET('/preparations', { params: { query } }))),
    refetchInterval: livelyInMilliseconds,
  });

export const preparationQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['preparations', roundId],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/preparation', { params: { path: { roundId } } })),
    refetchInterval: livelyInMilliseconds,
  });

/** Null for what is not there yet. Any other refusal is thrown. */
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
};

export type Decision =
  paths['/rounds/{roundId}/decision']['get']['responses'][200]['content']['application/json'];

/** The decision of a round; null until one is recommended. */
export const decisionQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'decision'],
    queryFn: () => orNull(dataOf(api.GET('/rounds/{roundId}/decision', { params: { path: { roundId } } }))),
  });

/** The list and the sheet of the decision as it stands. */
export const recommendationQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'decision', 'records'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/decision/records', { params: { path: { roundId } } })),
  });

export type MoveUp =
  paths['/rounds/{roundId}/reserve']['get']['responses'][200]['content']['application/json'];

/** What was prepared last to move up from the reserve; null where nothing ever was. */
export const moveUpQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'reserve'],
    queryFn: () => orNull(dataOf(api.GET('/rounds/{roundId}/reserve', { params: { path: { roundId } } }))),
  });

export type Objections =
  paths['/rounds/{roundId}/objections']['get']['responses'][200]['content']['application/json'];
export type Objection = Objections['rows'][number];

/** The objections of a round, and the purchases that they hold. */
export const objectionsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'objections'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/objections', { params: { path: { roundId } } })),
  });

/** The recoveries of organisations that await staff or an approver. */
export const recoveriesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['recoveries'],
    queryFn: () => allRows((query) => dataOf(api.GET('/organisation-recoveries', { params: { query } }))),
  });

export type Recovery =
  paths['/organisation-recoveries']['get']['responses'][200]['content']['application/json']['rows'][number];

export const proposedChallengesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'proposed-challenges'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/proposed-challenges', { params: { path: { roundId }, query } })),
      ),
  });

export type ProposedChallenge =
  paths['/rounds/{roundId}/proposed-challenges']['get']['responses'][200]['content']['application/json']['rows'][number];

/** The opened proposals of a round, for staff and auditors; refused before the opening. */
export const openedProposalsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'opened-proposals'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/opened-proposals', { params: { path: { roundId }, query } })),
      ),
  });

/** The panels of a round by pseudonyms. */
export const panelsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'panels'],
    queryFn: async () =>
      (await dataOf(api.GET('/rounds/{roundId}/panels', { params: { path: { roundId } } }))).rows,
  });

export type Panel =
  paths['/rounds/{roundId}/panels']['get']['responses'][200]['content']['application/json']['rows'][number];

/** The round's pool of evaluators, for staff and auditors. */
export const poolQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'evaluators'],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/evaluators', { params: { path: { roundId }, query } })),
      ),
  });

/** Where a round's money is. */
export const budgetQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'budget'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/budget', { params: { path: { roundId } } })),
  });

/** Where the round's machine and those of its purchases stand, for staff and auditors. */
export const executionsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'executions'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/executions', { params: { path: { roundId } } })),
  });

export type Claim =
  paths['/organisations']['get']['responses'][200]['content']['application/json']['rows'][number];

/** The claims of organisations that await staff. */
export const claimsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['claims'],
    queryFn: () => allRows((query) => dataOf(api.GET('/organisations', { params: { query } }))),
  });

/** How firm the result is, for the agency from the approval on; the scorecards of every page together. */
export const sensitivityQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'decision', 'sensitivity'],
    queryFn: async () => {
      const ask = (query: { cursor?: string }) =>
        dataOf(api.GET('/rounds/{roundId}/decision/sensitivity', { params: { path: { roundId }, query } }));
      const first = await ask({});
      const rest =
        first.cursor === null ? [] : await allRows((query) => ask({ cursor: first.cursor ?? '', ...query }));
      return { ...first, rows: [...first.rows, ...rest] };
    },
  });
