import type { Stored } from '../../platform/change.ts';
import type { Table } from '../../platform/table.ts';
import { readRound } from '../../rounds/store.ts';
import { type Decision, isNoticeGiven, type PriorityList, type ScoreSheet } from '../rules.ts';
import { readDecision, readPriorityList, readScoreSheet } from './decisions.ts';
import type { Records } from './records.ts';

/** A decision's sheet and list. */
export type Result = { readonly sheet: ScoreSheet; readonly list: PriorityList };

/** The decision, once notice was given of it; before that there is none to see. */
export const readNotified = async (table: Table, roundId: string): Promise<Stored<Decision> | null> => {
  const round = await readRound(table, roundId);
  return round !== null && isNoticeGiven(round) ? readDecision(table, roundId) : null;
};

/** The result of a decision as it stands. */
export const readResultOf = async (records: Records, decision: Decision): Promise<Result> => {
  const [sheet, list] = await Promise.all([
    readScoreSheet(records, decision),
    readPriorityList(records, decision),
  ]);
  return { sheet, list };
};

/** The result of a round, once notice was given of it; null before. */
export const readNotifiedResult = async (
  table: Table,
  records: Records,
  roundId: string,
): Promise<Result | null> => {
  const decision = await readNotified(table, roundId);
  return decision === null ? null : readResultOf(records, decision);
};
