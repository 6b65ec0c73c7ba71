import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf, orNull } from '../api/client.ts';
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

/** The list and the sheet that are recommended in the place of the decided ones; refused where nothing is. */
export const revisionQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'decision', 'revision'],
    queryFn: () =>
      dataOf(api.GET('/rounds/{roundId}/decision/revision/records', { params: { path: { roundId } } })),
  });

export type MoveUp = NonNullable<
  paths['/rounds/{roundId}/reserve']['get']['responses'][200]['content']['application/json']
>;

/** What was prepared last to move up from the reserve; null where nothing ever was. */
export const moveUpQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'reserve'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/reserve', { params: { path: { roundId } } })),
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

/** The same over several rounds; null for one that the person has not declared for, so that the others are shown. */
export const objectionsOrNoneQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'objections', 'or-none'],
    queryFn: async (): Promise<Objections | null> => {
      try {
        return await dataOf(api.GET('/rounds/{roundId}/objections', { params: { path: { roundId } } }));
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'declaration-due') return null;
        throw error;
      }
    },
  });

/** The recoveries of organisations that await staff or an approver. */
export const recoveriesQuery = (api: Api) =>
  queryOptions({
    queryKey: ['recoveries'],
    queryFn: () => allRows((query) => dataOf(api.GET('/organisation-recoveries', { params: { query } }))),
  });

export type Recovery =
  paths['/organisation-recoveries']['get']['responses'][200]['content']['application/json']['rows'][number];

/** What another person of the agency decides about designations, of all rounds. */
export const waitingDesignationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['waiting-designations'],
    queryFn: () => allRows((query) => dataOf(api.GET('/waiting-designations', { params: { query } }))),
  });

export type WaitingDesignation =
  paths['/waiting-designations']['get']['responses'][200]['content']['application/json']['rows'][number];

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

/** What evaluators want to ask about proposals of a round, and staff have neither put nor declined. */
export const proposedClarificationsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'proposed-clarifications'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/rounds/{roundId}/proposed-clarifications', { params: { path: { roundId }, query } }),
        ),
      ),
    refetchInterval: livelyInMilliseconds,
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

export type Evaluator =
  paths['/rounds/{roundId}/evaluators']['get']['responses'][200]['content']['application/json']['rows'][number];

export type FreshPanel =
  paths['/rounds/{roundId}/fresh-panels']['get']['responses'][200]['content']['application/json']['rows'][number];

export type PoolSupplement = NonNullable<
  paths['/rounds/{roundId}/pool-supplement']['get']['responses'][200]['content']['application/json']
>;

/** Who was proposed last for the pool of a drawn round; null where nobody ever was. */
export const poolSupplementQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'pool-supplement'],
    queryFn: () => dataOf(api.GET('/rounds/{roundId}/pool-supplement', { params: { path: { roundId } } })),
  });

/** The panels that evaluate a proposal again after an upheld objection. */
export const freshPanelsQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'fresh-panels'],
    queryFn: async () =>
      (await dataOf(api.GET('/rounds/{roundId}/fresh-panels', { params: { path: { roundId } } }))).rows,
    refetchInterval: livelyInMilliseconds,
  });

/** How far the scoring is, by counts; refused before the opening. */
export const evaluationStandingQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['rounds', roundId, 'evaluation-standing'],
    queryFn: () =>
      dataOf(api.GET('/rounds/{roundId}/evaluation-standing', { params: { path: { roundId } } })),
    refetchInterval: livelyInMilliseconds,
  });

export type FirstUseOfRound =
  paths['/rounds/{roundId}/first-uses']['get']['responses'][200]['content']['application/json']['rows'][number];

/** The first uses of a round, with when each verdict may be published. */
export const firstUsesQuery = (api: Api, roundId: string) =>
  queryOptions({
    queryKey: ['purchases', 'first-uses', roundId],
    queryFn: () =>
      allRows((query) =>
        dataOf(api.GET('/rounds/{roundId}/first-uses', { params: { path: { roundId }, query } })),
      ),
    refetchInterval: livelyInMilliseconds,
  });

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
