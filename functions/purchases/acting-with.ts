import { pinDocuments } from '../attachments/store/pinned.ts';
import type { PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Instant } from '../platform/instant.ts';
import type { Table } from '../platform/table.ts';
import type { By, Purchase } from './rules.ts';

/** Who acts on a purchase, with the files of their own side that the act names; refuses `documents-not-ready`. */
export const actingWith = async (
  table: Table,
  { purchaseId }: Pick<Purchase, 'purchaseId'>,
  { accountId, organisationId }: PersonActor,
  attachmentIds: readonly string[],
  at: Instant,
): Promise<Required<By> | Refusal> => {
  const owner = { kind: 'purchase', id: purchaseId } as const;
  const documents = await pinDocuments(table, owner, organisationId, attachmentIds);
  return isRefusal(documents) ? documents : { accountId, at, documents };
};
