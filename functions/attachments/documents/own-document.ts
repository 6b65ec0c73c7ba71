import type { Stored } from '../../platform/change.ts';
import type { Account } from '../../platform/identity.ts';
import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import type { Attachment } from '../rules.ts';
import { readAttachment } from '../store.ts';
import type { DocumentKind, DocumentOwners, Side } from '../store/document-owner.ts';

export type DocumentDependencies = { readonly table: Table; readonly owners: DocumentOwners };

type Named = { readonly kind: DocumentKind; readonly ownerId: string; readonly attachmentId: string };

/** A file of the caller's own side, with that side; another side's does not exist for it. */
export const readOwnDocument = async (
  { table, owners }: DocumentDependencies,
  account: Account,
  { kind, ownerId, attachmentId }: Named,
  at: Instant,
): Promise<{ readonly side: Side; readonly document: Stored<Attachment> } | Refusal> => {
  const side = await owners[kind].sideOf(account, ownerId, at);
  if (isRefusal(side)) return side;
  const document = await readAttachment(table, side.subject.owner, attachmentId);
  return document?.organisationId === side.subject.organisationId ? { side, document } : refuse('not-found');
};
