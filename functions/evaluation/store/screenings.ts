import * as v from 'valibot';
import { pinnedAttachments } from '../../attachments/store/pinned.ts';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { type Screening, type ScreeningAction, screeningStates } from '../rules/screening-record.ts';
import { screened, supplement } from '../schema/screening.ts';

const screeningRow = v.object({
  state: v.picklist(screeningStates),
  roundId: v.string(),
  challengeId: v.string(),
  proposalId: v.string(),
  supplierId: v.string(),
  supplements: v.array(v.object({ ...supplement.entries, documents: pinnedAttachments })),
  ...screened,
}) satisfies v.GenericSchema<unknown, Screening>;

const screeningKey = (proposalId: string): TableKey => ({ pk: `SCREENING#${proposalId}`, sk: 'SCREENING' });

/** How a proposal is being screened, or null while nothing was asked or decided. */
export const readScreening = async (table: Table, proposalId: string): Promise<Stored<Screening> | null> => {
  const row = await table.get(screeningKey(proposalId));
  return row === null ? null : { ...v.parse(screeningRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The change of a screening by one of its arrows. */
export const screeningChange = (
  before: Stored<Screening> | null,
  after: Screening,
  action: ScreeningAction,
  reason: string | null = null,
): Change<Screening> => ({
  key: screeningKey(after.proposalId),
  entity: `screening/${after.proposalId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
});
