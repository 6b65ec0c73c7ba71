import { queryOptions } from '@tanstack/react-query';
import { allRows, type Api, dataOf } from '../api/client.ts';
import type { components } from '../api/description.ts';

export type OwnProposal = components['schemas']['OwnProposalView'];

/** True while its supplier may still change it: before the deadline, whatever was submitted. */
export const isOpen = ({ state }: Pick<OwnProposal, 'state'>): boolean =>
  ['DRAFT', 'SUBMITTED', 'WITHDRAWN'].includes(state);

/** The proposals of the suppliers that the person acts for. */
export const ownProposalsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['own-proposals'],
    queryFn: async () => (await dataOf(api.GET('/proposals'))).rows,
  });

export type Draft = components['schemas']['Draft'];
export type OpenProposal = components['schemas']['OpenProposalView'];
export type Attachment = components['schemas']['AttachmentView'];
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

/** The files of the draft, with what their check found. */
export const attachmentsQuery = (api: Api, proposalId: string) =>
  queryOptions({
    queryKey: ['own-proposals', proposalId, 'attachments'],
    queryFn: async () =>
      (await dataOf(api.GET('/proposals/{proposalId}/attachments', { params: { path: { proposalId } } })))
        .rows,
  });
