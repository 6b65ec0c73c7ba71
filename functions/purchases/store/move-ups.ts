import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { readHands } from '../../platform/hands.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { type MoveUp, type MoveUpAction, moveUpStates } from '../rules.ts';

const line = v.object({ proposalId: v.string(), challengeId: v.string(), priceInWon: v.number() });

const moveUpRow = v.object({
  state: v.picklist(moveUpStates),
  roundId: v.string(),
  number: v.number(),
  freeInWon: v.number(),
  lines: v.array(line),
  preparedBy: v.string(),
  preparedAt: v.string(),
  approvedBy: v.nullable(v.string()),
  approvedAt: v.nullable(v.string()),
  movedUp: v.array(line),
}) satisfies v.GenericSchema<unknown, MoveUp>;

const moveUpKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'MOVE-UP' });

/** What moves up in a round, or null while nothing was prepared. */
export const readMoveUp = async (table: Table, roundId: string): Promise<Stored<MoveUp> | null> => {
  const row = await table.get(moveUpKey(roundId));
  return row === null ? null : { ...v.parse(moveUpRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The accounts of all who prepared a move up in a round, also what was prepared again. */
export const readMoveUpPreparers = (table: Table, roundId: string): Promise<ReadonlySet<string>> =>
  readHands(table, moveUpKey(roundId), ['prepare-move-up'] satisfies readonly MoveUpAction[]);

/** The change of a move up by one of its transitions. */
export const moveUpChange = (
  before: Stored<MoveUp> | null,
  after: MoveUp,
  action: MoveUpAction,
): Change<MoveUp> => ({
  key: moveUpKey(after.roundId),
  entity: `move-up/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  before,
  after,
});
