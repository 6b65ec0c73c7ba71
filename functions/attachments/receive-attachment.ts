import { readProposal } from '../proposals/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentAttachment } from './present.ts';
import { recordArrival } from './receive.ts';
import { refuseAttachment } from './refusals.ts';
import { receiveAttachment } from './schema.ts';
import { readAttachment } from './store.ts';
import type { Objects } from './store/objects.ts';

/**
 * The supplier says that it has put the file. The store is asked, not the supplier; where the store's own event was
 * faster, the answer is what it made of the attachment.
 */
export const createReceiveAttachment = (deps: {
  readonly table: Table;
  readonly objects: Pick<Objects, 'inspect'>;
}): Implementation =>
  implement(receiveAttachment, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table, objects } = deps;
    const { proposalId, attachmentId } = parameters;
    const proposal = await readProposal(table, proposalId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    const before = await readAttachment(table, proposalId, attachmentId);
    if (before === null) return refuse('not-found');
    if (before.state !== 'DECLARED') return answerPresent(before);

    const object = await objects.inspect(before.objectKey);
    if (object === null) return refuseAttachment('upload-not-found', { attachmentId });
    const outcome = await recordArrival(table, before, object, { actor, at: receivedAt, idempotency });
    const isRaced = isRefusal(outcome) && ['wrong-state', 'changed-meanwhile'].includes(outcome.code);
    const present = isRaced ? await readAttachment(table, proposalId, attachmentId) : null;
    return present === null || present.state === 'DECLARED' ? outcome : answerPresent(present);
  });

const answerPresent = (attachment: NonNullable<Awaited<ReturnType<typeof readAttachment>>>) =>
  answer(200, presentAttachment(attachment, attachment.bookkeeping.version), attachment.bookkeeping.version);
