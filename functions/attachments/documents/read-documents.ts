import { answer, type Implementation, implement } from '../../platform/http.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { checkContentsKept } from '../../proposals/rules.ts';
import { readProposal } from '../../proposals/store.ts';
import { presentStored } from '../present.ts';
import { type Attachment, isLive } from '../rules.ts';
import { downloadDocument, listDocuments } from '../schema.ts';
import { listAttachments, readAttachment } from '../store.ts';
import type { Links } from '../store/links.ts';
import { type DocumentDependencies, readOwnDocument } from './own-document.ts';

/** What the caller's own side has attached and not taken out. */
export const createListDocuments = ({ table, owners }: DocumentDependencies): Implementation =>
  implement(listDocuments, async ({ account, parameters, receivedAt }) => {
    const side = await owners[parameters.kind].sideOf(account, parameters.ownerId, receivedAt);
    if (isRefusal(side)) return side;
    const { owner, organisationId } = side.subject;
    const attachments = await listAttachments(table, owner);
    return answer(200, {
      rows: attachments
        .filter((attachment) => attachment.organisationId === organisationId && isLive(attachment))
        .map(presentStored),
    });
  });

/**
 * A link to a file of one's own, or to the very version that an act pinned, for whoever may read that act; nothing but
 * VERIFIED for others than the owner (DOMAIN.md, invariant 3).
 */
export const createDownloadDocument = (
  deps: DocumentDependencies & { readonly links: Pick<Links, 'downloadLink'> },
): Implementation =>
  implement(downloadDocument, async ({ account, parameters, receivedAt }) => {
    const { kind, ownerId, attachmentId } = parameters;
    const own = await readOwnDocument(deps, account, parameters, receivedAt);
    if (!isRefusal(own)) {
      const link =
        (await refusalOfDeleted(deps.table, own.document)) ??
        (await deps.links.downloadLink(own.document, 'owner', receivedAt));
      return isRefusal(link) ? link : answer(200, link);
    }
    const pinned = await deps.owners[kind].pinnedFor(account, ownerId);
    if (isRefusal(pinned)) return pinned;
    const named = pinned.find((candidate) => candidate.attachmentId === attachmentId);
    if (named === undefined) return refuse('not-found');
    const attachment = await readAttachment(deps.table, { kind, id: ownerId }, attachmentId);
    // What was checked must be what was pinned.
    if (attachment?.versionId !== named.versionId) return refuse('not-found');
    const link =
      (await refusalOfDeleted(deps.table, attachment)) ??
      (await deps.links.downloadLink(attachment, 'other', receivedAt));
    return isRefusal(link) ? link : answer(200, link);
  });

/** Whatever was attached to a proposal or its purchase goes with the proposal, once its round's time to keep it is over. */
const refusalOfDeleted = async (table: Table, { proposalId }: Attachment): Promise<Refusal | null> => {
  const proposal = await readProposal(table, proposalId);
  return proposal === null ? null : checkContentsKept(proposal);
};
