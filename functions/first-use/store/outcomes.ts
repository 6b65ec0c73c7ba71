import * as v from 'valibot';
import type { Change } from '../../platform/change.ts';
import type { Row, Table } from '../../platform/table.ts';
import { type Outcome, type OutcomeAction, outcomeKinds } from '../rules/outcomes.ts';

const outcomeRow = v.object({
  state: v.literal('RECORDED'),
  outcomeId: v.string(),
  purchaseId: v.string(),
  roundId: v.string(),
  kind: v.picklist(outcomeKinds),
  organisationId: v.string(),
  amount: v.number(),
  day: v.string(),
  recordedAt: v.string(),
}) satisfies v.GenericSchema<unknown, Outcome>;

const ofRound = (roundId: string): string => `ROUND#${roundId}#OUTCOMES`;

const parseOutcome = (row: Row): Outcome => v.parse(outcomeRow, row);

/** Every outcome that was recorded in a round, by instant; the index lags a moment behind the writes. */
export const listOutcomesOfRound = async (table: Table, roundId: string): Promise<readonly Outcome[]> =>
  (await table.all(ofRound(roundId), { index: 'collection' })).map(parseOutcome);

/** Records an outcome. */
export const outcomeChange = (after: Outcome, action: OutcomeAction): Change<Outcome> => ({
  key: { pk: `OUTCOME#${after.outcomeId}`, sk: 'OUTCOME' },
  entity: `outcome/${after.outcomeId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  indexed: { collection: ofRound(after.roundId), position: `${after.recordedAt}#${after.outcomeId}` },
});
