import * as v from 'valibot';
import type { Refusal } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { type Owner, pinNamed, type PinnedAttachment } from '../rules.ts';
import { readAttachments } from '../store.ts';

/** Pinned files as they lie in the row of the act that pinned them. */
export const pinnedAttachments = v.array(
  v.object({
    attachmentId: v.string(),
    fileName: v.string(),
    contentType: v.string(),
    sizeInBytes: v.number(),
    sha256: v.string(),
    objectKey: v.string(),
    versionId: v.string(),
  }),
) satisfies v.GenericSchema<unknown, PinnedAttachment[]>;

/** Reads and pins the files that an act of an organisation names; refuses `documents-not-ready`. */
export const pinDocuments = async (
  table: Table,
  owner: Owner,
  organisationId: string,
  attachmentIds: readonly string[],
): Promise<readonly PinnedAttachment[] | Refusal> => {
  if (attachmentIds.length === 0) return [];
  const wanted = attachmentIds.map((attachmentId) => ({ owner, attachmentId }));
  return pinNamed(attachmentIds, await readAttachments(table, wanted), organisationId);
};
