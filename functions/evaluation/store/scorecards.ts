import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Row, Table, TableKey } from '../../platform/table.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Scorecard, ScorecardAction } from '../rules/scorecard.ts';

const scorecardRow = v.object({
  state: v.picklist(['DRAFT', 'SUBMITTED', 'RECONFIRMED', 'REVISED']),
  roundId: v.string(),
  challengeId: v.string(),
  proposalId: v.string(),
  evaluatorId: v.string(),
  points: v.record(v.string(), v.number()),
  gates: v.record(v.string(), v.boolean()),
  reasons: v.record(v.string(), v.string()),
  submittedAt: v.nullable(v.string()),
  firstPoints: v.nullable(v.record(v.string(), v.number())),
  answerReason: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Scorecard>;

const prefix = 'SCORECARD#';

const partitionOf = (proposalId: string): string => `SCORECARDS#${proposalId}`;

const scorecardKey = (proposalId: string, evaluatorId: string): TableKey => ({
  pk: partitionOf(proposalId),
  sk: `${prefix}${evaluatorId}`,
});

const parseScorecard = (row: Row): Stored<Scorecard> => ({
  ...v.parse(scorecardRow, row),
  bookkeeping: bookkeepingOf(row),
});

/** The scorecard of a pseudonym for a proposal, or null. */
export const readScorecard = async (
  table: Table,
  proposalId: string,
  evaluatorId: string,
): Promise<Stored<Scorecard> | null> => {
  const row = await table.get(scorecardKey(proposalId, evaluatorId));
  return row === null ? null : parseScorecard(row);
};

/** A pseudonym's scorecards for these proposals, by proposal id. */
export const readOwnScorecards = async (
  table: Table,
  evaluatorId: string,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, Stored<Scorecard>>> => {
  const rows = await table.getMany(proposalIds.map((proposalId) => scorecardKey(proposalId, evaluatorId)));
  return new Map(
    rows
      .flatMap((row) => (row === null ? [] : [parseScorecard(row)]))
      .map((scorecard) => [scorecard.proposalId, scorecard]),
  );
};

/** All scorecards of a proposal, drafts among them, read consistently, ascending by evaluator id. */
export const listScorecardsOfProposal = async (
  table: Table,
  proposalId: string,
): Promise<readonly Stored<Scorecard>[]> =>
  (await table.all(partitionOf(proposalId), { prefix })).map(parseScorecard);

/** The change of a scorecard by one of its arrows; with `action` null a draft is saved, which leaves no entry. */
export const scorecardChange = (
  before: Stored<Scorecard> | null,
  after: Scorecard,
  action: Exclude<ScorecardAction, 'save'> | null,
  reason: string | null = null,
): Change<Scorecard> => ({
  key: scorecardKey(after.proposalId, after.evaluatorId),
  entity: `scorecard/${after.proposalId}/${after.evaluatorId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
  exists: (present) =>
    present['state'] === 'DRAFT'
      ? refuse('changed-meanwhile', { version: present['version'] })
      : refuseEvaluation('scorecard-locked', { state: present['state'], roundId: after.roundId }),
});
