import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Undertaking, UndertakingAction } from '../rules/undertaking.ts';

const undertakingRow = v.object({
  state: v.literal('GIVEN'),
  undertakingId: v.string(),
  roundId: v.string(),
  accountId: v.string(),
  organisationId: v.string(),
  textVersion: v.string(),
  text: v.object({ ko: v.string(), en: v.string() }),
  sha256: v.string(),
  givenAt: v.string(),
}) satisfies v.GenericSchema<unknown, Undertaking>;

const prefix = 'UNDERTAKING#';

const undertakingKey = (roundId: string, accountId: string): TableKey => ({
  pk: `ROUND#${roundId}`,
  sk: `${prefix}${accountId}`,
});

const parseUndertaking = (row: Row): Stored<Undertaking> => ({
  ...v.parse(undertakingRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** What somebody undertook in a round, read consistently; null for whoever has not. */
export const readUndertaking = async (
  table: Table,
  roundId: string,
  accountId: string,
): Promise<Stored<Undertaking> | null> => {
  const row = await table.get(undertakingKey(roundId, accountId));
  return row === null ? null : parseUndertaking(row);
};

/** All that was undertaken in a round, by account id, read consistently. */
export const listUndertakings = async (
  table: Table,
  roundId: string,
): Promise<ReadonlyMap<string, Stored<Undertaking>>> =>
  new Map(
    (await table.all(`ROUND#${roundId}`, { prefix }))
      .map(parseUndertaking)
      .map((undertaking) => [undertaking.accountId, undertaking]),
  );

/** Keeps an undertaking; a second one in the same round is `undertaken-already`. */
export const undertakingChange = (after: Undertaking, action: UndertakingAction): Change<Undertaking> => ({
  key: undertakingKey(after.roundId, after.accountId),
  entity: `undertaking/${after.undertakingId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  exists: () => refuseEvaluation('undertaken-already', { roundId: after.roundId }),
});
