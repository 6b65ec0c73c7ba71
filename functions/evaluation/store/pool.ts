import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Page, Row, Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Evaluator, EvaluatorAction } from '../rules/pool.ts';

const evaluatorRow = v.object({
  state: v.literal('LISTED'),
  roundId: v.string(),
  evaluatorId: v.string(),
  listingId: v.string(),
  accountId: v.string(),
  organisationId: v.string(),
  name: v.nullable(v.string()),
  expertise: v.string(),
  listedAt: v.string(),
}) satisfies v.GenericSchema<unknown, Evaluator>;

const prefix = 'EVALUATOR#';

/** By account, so that nobody stands in a pool twice. */
const evaluatorKey = (roundId: string, accountId: string): TableKey => ({
  pk: `ROUND#${roundId}`,
  sk: `${prefix}${accountId}`,
});

const poolsOf = (accountId: string): string => `ACCOUNT#${accountId}#POOLS`;

const parseEvaluator = (row: Row): Stored<Evaluator> => ({
  ...v.parse(evaluatorRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** A person's place in a round's pool, or null. */
export const readEvaluator = async (
  table: Table,
  roundId: string,
  accountId: string,
): Promise<Stored<Evaluator> | null> => {
  const row = await table.get(evaluatorKey(roundId, accountId));
  return row === null ? null : parseEvaluator(row);
};

/** A page of a round's pool, read consistently. */
export const pageOfEvaluators = async (
  table: Table,
  roundId: string,
  cursor: string | null,
): Promise<Page<Stored<Evaluator>>> => {
  const page = await table.page(`ROUND#${roundId}`, { prefix, cursor, limit: 100 });
  return { rows: page.rows.map(parseEvaluator), cursor: page.cursor };
};

/** A round's whole pool, read consistently. */
export const listEvaluators = async (table: Table, roundId: string): Promise<readonly Stored<Evaluator>[]> =>
  (await table.all(`ROUND#${roundId}`, { prefix })).map(parseEvaluator);

/** A person's places in the pools of all rounds; the index lags a moment behind the writes. */
export const listPoolsOfAccount = async (
  table: Table,
  accountId: string,
): Promise<readonly Stored<Evaluator>[]> =>
  (await table.all(poolsOf(accountId), { index: 'collection' })).map(parseEvaluator);

/** Puts somebody into a pool. Who it is, and under which pseudonym, stands in the ledger as a commitment only. */
export const evaluatorChange = (after: Evaluator, action: EvaluatorAction): Change<Evaluator> => ({
  key: evaluatorKey(after.roundId, after.accountId),
  entity: `listing/${after.listingId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  indexed: { collection: poolsOf(after.accountId), position: after.roundId },
  exists: () => refuseEvaluation('evaluator-listed-already'),
});
