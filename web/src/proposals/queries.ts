import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components, paths } from '../api/description.ts';
import { isBefore } from '../api/server-clock.ts';

export type OwnProposal = components['schemas']['OwnProposalView'];

type Standing = Pick<OwnProposal, 'state' | 'proposalDeadline'>;

/** True while its supplier may still change it. A withdrawn one is called so also after the deadline: the clock tells. */
export const isOpen = ({ state, proposalDeadline }: Standing): boolean =>
  state === 'WITHDRAWN' ? isBefore(proposalDeadline) : state === 'DRAFT' || state === 'SUBMITTED';

/**
 * In how many milliseconds a proposal is asked for anew: each minute until the opening, since its deadline may move, and
 * each second where this clock says that the deadline has passed and the server's has not said so yet. False for never.
 */
export const askedAgainIn = (proposal: Standing): number | false => {
  if (isOpen(proposal)) return isBefore(proposal.proposalDeadline) ? 60_000 : 1000;
  return ['SEALED', 'EXPIRED', 'WITHDRAWN'].includes(proposal.state) ? 60_000 : false;
};

/** The proposals of the suppliers that the person acts for. */
export const ownProposalsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['own-proposals'],
    queryFn: async () => (await dataOf(api.GET('/proposals'))).rows,
  });

export type Draft = components['schemas']['Draft'];
export type OpenProposal = components['schemas']['OpenProposalView'];
export type Receipt = components['schemas']['Receipt'];

/** A proposal with its text, as its supplier reads it. */
export const proposalQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId],
    queryFn: async () => {
      const answer = await dataOf(api.GET('/proposals/{proposalId}', { params: { path: { proposalId } } }));
      return 'draft' in answer ? answer : null;
    },
  });

/** The receipts of a proposal, oldest first. */
export const receiptsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'receipts'],
    queryFn: () =>
      allRows((query) =>
        dataOf(
          api.GET('/proposals/{proposalId}/receipts', {
            params: { path: { proposalId }, query },
          }),
        ),
      ),
  });

export type Partner = components['schemas']['PartnerOfLeadView'];
export type Invitation =
  paths['/invitations']['get']['responses'][200]['content']['application/json']['rows'][number];
export type InvitationInFull = components['schemas']['InvitationView'];

/** Whom the lead asked to take part, with their shares and answers. */
export const partnersQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'partners'],
    queryFn: async () =>
      (await dataOf(api.GET('/proposals/{proposalId}/partners', { params: { path: { proposalId } } }))).rows,
  });

/** What the person's suppliers were asked to take part in. */
export const invitationsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['invitations'],
    queryFn: async () => (await dataOf(api.GET('/invitations'))).rows,
  });

/** One of them, with what is needed to answer. */
export const invitationQuery = (api: Api, proposalId: string, organisationId: string) =>
  queryOptions({
    queryKey: ['invitations', proposalId, organisationId],
    queryFn: () =>
      dataOf(
        api.GET('/proposals/{proposalId}/partners/{organisationId}', {
          params: { path: { proposalId, organisationId } },
        }),
      ),
  });

/** What was saved before, newest first; until the deadline. */
export const keptDraftsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'kept-drafts'],
    queryFn: async () =>
      (await dataOf(api.GET('/proposals/{proposalId}/kept-drafts', { params: { path: { proposalId } } })))
        .rows,
  });

/** One of them with its text. */
export const keptDraftQuery = (api: Api, proposalId: string, keptId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'kept-drafts', keptId],
    queryFn: () =>
      dataOf(
        api.GET('/proposals/{proposalId}/kept-drafts/{keptId}', {
          params: { path: { proposalId, keptId } },
        }),
      ),
  });

/** True once a proposal was opened: from then on it is screened, and its panel may ask. */
export const isOpened = ({ state }: Standing): boolean =>
  !['DRAFT', 'SUBMITTED', 'WITHDRAWN', 'EXPIRED', 'SEALED', 'VOID'].includes(state);
