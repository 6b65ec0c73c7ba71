import { readEvaluator, refusalOfUndeclared } from '../evaluation/store.ts';
import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs, holds } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentDecision } from './present.ts';
import { checkNoEvaluator, type Decision, leftReopened } from './rules.ts';
import {
  readDecision,
  readPriorityList,
  readRecommendation,
  readRevision,
  readScoreSheet,
} from './schema.ts';
import { readDecision as readStoredDecision, type Records } from './store.ts';
import { readNotified } from './store/notified.ts';

const deciders = ['staff', 'approver', 'auditor'] as const;

type ReadDependencies = { readonly table: Table; readonly records: Records };

/** The decision of a round: for the agency as soon as it is recommended, for others after the notice. */
export const createReadDecision = ({ table }: Pick<ReadDependencies, 'table'>): Implementation =>
  implement(readDecision, async ({ account, parameters }) => {
    const decision = holds(account, ...deciders)
      ? await readStoredDecision(table, parameters.roundId)
      : await readNotified(table, parameters.roundId);
    if (decision === null) return refuse('not-found');
    const { version } = decision.bookkeeping;
    return answer(200, presentDecision(decision, version), version);
  });

/**
 * The list and the sheet of a decision, for those who prepare, approve or audit it; beside a recommended list the one
 * whose place it takes, where another was approved before it.
 */
export const createReadRecommendation = ({ table, records }: ReadDependencies): Implementation =>
  implement(readRecommendation, async ({ account, parameters }) => {
    const decision = await readAsDecider(table, account, parameters.roundId);
    if (isRefusal(decision)) return decision;
    const approved = decision.state === 'RECOMMENDED' ? decision.earlier.at(-1) : undefined;
    const [result, replaced] = await Promise.all([
      readRecords(records, decision),
      approved === undefined ? null : records.get(approved.listObject, approved.listSha256),
    ]);
    return answer(
      200,
      {
        ...result,
        replacedList: replaced === null ? null : parse(replaced),
        reopened: decision.reopened,
      },
      decision.bookkeeping.version,
    );
  });

/** The list and the sheet that are recommended to take the decided ones' place, for the same people. */
export const createReadRevision = ({ table, records }: ReadDependencies): Implementation =>
  implement(readRevision, async ({ account, parameters }) => {
    const decision = await readAsDecider(table, account, parameters.roundId);
    if (isRefusal(decision)) return decision;
    const { revision } = decision;
    if (revision === null) return refuse('not-found');
    const { listSha256, recommendedAt, sheetSha256 } = revision;
    const result = await readRecords(records, revision);
    const stillReopened = leftReopened(decision, revision);
    return answer(
      200,
      { sheetSha256, listSha256, recommendedAt, ...result, stillReopened },
      decision.bookkeeping.version,
    );
  });

/** The decision, for those of the agency who declared for its round and evaluate nothing in it. */
const readAsDecider = async (
  table: Table,
  account: Account,
  roundId: string,
): Promise<Stored<Decision> | Refusal> => {
  const actor = actAs(account, deciders);
  if (isRefusal(actor)) return actor;
  const [decision, evaluator] = await Promise.all([
    readStoredDecision(table, roundId),
    readEvaluator(table, roundId, actor.accountId),
  ]);
  if (decision === null) return refuse('not-found');
  return (
    checkNoEvaluator(evaluator !== null, roundId) ??
    (await refusalOfUndeclared(table, account, roundId)) ??
    decision
  );
};

const readRecords = async (
  records: Records,
  result: Pick<Decision, 'listObject' | 'listSha256' | 'sheetObject' | 'sheetSha256'>,
) => {
  const [list, scoreSheet] = await Promise.all([
    records.get(result.listObject, result.listSha256),
    records.get(result.sheetObject, result.sheetSha256),
  ]);
  return { list: parse(list), scoreSheet: parse(scoreSheet) };
};

/** The priority list, for everybody, from the notice on. */
export const createReadPriorityList = ({ table, records }: ReadDependencies): Implementation =>
  implement(readPriorityList, ({ parameters }) =>
    publishedRecord(table, parameters.roundId, async ({ listObject, listSha256 }) => ({
      text: await records.get(listObject, listSha256),
      sha256: listSha256,
    })),
  );

/** The score sheet, for everybody, from the notice on. */
export const createReadScoreSheet = ({ table, records }: ReadDependencies): Implementation =>
  implement(readScoreSheet, ({ parameters }) =>
    publishedRecord(table, parameters.roundId, async ({ sheetObject, sheetSha256 }) => ({
      text: await records.get(sheetObject, sheetSha256),
      sha256: sheetSha256,
    })),
  );

const publishedRecord = async (
  table: Table,
  roundId: string,
  read: (decision: Decision) => Promise<{ readonly text: string; readonly sha256: string }>,
) => {
  const decision = await readNotified(table, roundId);
  if (decision === null) return notPublished();
  const { text, sha256 } = await read(decision);
  return { ...answer(200, parse(text)), headers: { etag: `"${sha256}"` } };
};

const notPublished = (): Refusal => refuse('not-found');

const parse = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return value;
};
