import { readEvaluator, refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { InvalidCursor, type Table } from '../platform/table.ts';
import { refuseDecision } from './refusals.ts';
import {
  checkNoEvaluator,
  compareBudgets,
  comparePolicies,
  explainProposal,
  explainSheet,
  isApproved,
  type PriorityList,
  type ScoreSheet,
  sensitivityToCards,
  sensitivityToPassMark,
} from './rules.ts';
import {
  listDecisiveScorecards,
  listExplanations,
  readBudgetComparison,
  readExplanation,
  readPublishedSensitivity,
  readSensitivity,
} from './schema.ts';
import { readDecision, type Records } from './store.ts';
import { readNotifiedResult, readResultOf } from './store/notified.ts';

type ExplainDependencies = { readonly table: Table; readonly records: Records };

const explanationsAtOnce = 50;

/** Each scorecard is a ranking of its own; one for the best set takes far longer than a walk down the list. */
const proposalsAtOnce = ({ policy }: ScoreSheet): number => (policy === 'max-score' ? 1 : 20);

/** Why each row of the list is what it is, for everybody, from the notice on; in pages, in the list's order. */
export const createListExplanations = ({ table, records }: ExplainDependencies): Implementation =>
  implement(listExplanations, async ({ parameters, query }) => {
    const result = await readNotifiedResult(table, records, parameters.roundId);
    if (result === null) return refuse('not-found');
    const { sheet, list } = result;
    const explanations = explainSheet(sheet, list);
    const start = placeOf(query.cursor, explanations.length);
    return answer(200, {
      rows: explanations.slice(start, start + explanationsAtOnce),
      cursor: cursorAfter(start + explanationsAtOnce, explanations.length),
    });
  });

/** Why one row is what it is, for everybody, from the notice on. */
export const createReadExplanation = ({ table, records }: ExplainDependencies): Implementation =>
  implement(readExplanation, async ({ parameters: { roundId, proposalId } }) => {
    const result = await readNotifiedResult(table, records, roundId);
    if (result === null) return refuse('not-found');
    const { sheet, list } = result;
    const explanation = explainProposal(sheet, list, proposalId);
    return explanation === null ? refuse('not-found') : answer(200, explanation);
  });

/** How firm the result is, for the agency from the approval on: scorecard by scorecard, in the list's order. */
export const createReadSensitivity = ({ table, records }: ExplainDependencies): Implementation =>
  implement(readSensitivity, async ({ account, parameters, query }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const { roundId } = parameters;
    const [decision, evaluator] = await Promise.all([
      readDecision(table, roundId),
      readEvaluator(table, roundId, actor.accountId),
    ]);
    if (decision === null) return refuse('not-found');
    const refusal =
      checkNoEvaluator(evaluator !== null, roundId) ?? (await refusalOfUndeclared(table, account, roundId));
    if (refusal !== null) return refusal;
    if (!isApproved(decision)) return refuseDecision('result-not-approved', { roundId });
    const { sheet, list } = await readResultOf(records, decision);
    return answer(200, { ...decisiveScorecards(sheet, list, query.cursor), ...comparisonsOf(sheet, list) });
  });

/** What another pass mark or policy would have changed, for everybody, from the notice on. */
export const createReadPublishedSensitivity = ({ table, records }: ExplainDependencies): Implementation =>
  implement(readPublishedSensitivity, async ({ parameters }) => {
    const result = await readNotifiedResult(table, records, parameters.roundId);
    if (result === null) return refuse('not-found');
    const { sheet, list } = result;
    return answer(200, comparisonsOf(sheet, list));
  });

/** Which single scorecard decided, for everybody, from the notice on: it follows from the sheet that is published then. */
export const createListDecisiveScorecards = ({ table, records }: ExplainDependencies): Implementation =>
  implement(listDecisiveScorecards, async ({ parameters, query }) => {
    const result = await readNotifiedResult(table, records, parameters.roundId);
    if (result === null) return refuse('not-found');
    return answer(200, decisiveScorecards(result.sheet, result.list, query.cursor));
  });

/** What more money would have bought, for everybody, from the notice on. */
export const createReadBudgetComparison = ({ table, records }: ExplainDependencies): Implementation =>
  implement(readBudgetComparison, async ({ parameters }) => {
    const result = await readNotifiedResult(table, records, parameters.roundId);
    if (result === null) return refuse('not-found');
    const { sheet, list } = result;
    return answer(200, compareBudgets(sheet, list));
  });

const decisiveScorecards = (sheet: ScoreSheet, list: PriorityList, cursor: string | undefined) => {
  const start = placeOf(cursor, list.list.length);
  const end = start + proposalsAtOnce(sheet);
  const proposalIds = new Set(list.list.slice(start, end).map(({ proposalId }) => proposalId));
  return {
    rows: sensitivityToCards(sheet, list, proposalIds),
    cursor: cursorAfter(end, list.list.length),
  };
};

const comparisonsOf = (sheet: ScoreSheet, list: PriorityList) => ({
  passMarks: sensitivityToPassMark(sheet, list),
  policies: comparePolicies(sheet, list),
});

/** The cursor is the place in the list; the list of an approved decision never changes. */
const cursorAfter = (place: number, length: number): string | null => (place < length ? String(place) : null);

const placeOf = (cursor: string | undefined, length: number): number => {
  if (cursor === undefined) return 0;
  const place = Number(cursor);
  if (!/^[1-9]\d{0,9}$/u.test(cursor) || place >= length)
    throw new InvalidCursor('This cursor does not belong to this list');
  return place;
};
