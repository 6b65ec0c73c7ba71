import { explanationOf, proposalOwner } from '../attachments/rules.ts';
import { listAttachments } from '../attachments/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { checkContentsKept } from '../proposals/rules.ts';
import { unsealProposal, unsealShare } from '../proposals/store.ts';
import { readAsReader } from './opened-proposal.ts';
import { presentOpened } from './present.ts';
import { readSuppliers } from './read-suppliers.ts';
import { readOpenedProposal } from './schema.ts';

/** The content of an opened proposal with what is known of its files. */
export const createReadOpenedProposal = ({
  table,
  sealer,
}: {
  readonly table: Table;
  readonly sealer: Sealer;
}): Implementation =>
  implement(readOpenedProposal, async ({ account, parameters, receivedAt }) => {
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal, round } = readable;
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const [content, suppliers, stored, shares] = await Promise.all([
      unsealProposal(sealer, proposal),
      readSuppliers(table, [proposal]),
      listAttachments(table, proposalOwner(proposal.proposalId)),
      Promise.all(
        proposal.partners.map(({ share }) =>
          unsealShare(sealer, { proposalId: proposal.proposalId, roundId: proposal.roundId, share }),
        ),
      ),
    ]);
    const opened = presentOpened(proposal, round, suppliers, receivedAt);
    const checked = new Map(stored.map((attachment) => [attachment.attachmentId, attachment]));
    // The nonce is published with the record of the draw, not here.
    const { drawNonce: _, ...written } = content;
    return answer(
      200,
      {
        ...opened,
        partners: opened.partners.map((partner, index) => ({ ...partner, share: shares[index] })),
        content: written,
        attachments: proposal.attachments.map(
          ({ attachmentId, fileName, contentType, sizeInBytes, sha256 }) => {
            const attachment = checked.get(attachmentId);
            return {
              attachmentId,
              fileName,
              contentType,
              sizeInBytes,
              sha256,
              state: attachment?.state ?? 'RECEIVED',
              finding: attachment === undefined ? null : explanationOf(attachment),
            };
          },
        ),
      },
      proposal.bookkeeping.version,
    );
  });
