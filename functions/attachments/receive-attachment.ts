import { readWithAttachment } from '../proposals/store.ts';
import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentAttachment } from './present.ts';
import { type Attachment, isLive, missingParts, type StoredObject, type StoredPart } from './rules.ts';
import { recordArrival } from './receive.ts';
import { refuseAttachment } from './refusals.ts';
import { receiveAttachment } from './schema.ts';
import { readAttachment } from './store.ts';
import type { Gatherings } from './store/gatherings.ts';
import type { Objects } from './store/objects.ts';

type ReceiveDependencies = {
  readonly table: Table;
  readonly objects: Pick<Objects, 'inspect'>;
  readonly gatherings: Pick<Gatherings, 'list' | 'complete'>;
};

/**
 * The supplier says that it has put the file. The store is asked, not the supplier; where the store's own event was
 * faster, the answer is what it made of the attachment.
 */
export const createReceiveAttachment = (deps: ReceiveDependencies): Implementation =>
  implement(receiveAttachment, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table } = deps;
    const { proposalId, attachmentId } = parameters;
    const { proposal, attachment: before } = await readWithAttachment(table, proposalId, attachmentId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    if (before === null) return refuse('not-found');
    // The event's writing kept no answer under this request's key, and the next event may change what is present.
    const keepPresent = (present: Stored<Attachment>) =>
      keepAnswer(table, idempotency, answerPresent(present), receivedAt);
    if (before.state !== 'DECLARED') return keepPresent(before);

    const object = await completed(deps, before);
    if (isRefusal(object)) return object;
    if (object === null) return refuseAttachment('upload-not-found', { attachmentId });
    const outcome = await recordArrival(table, before, object, { actor, at: receivedAt, idempotency });
    const isRaced = isRefusal(outcome) && ['wrong-state', 'changed-meanwhile'].includes(outcome.code);
    const present = isRaced ? await readAttachment(table, proposalId, attachmentId) : null;
    return present === null || present.state === 'DECLARED' ? outcome : keepPresent(present);
  });

/**
 * The object as the store has it; of a file in parts it is made now if all have come. Whoever completes twice, or
 * never heard the answer, finds the object there. Refuses `parts-missing`, `attachment-removed`.
 */
const completed = async (
  { objects, gatherings }: ReceiveDependencies,
  attachment: Attachment,
): Promise<StoredObject | null | Refusal> => {
  const { objectKey, uploadId } = attachment;
  const present = await objects.inspect(objectKey);
  if (present !== null || attachment.partSha256s.length === 0) return present;
  if (!isLive(attachment)) return refuseAttachment('attachment-removed');
  const stored = uploadId === null ? [] : await gatherings.list(objectKey, uploadId);
  // Gone: somebody completed it meanwhile, or it was given up.
  if (stored === null || uploadId === null)
    return (await objects.inspect(objectKey)) ?? missing(attachment, []);
  if (missingParts(attachment, stored).length > 0) return missing(attachment, stored);
  await gatherings.complete(attachment, uploadId, stored);
  return objects.inspect(objectKey);
};

const missing = (attachment: Attachment, stored: readonly StoredPart[]): Refusal =>
  refuseAttachment('parts-missing', {
    missing: missingParts(attachment, stored).map(({ partNumber }) => partNumber),
  });

const answerPresent = (attachment: Stored<Attachment>) =>
  answer(200, presentAttachment(attachment, attachment.bookkeeping.version), attachment.bookkeeping.version);
