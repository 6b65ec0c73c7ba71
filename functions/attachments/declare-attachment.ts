import { attemptInTime, readProposal, whileInTime, withPresentDeadline } from '../proposals/store.ts';
import { checkEditable } from '../proposals/rules.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { whileCallStands } from '../rounds/store.ts';
import { presentAttachment, presentTerms } from './present.ts';
import { checkFile, checkPartCount, declaration, proposalOwner } from './rules.ts';
import { declareAttachment } from './schema.ts';
import { attachmentChange, objectKeyOf, takePlace } from './store.ts';
import type { Links } from './store/links.ts';

/** A supplier declares a file and gets the link to put exactly that file to. */
export const createDeclareAttachment = (deps: {
  readonly table: Table;
  readonly links: Pick<Links, 'uploadLink'>;
}): Implementation =>
  implement(declareAttachment, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { table, links } = deps;
    const found = await readProposal(table, parameters.proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.supplierId);
    if (isRefusal(actor)) return actor;
    const fileName = checkFile(body.fileName, body.contentType);
    if (isRefusal(fileName)) return fileName;
    const misfit = checkPartCount(body.sizeInBytes, body.partSha256s);
    if (misfit !== null) return misfit;

    const present = await withPresentDeadline(table, found, receivedAt);
    return attemptInTime(table, present, receivedAt, async (proposal) => {
      const refusal = checkEditable(proposal, receivedAt);
      if (refusal !== null) return refusal;
      const { proposalId, challengeId, roundId, supplierId, sealKeyArn } = proposal;
      const attachmentId = newId();
      const owner = proposalOwner(proposalId);
      const attachment = declaration(
        { owner, proposalId, challengeId, roundId, organisationId: supplierId },
        { ...body, fileName },
        { attachmentId, objectKey: objectKeyOf(roundId, owner, attachmentId) },
        receivedAt,
      );
      const deadline = proposal.proposalDeadline;
      // Links to parts are asked for apart, since only the store can open what gathers them.
      const upload =
        body.partSha256s.length === 0
          ? await links.uploadLink({ attachment, sealKeyArn, deadline, receivedAt })
          : null;
      if (isRefusal(upload)) return upload;
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [attachmentChange(null, attachment, 'declare')],
        alongside: [
          whileInTime(proposal, receivedAt),
          takePlace(attachment),
          whileCallStands(roundId, proposalId),
        ],
        idempotency,
        answer: ({ versions: [version = 0] }) =>
          answer(
            201,
            {
              attachmentId,
              upload,
              ...presentTerms(deadline, upload?.expiresAt ?? null),
              attachment: presentAttachment(attachment, version),
            },
            version,
          ),
      });
    });
  });
