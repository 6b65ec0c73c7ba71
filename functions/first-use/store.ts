import * as v from 'valibot';
import { pinnedAttachments } from '../attachments/store/pinned.ts';
import { bookkeepingOf, type Change, type Guard, type Stored } from '../platform/change.ts';
import type { Instant } from '../platform/instant.ts';
import type { Page, Row, Table, TableKey } from '../platform/table.ts';
import { listPurchasesOfRound, pagePurchasesOfRound } from '../purchases/store.ts';
import {
  comparisons,
  type FirstUse,
  type FirstUseAction,
  firstUseStates,
  trialStillRunning,
  verdicts,
} from './rules.ts';

const bilingual = v.object({ ko: v.string(), en: v.string() });

const target = v.object({
  name: bilingual,
  unit: v.string(),
  comparison: v.picklist(comparisons),
  value: v.number(),
});

const firstUseRow = v.object({
  state: v.picklist(firstUseStates),
  purchaseId: v.string(),
  roundId: v.string(),
  proposalId: v.string(),
  challengeId: v.string(),
  supplierId: v.string(),
  partnerIds: v.array(v.string()),
  firstUserId: v.string(),
  acceptedAt: v.string(),
  trialEndsAt: v.string(),
  targets: v.array(target),
  report: v.nullable(
    v.object({
      verdict: v.picklist(verdicts),
      measurements: v.array(
        v.object({
          ...target.entries,
          measured: v.nullable(v.number()),
          met: v.nullable(v.boolean()),
        }),
      ),
      evidence: v.string(),
      documents: pinnedAttachments,
      at: v.string(),
      accountId: v.string(),
    }),
  ),
  plan: v.nullable(
    v.object({
      steps: v.string(),
      methods: v.array(v.object({ name: bilingual, method: v.string() })),
      at: v.string(),
      accountId: v.string(),
    }),
  ),
  comment: v.nullable(v.object({ text: v.string(), at: v.string(), accountId: v.string() })),
  publication: v.nullable(v.object({ at: v.string(), accountId: v.string() })),
}) satisfies v.GenericSchema<unknown, FirstUse>;

const firstUseKey = (purchaseId: string): TableKey => ({ pk: `PURCHASE#${purchaseId}`, sk: 'FIRST-USE' });

const parseFirstUse = (row: Row): Stored<FirstUse> => ({
  ...v.parse(firstUseRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** The first use of a purchase, read consistently; null before its acceptance. */
export const readFirstUse = async (table: Table, purchaseId: string): Promise<Stored<FirstUse> | null> => {
  const row = await table.get(firstUseKey(purchaseId));
  return row === null ? null : parseFirstUse(row);
};

/** The first uses of these purchases that have begun. */
export const readFirstUses = async (
  table: Table,
  purchases: readonly { readonly purchaseId: string }[],
): Promise<readonly Stored<FirstUse>[]> => {
  const rows = await table.getMany(purchases.map(({ purchaseId }) => firstUseKey(purchaseId)));
  return rows.flatMap((row) => (row === null ? [] : [parseFirstUse(row)]));
};

/** Every first use of a round, as it stands now: the list is that of the purchases, which were there before. */
export const listFirstUsesOfRound = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<FirstUse>[]> => readFirstUses(table, await listPurchasesOfRound(table, roundId));

/** The first uses of a page of the round's purchases. */
export const pageFirstUsesOfRound = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<Stored<FirstUse>>> => {
  const page = await pagePurchasesOfRound(table, roundId, cursor);
  return { rows: await readFirstUses(table, page.rows), cursor: page.cursor };
};

/** How many first uses of a round have no published verdict. */
export const countUnpublishedVerdicts = async (table: Table, roundId: string): Promise<number> =>
  (await listFirstUsesOfRound(table, roundId)).filter(({ state }) => state !== 'PUBLISHED').length;

/** The change of a first use by one of its transitions; with the acceptance it stands in one transaction. */
export const firstUseChange = (
  before: Stored<FirstUse> | null,
  after: FirstUse,
  action: FirstUseAction,
  reason: string | null = null,
  guard?: Guard,
): Change<FirstUse> => ({
  key: firstUseKey(after.purchaseId),
  entity: `first-use/${after.purchaseId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  ...(guard === undefined ? {} : { guard }),
});

/** Lets a verdict be written only from the trial's end on, by the gateway's instant. */
export const onceTrialEnded = (firstUse: FirstUse, receivedAt: Instant): Guard => ({
  condition: '#trialEndsAt <= :receivedAt',
  names: { '#trialEndsAt': 'trialEndsAt' },
  values: { ':receivedAt': receivedAt },
  refusal: () => trialStillRunning(firstUse),
});
