import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { type AlongsideWrite, whileUnchanged } from '../../platform/commit.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import type { FreshPanel, FreshPanelAction } from '../rules/fresh-panel.ts';
import type { Panel, SeatAction } from '../rules/panel.ts';

const panelFields = {
  state: v.literal('SEATED'),
  challengeId: v.string(),
  roundId: v.string(),
  drawSeed: v.string(),
  maximumOfOneOrganisation: v.number(),
  parties: v.array(v.string()),
  seats: v.array(
    v.object({
      evaluatorId: v.string(),
      group: v.string(),
      standing: v.picklist(['ASSIGNED', 'CLEAR', 'RECUSED']),
      declaredAt: v.nullable(v.string()),
      recusalReason: v.nullable(v.string()),
    }),
  ),
  reserve: v.array(v.object({ evaluatorId: v.string(), group: v.string() })),
};
const panelRow = v.object(panelFields) satisfies v.GenericSchema<unknown, Panel>;
const freshPanelRow = v.object({
  ...panelFields,
  // A panel that was seated before fresh panels had a deadline has none.
  deadline: v.optional(v.string(), '9999-12-31T00:00:00.000Z'),
  relieved: v.optional(v.array(v.string()), []),
  steppedIn: v.optional(v.record(v.string(), v.string()), {}),
}) satisfies v.GenericSchema<unknown, FreshPanel>;

const panelKey = (challengeId: string): TableKey => ({ pk: `PANEL#${challengeId}`, sk: 'PANEL' });

const parsePanel = (row: Row): Stored<Panel> => ({
  ...v.parse(panelRow, row),
  bookkeeping: bookkeepingOf(row),
});

const parseFreshPanel = (row: Row): Stored<FreshPanel> => ({
  ...v.parse(freshPanelRow, row),
  bookkeeping: bookkeepingOf(row),
});

export const freshPanelKey = (challengeId: string, proposalId: string): TableKey => ({
  pk: `PANEL#${challengeId}`,
  sk: `FRESH-PANEL#${proposalId}`,
});

const freshPanelsOf = (roundId: string): string => `ROUND#${roundId}#FRESH-PANELS`;

/** A proposal as far as its panel is asked for. */
type OfPanel = { readonly challengeId: string; readonly proposalId: string };

/** The panel that evaluates a proposal afresh, or null where no objection to its result was upheld. */
export const readFreshPanel = async (
  table: Table,
  { challengeId, proposalId }: OfPanel,
): Promise<Stored<FreshPanel> | null> => {
  const row = await table.get(freshPanelKey(challengeId, proposalId));
  return row === null ? null : parseFreshPanel(row);
};

/** The fresh panels of a round by the proposal that they evaluate; the index lags a moment behind the writes. */
export const listFreshPanels = async (
  table: Table,
  roundId: string,
): Promise<ReadonlyMap<string, Stored<FreshPanel>>> =>
  new Map(
    (await table.all(freshPanelsOf(roundId), { index: 'collection' })).map((row) => [
      String(row['position']),
      parseFreshPanel(row),
    ]),
  );

/** A write beside others that fails with `refusal` once a fresh panel is another than the one that was read. */
export const whileFreshPanelIs = (
  panel: Stored<FreshPanel>,
  proposalId: string,
  refusal: Refusal,
): AlongsideWrite => whileUnchanged(freshPanelKey(panel.challengeId, proposalId), panel, () => refusal);

/** The change of a fresh panel by an arrow of its own or of one of its seats. */
export const freshPanelChange = (
  before: Stored<FreshPanel> | null,
  after: FreshPanel,
  proposalId: string,
  action: FreshPanelAction,
  reason: string | null = null,
): Change<FreshPanel> => ({
  key: freshPanelKey(after.challengeId, proposalId),
  entity: `fresh-panel/${proposalId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  indexed: { collection: freshPanelsOf(after.roundId), position: proposalId },
});

/** The panel of a challenge, or null while none is seated. */
export const readPanel = async (table: Table, challengeId: string): Promise<Stored<Panel> | null> => {
  const row = await table.get(panelKey(challengeId));
  return row === null ? null : parsePanel(row);
};

/** The panels of these challenges by challenge id, read consistently; challenges without one are left out. */
export const readPanels = async (
  table: Table,
  challengeIds: readonly string[],
): Promise<ReadonlyMap<string, Stored<Panel>>> => {
  const rows = await table.getMany(challengeIds.map(panelKey));
  return new Map(
    rows.flatMap((row) => (row === null ? [] : [parsePanel(row)])).map((panel) => [panel.challengeId, panel]),
  );
};

/** The change of a panel by an arrow of one of its seats. */
export const panelChange = (
  before: Stored<Panel> | null,
  after: Panel,
  action: SeatAction,
  reason: string | null = null,
): Change<Panel> => ({
  key: panelKey(after.challengeId),
  entity: `panel/${after.challengeId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
});
