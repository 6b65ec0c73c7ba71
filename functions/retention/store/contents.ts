import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { type ContentsAction, contentsStates, type RoundContents } from '../rules/contents.ts';

const contentsRow = v.object({
  state: v.picklist(contentsStates),
  roundId: v.string(),
  begunAt: v.string(),
  deletedAt: v.nullable(v.string()),
  emptied: v.optional(v.nullable(v.object({ proposals: v.number(), sha256: v.string() })), null),
}) satisfies v.GenericSchema<unknown, RoundContents>;

const contentsKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'CONTENTS' });

/** What was deleted of a round's proposals by its policy; null where nothing was yet. */
export const readContents = async (table: Table, roundId: string): Promise<Stored<RoundContents> | null> => {
  const row = await table.get(contentsKey(roundId));
  return row === null ? null : { ...v.parse(contentsRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The change of a round's contents by one of its arrows. */
export const contentsChange = (
  before: Stored<RoundContents> | null,
  after: RoundContents,
  action: ContentsAction,
): Change<RoundContents> => ({
  key: contentsKey(after.roundId),
  entity: `contents/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  before,
  after,
});
