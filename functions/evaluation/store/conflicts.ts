import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Page, Row, Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { ConflictAction, DeclaredConflict } from '../rules/conflict.ts';

const conflictRow = v.object({
  state: v.literal('DECLARED'),
  conflictId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  accountId: v.string(),
  organisationId: v.string(),
  reason: v.string(),
  declaredAt: v.string(),
}) satisfies v.GenericSchema<unknown, DeclaredConflict>;

const prefix = 'CONFLICT#';

/** By account, so that one look tells all that somebody declared in a round. */
const conflictKey = (
  { roundId, challengeId }: Pick<DeclaredConflict, 'roundId' | 'challengeId'>,
  accountId: string,
): TableKey => ({ pk: `ROUND#${roundId}`, sk: `${prefix}${accountId}#${challengeId}` });

const parseConflict = (row: Row): Stored<DeclaredConflict> => ({
  ...v.parse(conflictRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** What somebody declared in a round, read consistently. */
export const listOwnConflicts = async (
  table: Table,
  roundId: string,
  accountId: string,
): Promise<readonly DeclaredConflict[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix: `${prefix}${accountId}#` })).map(parseConflict);

/** A page of all that was declared in a round, read consistently. */
export const pageOfConflicts = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<DeclaredConflict>> => {
  const page = await table.page(`ROUND#${roundId}`, { prefix, cursor, limit: 100 });
  return { rows: page.rows.map(parseConflict), cursor: page.cursor };
};

/** Keeps a declaration; a second one for the same challenge is `declared-already`. */
export const conflictChange = (
  after: DeclaredConflict,
  action: ConflictAction,
): Change<DeclaredConflict> => ({
  key: conflictKey(after, after.accountId),
  entity: `conflict/${after.conflictId}`,
  log: `round/${after.roundId}`,
  action,
  reason: after.reason,
  before: null,
  after,
  exists: () =>
    refuseEvaluation('declared-already', { challengeId: after.challengeId, roundId: after.roundId }),
});
