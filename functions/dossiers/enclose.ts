import { explanationOf, type Owner, type PinnedAttachment } from '../attachments/rules.ts';
import { listAttachments } from '../attachments/store.ts';
import { dossierAttachmentsFormat } from '../ledger/store.ts';
import type { Table } from '../platform/table.ts';
import { type EnclosedDocument, jsonText, type Part } from './dossier-content.ts';

/**
 * The files that an owner's acts have pinned, listed in `<folder>/attachments.json` with what their check found; only
 * those that were found good are enclosed, below `<folder>/attachments/`.
 */
export const enclose = async (
  table: Table,
  folder: string,
  owner: Owner,
  pinned: readonly PinnedAttachment[],
): Promise<Part> => {
  const stored = await listAttachments(table, owner);
  const checked = new Map(stored.map((attachment) => [attachment.attachmentId, attachment]));
  const lines = pinned.map((attachment) => {
    const { attachmentId, fileName, contentType, sizeInBytes, sha256, versionId } = attachment;
    const found = checked.get(attachmentId);
    const isGood = found?.state === 'VERIFIED' && found.versionId === versionId;
    const path = isGood ? `${folder}/attachments/${attachmentId}${endingOf(fileName)}` : null;
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

/** The ending of a file's name, where it is a plain one: the name itself stands in the list. */
const endingOf = (fileName: string): string => /\.[a-z0-9]{1,5}$/iu.exec(fileName)?.[0].toLowerCase() ?? '';
