import { proposalOwner } from '../attachments/rules.ts';
import { readAttachment } from '../attachments/store.ts';
import type { Links } from '../attachments/store/links.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { checkContentsKept } from '../proposals/rules.ts';
import { readAsReader } from './opened-proposal.ts';
import { downloadOpenedAttachment } from './schema.ts';

/** A link to a verified file of an opened proposal, in the very version that the submission pinned. */
export const createDownloadOpenedAttachment = ({
  table,
  links,
}: {
  readonly table: Table;
  readonly links: Pick<Links, 'downloadLink'>;
}): Implementation =>
  implement(downloadOpenedAttachment, async ({ account, parameters, receivedAt }) => {
    const { proposalId, attachmentId } = parameters;
    const readable = await readAsReader(table, account, proposalId);
    if (isRefusal(readable)) return readable;
    const deleted = checkContentsKept(readable.proposal);
    if (deleted !== null) return deleted;
    const pinned = readable.proposal.attachments.find((candidate) => candidate.attachmentId === attachmentId);
    const attachment =
      pinned === undefined ? null : await readAttachment(table, proposalOwner(proposalId), attachmentId);
    // What was checked must be what was submitted.
    if (attachment === null || attachment.versionId !== pinned?.versionId) return refuse('not-found');
    const link = await links.downloadLink(attachment, 'other', receivedAt);
    return isRefusal(link) ? link : answer(200, link);
  });
