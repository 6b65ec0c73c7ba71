import type { Stored } from '../platform/change.ts';
import { answer } from '../platform/http.ts';
import type { Answer, Idempotency } from '../platform/idempotency.ts';
import type { PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentStored } from './present.ts';
import { recordArrival } from './receive.ts';
import { refuseAttachment } from './refusals.ts';
import { type Attachment, isLive, missingParts, type StoredObject, type StoredPart } from './rules.ts';
import { readAttachment } from './store.ts';
import type { Gatherings } from './store/gatherings.ts';
import type { Objects } from './store/objects.ts';

export type ArrivalDependencies = {
  readonly table: Table;
  readonly objects: Pick<Objects, 'inspect'>;
  readonly gatherings: Pick<Gatherings, 'list' | 'complete'>;
};

type By = {
  readonly actor: PersonActor;
  readonly receivedAt: Instant;
  readonly idempotency: Idempotency | null;
};

/**
 * Somebody says that a file was put. The store is asked, not they; where the store's own event was faster, the answer is
 * what it made of the attachment. Refuses `upload-not-found`, `parts-missing`, `attachment-removed`.
 */
export const confirmArrival = async (
  deps: ArrivalDependencies,
  before: Stored<Attachment>,
  { actor, receivedAt, idempotency }: By,
): Promise<Answer | Refusal> => {
  const { table } = deps;
  // The event's writing kept no answer under this request's key, and the next event may change what is present.
  const keepPresent = (present: Stored<Attachment>) =>
    keepAnswer(table, idempotency, answerStored(present), receivedAt);
  if (before.state !== 'DECLARED') return keepPresent(before);

  const object = await completed(deps, before);
  if (isRefusal(object)) return object;
  if (object === null) return refuseAttachment('upload-not-found', { attachmentId: before.attachmentId });
  const outcome = await recordArrival(table, before, object, { actor, at: receivedAt, idempotency });
  const isRaced = isRefusal(outcome) && ['wrong-state', 'changed-meanwhile'].includes(outcome.code);
  const present = isRaced ? await readAttachment(table, before.owner, before.attachmentId) : null;
  return present === null || present.state === 'DECLARED' ? outcome : keepPresent(present);
};

/**
 * The object as the store has it; of a file in parts it is made now if all have come. Whoever completes twice, or
 * never heard the answer, finds the object there. Refuses `parts-missing`, `attachment-removed`.
 */
const completed = async (
  { objects, gatherings }: ArrivalDependencies,
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

const answerStored = (attachment: Stored<Attachment>) =>
  answer(200, presentStored(attachment), attachment.bookkeeping.version);
