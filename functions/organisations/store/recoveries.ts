import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import type { Recovery, RecoveryAction } from '../rules/recovery.ts';

const recoveryRow = v.object({
  state: v.picklist(['CLAIMED', 'PREPARED', 'CONFIRMED', 'REFUSED']),
  recoveryId: v.string(),
  organisationId: v.string(),
  claim: v.string(),
  claimedBy: v.string(),
  claimedAt: v.string(),
  prepared: v.nullable(
    v.object({
      members: v.picklist(['keep', 'end']),
      evidence: v.object({ method: v.picklist(['document', 'code']), checked: v.string() }),
      preparedBy: v.string(),
    }),
  ),
  // Rows that are older than the field have none.
  refusedBecause: v.optional(v.nullable(v.string()), null),
}) satisfies v.GenericSchema<unknown, Recovery>;

const recoveryKey = (recoveryId: string): TableKey => ({ pk: `RECOVERY#${recoveryId}`, sk: 'RECOVERY' });

const openRecoveries = 'RECOVERIES#OPEN';

const parseRecovery = (row: Row): Stored<Recovery> => ({
  ...v.parse(recoveryRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A recovery by id, or null. */
export const readRecovery = async (table: Table, recoveryId: string): Promise<Stored<Recovery> | null> => {
  const row = await table.get(recoveryKey(recoveryId));
  return row === null ? null : parseRecovery(row);
};

/** Many recoveries by id; those that do not exist are left out. */
export const readRecoveries = async (
  table: Table,
  recoveryIds: readonly string[],
): Promise<ReadonlyMap<string, Stored<Recovery>>> => {
  const rows = await table.getMany(recoveryIds.map(recoveryKey));
  return new Map(
    rows
      .flatMap((row) => (row === null ? [] : [parseRecovery(row)]))
      .map((found) => [found.recoveryId, found]),
  );
};

/** A page of the recoveries that await staff or an approver, oldest first. */
export const listOpenRecoveries = async (table: Table, cursor: string | null) => {
  const page = await table.page(openRecoveries, { index: 'collection', cursor, limit: 100 });
  return { rows: page.rows.map(parseRecovery), cursor: page.cursor };
};

/** The change of a recovery by one of its transitions. */
export const recoveryChange = (
  before: Stored<Recovery> | null,
  after: Recovery,
  action: RecoveryAction,
  reason: string,
): Change<Recovery> => ({
  key: recoveryKey(after.recoveryId),
  entity: `recovery/${after.recoveryId}`,
  log: 'agency',
  action,
  reason,
  before,
  after,
  indexed:
    after.state === 'CLAIMED' || after.state === 'PREPARED'
      ? { collection: openRecoveries, position: `${after.claimedAt}#${after.recoveryId}` }
      : {},
});
