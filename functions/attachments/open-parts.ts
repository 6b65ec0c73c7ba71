import { attemptInTime, readProposal, whileInTime, withPresentDeadline } from '../proposals/store.ts';
import { checkEditable, type Proposal } from '../proposals/rules.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Actor } from '../platform/ledger.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { whileCallStands } from '../rounds/store.ts';
import { presentTerms } from './present.ts';
import { refuseAttachment } from './refusals.ts';
import { type Attachment, isLive, missingParts, type Part, partSizeInBytes } from './rules.ts';
import { openParts } from './schema.ts';
import { attachmentChange, readAttachment } from './store.ts';
import type { Gatherings } from './store/gatherings.ts';
import type { Links } from './store/links.ts';
import type { Objects } from './store/objects.ts';

type Dependencies = {
  readonly table: Table;
  readonly objects: Pick<Objects, 'inspect'>;
  readonly gatherings: Pick<Gatherings, 'create' | 'list' | 'abort'>;
  readonly links: Pick<Links, 'partLinks'>;
};

/**
 * The links of the parts that are missing, at first and after every break: which ones the store has is the store's
 * own word. What all calls agree on is the one upload that is noted at the attachment.
 */
export const createOpenParts = (deps: Dependencies): Implementation =>
  implement(openParts, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table, links } = deps;
    const { proposalId, attachmentId } = parameters;
    const found = await readProposal(table, proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.supplierId);
    if (isRefusal(actor)) return actor;

    const present = await withPresentDeadline(table, found, receivedAt);
    return attemptInTime(table, present, receivedAt, async (proposal) => {
      const refusal = checkEditable(proposal, receivedAt);
      if (refusal !== null) return refusal;
      const attachment = await readAttachment(table, proposalId, attachmentId);
      if (attachment === null) return refuse('not-found');
      if (attachment.partSha256s.length === 0) return refuseAttachment('not-in-parts');
      if (!isLive(attachment)) return refuseAttachment('attachment-removed');
      const progress = await gather(deps, attachment, { proposal, actor, receivedAt });
      if (isRefusal(progress)) return progress;
      const deadline = proposal.proposalDeadline;
      const missing =
        progress === 'complete'
          ? []
          : await links.partLinks({ attachment, deadline, receivedAt }, progress.uploadId, progress.missing);
      if (isRefusal(missing)) return missing;
      const linksEndAt = missing[0]?.upload.expiresAt ?? null;
      const opened = { attachmentId, missing, partSizeInBytes, ...presentTerms(deadline, linksEndAt) };
      return keepAnswer(table, idempotency, answer(200, opened), receivedAt);
    });
  });

type Circumstances = {
  readonly proposal: Proposal;
  readonly actor: Actor;
  readonly receivedAt: Instant;
};

/** What still has to come, and into which upload; opens one where there is none, or where the store gave it up. */
const gather = async (
  deps: Dependencies,
  attachment: Stored<Attachment>,
  circumstances: Circumstances,
): Promise<'complete' | { readonly uploadId: string; readonly missing: readonly Part[] } | Refusal> => {
  const { objectKey, proposalId, attachmentId, uploadId } = attachment;
  if (attachment.state !== 'DECLARED') return 'complete';
  if (uploadId !== null) {
    const stored = await deps.gatherings.list(objectKey, uploadId);
    if (stored !== null) return { uploadId, missing: missingParts(attachment, stored) };
    if ((await deps.objects.inspect(objectKey)) !== null) return 'complete';
  }
  const opened = await deps.gatherings.create(attachment, circumstances.proposal.sealKeyArn);
  const outcome = await note(deps.table, attachment, opened, circumstances);
  if (!isRefusal(outcome)) return { uploadId: opened, missing: missingParts(attachment, []) };
  await deps.gatherings.abort(objectKey, opened);
  const isRaced = ['wrong-state', 'changed-meanwhile', 'busy'].includes(outcome.code);
  const present = isRaced ? await readAttachment(deps.table, proposalId, attachmentId) : null;
  return present === null || present.bookkeeping.version === attachment.bookkeeping.version
    ? outcome
    : gather(deps, present, circumstances);
};

const note = (
  table: Table,
  before: Stored<Attachment>,
  uploadId: string,
  { proposal, actor, receivedAt }: Circumstances,
) =>
  commit(table, {
    at: receivedAt,
    actor,
    changes: [attachmentChange(before, { ...fieldsOf(before), uploadId }, null)],
    alongside: [whileInTime(proposal, receivedAt), whileCallStands(proposal.roundId, proposal.proposalId)],
    // The answer is the links, which are made after this and kept under the key then.
    idempotency: null,
    answer: () => answer(200, null),
  });
