import * as v from 'valibot';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import { type AlongsideWrite, whileUnchanged } from '../../platform/commit.ts';
import { readHands } from '../../platform/hands.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { type Decision, type DecisionAction, decisionStates } from '../rules/decision.ts';
import type { PriorityList, ScoreSheet } from '../rules/score-sheet.ts';
import { priorityListSchema, scoreSheetSchema } from '../schema.ts';
import type { Records } from './records.ts';

const pinned = v.object({ key: v.string(), versionId: v.string() });

const records = {
  sheetSha256: v.string(),
  listSha256: v.string(),
  sheetObject: pinned,
  listObject: pinned,
};

const decisionRow = v.object({
  state: v.picklist(decisionStates),
  roundId: v.string(),
  ...records,
  standingSha256: v.string(),
  committedInWon: v.number(),
  recommendedBy: v.string(),
  recommendedAt: v.string(),
  approvedBy: v.nullable(v.string()),
  approvedAt: v.nullable(v.string()),
  notifiedAt: v.nullable(v.string()),
  finalAt: v.nullable(v.string()),
  reopened: v.array(v.string()),
  revision: v.nullable(
    v.object({
      ...records,
      committedInWon: v.number(),
      proposalIds: v.array(v.string()),
      recommendedBy: v.string(),
      recommendedAt: v.string(),
    }),
  ),
  earlier: v.array(v.object({ ...records, approvedAt: v.nullable(v.string()) })),
}) satisfies v.GenericSchema<unknown, Decision>;

const decisionKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'DECISION' });

/** The decision of a round, or null while it is pending. */
export const readDecision = async (table: Table, roundId: string): Promise<Stored<Decision> | null> => {
  const row = await table.get(decisionKey(roundId));
  return row === null ? null : { ...v.parse(decisionRow, row), bookkeeping: bookkeepingOf(row) };
};

/** An outcome that an objection's judge opens again is not decided by that. */
const deciding = [
  'recommend',
  'approve',
  'recommend-revision',
  'approve-revision',
] as const satisfies readonly DecisionAction[];

/** The accounts of all who recommended or approved in a round, also what was recommended again. */
export const readDeciders = (table: Table, roundId: string): Promise<ReadonlySet<string>> =>
  readHands(table, decisionKey(roundId), deciding);

/** The accounts of all who recommended in a round, the decision or a revision of it, also what was recommended again. */
export const readRecommenders = (
  table: Table,
  roundId: string,
  action: 'recommend' | 'recommend-revision',
): Promise<ReadonlySet<string>> => readHands(table, decisionKey(roundId), [action]);

/** A write beside others that fails once a round's decision is another than the one that was read, null for none. */
export const whileDecisionIs = (roundId: string, decision: Stored<Decision> | null): AlongsideWrite =>
  whileUnchanged(decisionKey(roundId), decision, () => refuse('changed-meanwhile'));

/** The change of a decision by one of its transitions. */
export const decisionChange = (
  before: Stored<Decision> | null,
  after: Decision,
  action: DecisionAction,
  reason: string | null = null,
): Change<Decision> => ({
  key: decisionKey(after.roundId),
  entity: `decision/${after.roundId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
});

/** The list of a decision as it was written; throws `RecordMissing` or `RecordChanged`. */
export const readPriorityList = async (
  records: Records,
  decision: Pick<Decision, 'listObject' | 'listSha256'>,
): Promise<PriorityList> => {
  const list: unknown = JSON.parse(await records.get(decision.listObject, decision.listSha256));
  return v.parse(priorityListSchema, list);
};

/** The score sheet of a decision as it was written; throws `RecordMissing` or `RecordChanged`. */
export const readScoreSheet = async (
  records: Records,
  decision: Pick<Decision, 'sheetObject' | 'sheetSha256'>,
): Promise<ScoreSheet> => {
  const sheet: unknown = JSON.parse(await records.get(decision.sheetObject, decision.sheetSha256));
  return v.parse(scoreSheetSchema, sheet);
};
