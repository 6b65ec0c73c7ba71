import { fieldsOf, type Stored } from '../platform/change.ts';
import { type AlongsideWrite, commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { refuseAttachment } from './refusals.ts';
import { type Attachment, isLive, missingParts, type Part, partSizeInBytes } from './rules.ts';
import { attachmentChange, readAttachment } from './store.ts';
import type { Gatherings } from './store/gatherings.ts';
import type { Links } from './store/links.ts';
import type { Objects } from './store/objects.ts';

export type PartsDependencies = {
  readonly table: Table;
  readonly objects: Pick<Objects, 'inspect'>;
  readonly gatherings: Pick<Gatherings, 'create' | 'list' | 'abort'>;
  readonly links: Pick<Links, 'partLinks'>;
};

/** By whose right parts are put, under which key and until when; `alongside` must hold when the upload is noted. */
export type Circumstances = {
  readonly sealKeyArn: string;
  readonly deadline: Instant | null;
  readonly actor: PersonActor;
  readonly receivedAt: Instant;
  readonly alongside: readonly AlongsideWrite[];
};

/**
 * The links of the parts that are missing, at first and after every break: which ones the store has is the store's own
 * word. What all calls agree on is the one upload that is noted at the attachment. Refuses `not-in-parts`,
 * `attachment-removed`, `deadline-too-near`.
 */
export const linkParts = async (
  deps: PartsDependencies,
  attachment: Stored<Attachment>,
  circumstances: Circumstances,
) => {
  if (attachment.partSha256s.length === 0) return refuseAttachment('not-in-parts');
  if (!isLive(attachment)) return refuseAttachment('attachment-removed');
  const progress = await gather(deps, attachment, circumstances);
  if (isRefusal(progress)) return progress;
  const { deadline, receivedAt } = circumstances;
  const missing =
    progress === 'complete'
      ? []
      : await deps.links.partLinks({ attachment, deadline, receivedAt }, progress.uploadId, progress.missing);
  if (isRefusal(missing)) return missing;
  const linksEndAt = missing[0]?.upload.expiresAt ?? null;
  return { attachmentId: attachment.attachmentId, missing, partSizeInBytes, linksEndAt };
};

/** Throws away parts that nobody will complete; what a crash leaves behind the bucket's own rule removes. */
export const abandonParts = async (
  gatherings: Pick<Gatherings, 'abort'>,
  { state, objectKey, uploadId }: Attachment,
): Promise<void> => {
  if (uploadId !== null && state === 'DECLARED') await gatherings.abort(objectKey, uploadId);
};

/** What still has to come, and into which upload; opens one where there is none, or where the store gave it up. */
const gather = async (
  deps: PartsDependencies,
  attachment: Stored<Attachment>,
  circumstances: Circumstances,
): Promise<'complete' | { readonly uploadId: string; readonly missing: readonly Part[] } | Refusal> => {
  const { objectKey, owner, attachmentId, uploadId } = attachment;
  if (attachment.state !== 'DECLARED') return 'complete';
  if (uploadId !== null) {
    const stored = await deps.gatherings.list(objectKey, uploadId);
    if (stored !== null) return { uploadId, missing: missingParts(attachment, stored) };
    if ((await deps.objects.inspect(objectKey)) !== null) return 'complete';
  }
  const opened = await deps.gatherings.create(attachment, circumstances.sealKeyArn);
  const outcome = await note(deps.table, attachment, opened, circumstances);
  if (!isRefusal(outcome)) return { uploadId: opened, missing: missingParts(attachment, []) };
  await deps.gatherings.abort(objectKey, opened);
  const isRaced = ['wrong-state', 'changed-meanwhile', 'busy'].includes(outcome.code);
  const present = isRaced ? await readAttachment(deps.table, owner, attachmentId) : null;
  return present === null || present.bookkeeping.version === attachment.bookkeeping.version
    ? outcome
    : gather(deps, present, circumstances);
};

const note = (
  table: Table,
  before: Stored<Attachment>,
  uploadId: string,
  { actor, receivedAt, alongside }: Circumstances,
) =>
  commit(table, {
    at: receivedAt,
    actor,
    changes: [attachmentChange(before, { ...fieldsOf(before), uploadId }, null)],
    alongside,
    // The answer is the links, which are made after this and kept under the key then.
    idempotency: null,
    answer: () => answer(200, null),
  });
