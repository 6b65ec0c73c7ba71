import { queryOptions } from '@tanstack/react-query';
import { type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';
import { serverNow } from '../api/server-clock.ts';

export type Assignment = components['schemas']['AssignmentView'];
export type Scorecard = components['schemas']['ScorecardView'];
export type OpenedProposal = components['schemas']['OpenedProposalDetailView'];
export type Scoring = components['schemas']['Scoring'];
export type Criterion = Scoring['dimensions'][number]['criteria'][number];

/** The panels that the person sits on, over all rounds. */
export const evaluationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['evaluations'],
    queryFn: async () => (await dataOf(api.GET('/evaluations'))).rows,
  });

/** An opened proposal; read only by a member of its panel who has declared to be clear of conflict. */
export const openedProposalQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['evaluations', proposalId, 'opened'],
    queryFn: () => dataOf(api.GET('/opened-proposals/{proposalId}', { params: { path: { proposalId } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The scorecards of a proposal that may be seen now: one's own, and the peers' once it is locked. */
export const scorecardsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['evaluations', proposalId, 'scorecards'],
    queryFn: async () =>
      (await dataOf(api.GET('/proposals/{proposalId}/scorecards', { params: { path: { proposalId } } })))
        .rows,
  });

/** The meetings of a challenge's panel, or of the fresh one of a proposal; staff may open one at any time. */
export const panelMeetingQuery = (api: Api, challengeId: string, freshFor: string | null = null) =>
  queryOptions({
    queryKey: ['evaluations', 'meeting', challengeId, freshFor],
    queryFn: () =>
      dataOf(
        api.GET('/challenges/{challengeId}/panel/meeting', {
          params: { path: { challengeId }, query: freshFor === null ? {} : { freshFor } },
        }),
      ),
    refetchInterval: 30_000,
  });

/** True while this panel may score: a first one in the evaluation, a fresh one after the notice until its deadline. */
export const isScoring = (assignment: Assignment): boolean =>
  assignment.standing === 'CLEAR' && isInScoringPhase(assignment) && !isFreshlyOver(assignment);

const isInScoringPhase = ({ phase, freshFor }: Assignment): boolean =>
  freshFor === null ? phase === 'EVALUATION' : ['NOTICE', 'PURCHASE'].includes(phase);

/** True once the time of a fresh panel is up; that of a first one is up when the round’s evaluation is closed. */
export const isFreshlyOver = ({ freshFor, evaluationDeadline }: Assignment): boolean =>
  freshFor !== null && evaluationDeadline !== null && Date.parse(evaluationDeadline) <= serverNow();

/** Until when this panel scores; null where that is past, or not set. */
export const scoringDeadline = (assignment: Assignment): string | null =>
  isInScoringPhase(assignment) ? assignment.evaluationDeadline : null;

/**
 * True for a member of a fresh panel who may have found a conflict after the declaration that they are clear, or after the
 * panel's end: it is taken for as long as such a panel may score.
 */
export const mayFindConflict = (assignment: Assignment): boolean =>
  assignment.undertaking.givenAt !== null &&
  isInScoringPhase(assignment) &&
  (assignment.standing === 'CLEAR' || (assignment.standing === 'ASSIGNED' && isFreshlyOver(assignment)));
