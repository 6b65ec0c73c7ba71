import { checkContentsKept } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentStored } from './present.ts';
import { isLive, proposalOwner } from './rules.ts';
import { downloadAttachment, listAttachments } from './schema.ts';
import { listAttachments as listStoredAttachments, readAttachment } from './store.ts';
import type { Links } from './store/links.ts';

/** The attachments of the draft, for members of the supplier; for others the proposal does not exist. */
export const createListAttachments = ({ table }: { readonly table: Table }): Implementation =>
  implement(listAttachments, async ({ account, parameters }) => {
    const proposal = await readProposal(table, parameters.proposalId);
    if (proposal === null || account.memberships[proposal.supplierId] === undefined)
      return refuse('not-found');
    const attachments = await listStoredAttachments(table, proposalOwner(proposal.proposalId));
    return answer(200, {
      rows: attachments.filter(isLive).map(presentStored),
    });
  });

/** A link to the supplier's own file, also to one that a submission holds and the draft no longer does. */
export const createDownloadAttachment = (deps: {
  readonly table: Table;
  readonly links: Pick<Links, 'downloadLink'>;
}): Implementation =>
  implement(downloadAttachment, async ({ account, parameters, receivedAt }) => {
    const proposal = await readProposal(deps.table, parameters.proposalId);
    if (proposal === null || account.memberships[proposal.supplierId] === undefined)
      return refuse('not-found');
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const attachment = await readAttachment(
      deps.table,
      proposalOwner(proposal.proposalId),
      parameters.attachmentId,
    );
    if (attachment === null) return refuse('not-found');
    const link = await deps.links.downloadLink(attachment, 'owner', receivedAt);
    return isRefusal(link) ? link : answer(200, link);
  });
