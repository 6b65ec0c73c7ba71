import { readEvaluator, refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentDecision } from './present.ts';
import { checkNoEvaluator, type Decision } from './rules.ts';
import { readDecision, readPriorityList, readRecommendation, readScoreSheet } from './schema.ts';
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

/** The list and the sheet of a decision, for those who prepare, approve or audit it. */
export const createReadRecommendation = ({ table, records }: ReadDependencies): Implementation =>
  implement(readRecommendation, async ({ account, parameters }) => {
    const actor = actAs(account, deciders);
    if (isRefusal(actor)) return actor;
    const [decision, evaluator] = await Promise.all([
      readStoredDecision(table, parameters.roundId),
      readEvaluator(table, parameters.roundId, actor.accountId),
    ]);
    if (decision === null) return refuse('not-found');
    const refusal =
      checkNoEvaluator(evaluator !== null, parameters.roundId) ??
      (await refusalOfUndeclared(table, account, parameters.roundId));
    if (refusal !== null) return refusal;
    const [list, scoreSheet] = await Promise.all([
      records.get(decision.listObject, decision.listSha256),
      records.get(decision.sheetObject, decision.sheetSha256),
    ]);
    return answer(200, { list: parse(list), scoreSheet: parse(scoreSheet) }, decision.bookkeeping.version);
  });

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
