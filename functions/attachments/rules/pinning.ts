import type { Refusal } from '../../platform/refusal.ts';
import { refuseAttachment } from '../refusals.ts';
import { type Attachment, isLive, isReceived, type ReceivedAttachment } from './attachment.ts';

/** A file as an act pinned it: another upload under the same link changes nothing (invariant 3). */
export type PinnedAttachment = {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeInBytes: number;
  readonly sha256: string;
  readonly objectKey: string;
  readonly versionId: string;
};

/** Received files as an act pins them, in the order of their ids. */
export const pin = (attachments: readonly ReceivedAttachment[]): readonly PinnedAttachment[] =>
  attachments.map(pinOf).sort(byId);

const pinOf = (attachment: ReceivedAttachment): PinnedAttachment => ({
  attachmentId: attachment.attachmentId,
  fileName: attachment.fileName,
  contentType: attachment.contentType,
  sizeInBytes: attachment.sizeInBytes,
  sha256: attachment.sha256,
  objectKey: attachment.objectKey,
  versionId: attachment.versionId,
});

const byId = (left: PinnedAttachment, right: PinnedAttachment): number =>
  left.attachmentId < right.attachmentId ? -1 : 1;

/**
 * The files that an act of an organisation names, pinned by version and SHA-256 (invariant 3). Refuses
 * `documents-not-ready` for one that is unknown, another organisation's, taken out again, not arrived or refused.
 */
export const pinNamed = (
  attachmentIds: readonly string[],
  attachments: readonly Attachment[],
  organisationId: string,
): readonly PinnedAttachment[] | Refusal => {
  const own = attachments.filter((attachment) => attachment.organisationId === organisationId);
  const ready = own.filter(isReceived).filter(isLive);
  const isReady = (wanted: string): boolean => ready.some(({ attachmentId }) => attachmentId === wanted);
  const unready = attachmentIds
    .filter((wanted) => !isReady(wanted))
    .map((attachmentId) => ({
      attachmentId,
      state: own.find((attachment) => attachment.attachmentId === attachmentId)?.state ?? null,
    }));
  return unready.length > 0
    ? refuseAttachment('documents-not-ready', { attachments: unready })
    : pin(ready.filter(({ attachmentId }) => attachmentIds.includes(attachmentId)));
};

/** What others are shown of a pinned file; where it lies in the store stays inside. */
export const describePinned = (pinned: readonly PinnedAttachment[]) =>
  pinned.map(({ attachmentId, fileName, contentType, sizeInBytes, sha256 }) => ({
    attachmentId,
    fileName,
    contentType,
    sizeInBytes,
    sha256,
  }));
