import { type Attachment, explanationOf, type Owner, type PinnedAttachment } from '../attachments/rules.ts';
import { listAttachments } from '../attachments/store.ts';
import { dossierAttachmentsFormat } from '../ledger/store.ts';
import type { Table } from '../platform/table.ts';
import { areContentsDeleted } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { type EnclosedDocument, jsonText, type Part } from './dossier-content.ts';

/**
 * The files that an owner's acts have pinned, listed in `<folder>/attachments.json` with what their check found; only
 * those that were found good are enclosed, below `<folder>/attachments/`, and none once the time is over for which the round keeps them.
 */
export const enclose = async (
  table: Table,
  folder: string,
  owner: Owner,
  pinned: readonly PinnedAttachment[],
): Promise<Part> => {
  const stored = await listAttachments(table, owner);
  const areDeleted = pinned.length > 0 && (await areFilesDeleted(table, stored));
  const checked = new Map(stored.map((attachment) => [attachment.attachmentId, attachment]));
  const lines = pinned.map((attachment) => {
    const { attachmentId, fileName, contentType, sizeInBytes, sha256, versionId } = attachment;
    const found = checked.get(attachmentId);
    const isGood = found?.state === 'VERIFIED' && found.versionId === versionId;
    const path = isGood && !areDeleted ? `${folder}/attachments/${attachmentId}${endingOf(fileName)}` : null;
    const state = found?.state ?? 'RECEIVED';
    const finding = found === undefined ? null : explanationOf(found);
    const listed = {
      attachmentId,
      fileName,
      contentType,
      sizeInBytes,
      sha256,
      versionId,
      state,
      finding,
      path,
    };
    return { attachment, listed };
  });
  return {
    texts:
      lines.length === 0
        ? []
        : jsonText(`${folder}/attachments.json`, {
            format: dossierAttachmentsFormat,
            owner,
            attachments: lines.map(({ listed }) => listed),
          }),
    documents: lines.flatMap(({ attachment, listed: { path } }): readonly EnclosedDocument[] =>
      path === null ? [] : [{ path, document: attachment }],
    ),
    entities: stored.map(({ attachmentId }) => `attachment/${attachmentId}`),
  };
};

/** Whatever is attached to a proposal or its purchase goes with the proposal. */
const areFilesDeleted = async (table: Table, [first]: readonly Attachment[]): Promise<boolean> => {
  const proposal = first === undefined ? null : await readProposal(table, first.proposalId);
  return proposal !== null && areContentsDeleted(proposal);
};

/** The ending of a file's name, where it is a plain one: the name itself stands in the list. */
const endingOf = (fileName: string): string => /\.[a-z0-9]{1,5}$/iu.exec(fileName)?.[0].toLowerCase() ?? '';
