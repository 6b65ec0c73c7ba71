import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, holds } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentEvaluator } from './present.ts';
import { countsInHistory, historyOf } from './rules.ts';
import { listEvaluators } from './schema.ts';
import { listUndertakings, pageOfEvaluators, readHistories } from './store.ts';

/**
 * A round's pool: names and what they did in earlier rounds for staff; whose pseudonym is whose, and when they undertook
 * confidentiality, for auditors alone, once the round is opened.
 */
export const createListEvaluators = ({ table }: { readonly table: Table }): Implementation =>
  implement(listEvaluators, async ({ account, parameters, query }) => {
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const { roundId } = round;
    const showsPseudonyms = holds(account, 'auditor') && isOpened(round);
    const shows = { pseudonym: showsPseudonyms, undertaking: showsPseudonyms || countsInHistory(round) };
    const page = await pageOfEvaluators(table, roundId, query.cursor ?? null);
    const [histories, undertakings] = await Promise.all([
      readHistories(
        table,
        roundId,
        page.rows.map(({ accountId }) => accountId),
      ),
      listUndertakings(table, roundId),
    ]);
    return answer(200, {
      rows: page.rows.map((evaluator) => {
        const { accountId } = evaluator;
        const history = histories.get(accountId) ?? historyOf([]);
        return presentEvaluator(evaluator, history, undertakings.get(accountId) ?? null, shows);
      }),
      cursor: page.cursor,
    });
  });
