import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentEvaluator } from './present.ts';
import { listEvaluators } from './schema.ts';
import { pageOfEvaluators } from './store.ts';

/** A round's pool: names for staff; whose pseudonym is whose for auditors alone, once the round is opened. */
export const createListEvaluators = ({ table }: { readonly table: Table }): Implementation =>
  implement(listEvaluators, async ({ account, parameters, query }) => {
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const showsPseudonyms = holds(account, 'auditor') && isOpened(round);
    const page = await pageOfEvaluators(table, round.roundId, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((evaluator) => presentEvaluator(evaluator, showsPseudonyms)),
      cursor: page.cursor,
    });
  });
