import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { readHands } from '../../platform/hands.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { FreshPanel } from '../rules/fresh-panel.ts';
import type { Panel } from '../rules/panel.ts';
import {
  type DrawSupplement,
  type DrawSupplementAction,
  type PoolSupplement,
  type SupplementAction,
  withSupplements,
} from '../rules/supplement.ts';
import { readPanel } from './panels.ts';

const poolSupplementRow = v.object({
  state: v.picklist(['PROPOSED', 'APPROVED']),
  roundId: v.string(),
  number: v.number(),
  entries: v.array(
    v.object({
      evaluatorId: v.string(),
      accountId: v.string(),
      organisationId: v.string(),
      name: v.nullable(v.string()),
      expertise: v.string(),
    }),
  ),
  pseudonyms: v.record(v.string(), v.string()),
  proposedBy: v.string(),
  proposedAt: v.string(),
  approvedBy: v.nullable(v.string()),
  approvedAt: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, PoolSupplement>;

const drawSupplementRow = v.object({
  state: v.literal('DRAWN'),
  roundId: v.string(),
  number: v.number(),
  drawSha256: v.string(),
  seed: v.string(),
  candidates: v.array(v.object({ evaluatorId: v.string(), group: v.string() })),
  challenges: v.array(v.object({ challengeId: v.string(), conflicted: v.array(v.string()) })),
  orders: v.array(v.object({ challengeId: v.string(), order: v.array(v.string()) })),
  approvedAt: v.string(),
}) satisfies v.GenericSchema<unknown, DrawSupplement>;

const poolSupplementKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'POOL-SUPPLEMENT' });

const drawnPrefix = 'DRAW-SUPPLEMENT#';

/** Who was proposed last for the pool of a drawn round, or null while nobody was. */
export const readPoolSupplement = async (
  table: Table,
  roundId: string,
): Promise<Stored<PoolSupplement> | null> => {
  const row = await table.get(poolSupplementKey(roundId));
  return row === null ? null : { ...v.parse(poolSupplementRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The accounts of all who proposed a supplement in a round, also what was proposed again. */
export const readSupplementProposers = (table: Table, roundId: string): Promise<ReadonlySet<string>> =>
  readHands(table, poolSupplementKey(roundId), ['propose-supplement'] satisfies readonly SupplementAction[]);

/** The change of a supplement by one of its transitions. Who it is stands in the ledger as a commitment only. */
export const poolSupplementChange = (
  before: Stored<PoolSupplement> | null,
  after: PoolSupplement,
  action: SupplementAction,
): Change<PoolSupplement> => ({
  key: poolSupplementKey(after.roundId),
  entity: `pool-supplement/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  before,
  after,
});

/** The approved supplements of a round in their order, read consistently. */
export const listDrawSupplements = async (
  table: Table,
  roundId: string,
): Promise<readonly Stored<DrawSupplement>[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix: drawnPrefix })).map((row) => ({
    ...v.parse(drawSupplementRow, row),
    bookkeeping: bookkeepingOf(row),
  }));

/** Makes an approved supplement a fact. */
export const drawSupplementChange = (
  after: DrawSupplement,
  action: DrawSupplementAction,
): Change<DrawSupplement> => ({
  key: {
    pk: `ROUND#${after.roundId}`,
    sk: `${drawnPrefix}${String(after.number).padStart(4, '0')}`,
  },
  entity: `draw-supplement/${after.roundId}/${after.number}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  exists: () => refuseEvaluation('supplement-changed', { number: after.number, roundId: after.roundId }),
});

/** The first panel of a challenge with the approved supplements of its round behind the drawn order. */
export const supplementedPanel = async <Of extends Panel>(table: Table, panel: Of): Promise<Of> =>
  withSupplements(panel, await listDrawSupplements(table, panel.roundId));

/**
 * The same of a fresh panel, which nobody comes to who sat on the first one, or left it; whoever shows many of a round gives
 * its supplements.
 */
export const supplementedFreshPanel = async <Of extends FreshPanel>(
  table: Table,
  panel: Of,
  ofRound?: readonly DrawSupplement[],
): Promise<Of> => {
  const [supplements, first] = await Promise.all([
    ofRound ?? listDrawSupplements(table, panel.roundId),
    readPanel(table, panel.challengeId),
  ]);
  const sat = (first?.seats ?? []).map(({ evaluatorId }) => evaluatorId);
  return withSupplements(panel, supplements, [...sat, ...panel.relieved]);
};
