import * as v from 'valibot';
import type { Change } from '../../platform/change.ts';
import type { Row, Table } from '../../platform/table.ts';
import { refuseFirstUse } from '../refusals.ts';
import { identityOf, type Outcome, type OutcomeAction, outcomeKinds } from '../rules/outcomes.ts';

const outcomeRow = v.object({
  state: v.literal('RECORDED'),
  outcomeId: v.string(),
  proposalId: v.string(),
  challengeId: v.string(),
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

/** Records an outcome; one that is recorded already is `repurchase-recorded`. */
export const outcomeChange = (after: Outcome, action: OutcomeAction): Change<Outcome> => ({
  key: { pk: `OUTCOME#${identityOf(after)}`, sk: 'OUTCOME' },
  entity: `outcome/${after.outcomeId}`,
  log: `round/${after.roundId}`,
  action,
  before: null,
  after,
  exists: () => refuseFirstUse('repurchase-recorded'),
  indexed: { collection: ofRound(after.roundId), position: `${after.recordedAt}#${after.outcomeId}` },
});
