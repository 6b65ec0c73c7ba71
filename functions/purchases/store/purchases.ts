import * as v from 'valibot';
import { pinnedAttachments } from '../../attachments/store/pinned.ts';
import { bookkeepingOf, type Change, type Guard, type Stored } from '../../platform/change.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Page, Row, Table, TableKey } from '../../platform/table.ts';
import {
  declineGrounds,
  inspectionDeemedPassed,
  type Purchase,
  type PurchaseAction,
  purchaseIdOf,
  purchaseStates,
} from '../rules.ts';

const deed = v.object({ at: v.string(), accountId: v.string() });
const act = v.object({ ...deed.entries, documents: pinnedAttachments });

const delivery = v.object({ ...act.entries, deliveredOn: v.string(), note: v.string() });

const inspection = v.object({
  ...act.entries,
  result: v.picklist(['passed', 'remedy']),
  deemed: v.boolean(),
  findings: v.nullable(v.string()),
  remedyDueAt: v.nullable(v.string()),
  accountId: v.nullable(v.string()),
});

const purchaseRow = v.object({
  state: v.picklist(purchaseStates),
  purchaseId: v.string(),
  roundId: v.string(),
  proposalId: v.string(),
  challengeId: v.string(),
  supplierId: v.string(),
  partnerIds: v.array(v.string()),
  firstUserId: v.string(),
  declines: v.array(
    v.object({
      ...deed.entries,
      organisationId: v.string(),
      ground: v.picklist(declineGrounds),
      explanation: v.string(),
    }),
  ),
  priceInWon: v.number(),
  reservedAt: v.string(),
  contract: v.nullable(
    v.object({
      ...act.entries,
      terms: v.string(),
      priceBreakdown: v.array(v.object({ item: v.string(), amountInWon: v.number() })),
      trialLiability: v.string(),
      intellectualProperty: v.string(),
      deliveryDueAt: v.string(),
    }),
  ),
  remedied: v.array(v.object({ delivery, inspection })),
  delivery: v.nullable(delivery),
  deliveryCount: v.number(),
  inspectionDeadline: v.nullable(v.string()),
  inspection: v.nullable(inspection),
  acceptance: v.nullable(act),
  payment: v.nullable(act),
  termination: v.nullable(v.object({ ...act.entries, reason: v.string() })),
}) satisfies v.GenericSchema<unknown, Purchase>;

/** Where a purchase is kept. */
const purchaseKey = (purchaseId: string): TableKey => ({ pk: `PURCHASE#${purchaseId}`, sk: 'PURCHASE' });

const purchasesOfRound = (roundId: string): string => `ROUND#${roundId}#PURCHASES`;

const parsePurchase = (row: Row): Stored<Purchase> => ({
  ...v.parse(purchaseRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A purchase by id, read consistently, or null. */
export const readPurchase = async (table: Table, purchaseId: string): Promise<Stored<Purchase> | null> => {
  const row = await table.get(purchaseKey(purchaseId));
  return row === null ? null : parsePurchase(row);
};

/** The purchases of these proposals, read consistently, by proposal id. */
export const readPurchasesOfProposals = async (
  table: Table,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, Stored<Purchase>>> => {
  const rows = await table.getMany(proposalIds.map((proposalId) => purchaseKey(purchaseIdOf(proposalId))));
  return new Map(
    rows
      .flatMap((row) => (row === null ? [] : [parsePurchase(row)]))
      .map((found) => [found.proposalId, found]),
  );
};

/** Every purchase of a round, by id. */
export const listPurchasesOfRound = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<Purchase>[]> =>
  (await table.all(purchasesOfRound(roundId), { index: 'collection' })).map(parsePurchase);

/** A page of a round's purchases, by id. */
export const pagePurchasesOfRound = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<Stored<Purchase>>> => {
  const page = await table.page(purchasesOfRound(roundId), { index: 'collection', cursor, limit: 50 });
  return { rows: page.rows.map(parsePurchase), cursor: page.cursor };
};

/** The change of a purchase by one of its transitions. */
export const purchaseChange = (
  before: Stored<Purchase> | null,
  after: Purchase,
  action: PurchaseAction,
  reason: string | null = null,
  guard?: Guard,
): Change<Purchase> => ({
  key: purchaseKey(after.purchaseId),
  entity: `purchase/${after.purchaseId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: { collection: purchasesOfRound(after.roundId), position: after.purchaseId },
  ...(guard === undefined ? {} : { guard }),
});

/** Lets an inspection be written only before its deadline, by the gateway's instant (DOMAIN.md, «Purchase»). */
export const whileInspectionOpen = (purchase: Purchase, receivedAt: Instant): Guard => ({
  condition: '#inspectionDeadline > :receivedAt',
  names: { '#inspectionDeadline': 'inspectionDeadline' },
  values: { ':receivedAt': receivedAt },
  refusal: () => inspectionDeemedPassed(purchase),
});
