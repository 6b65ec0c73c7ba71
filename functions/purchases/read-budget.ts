import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentBudget } from './present.ts';
import { unusedBudget } from './rules.ts';
import { readBudget } from './schema.ts';
import { readBudget as readStoredBudget } from './store.ts';

/** Where a round's money is; before its first purchase all of the policy's budget is available. */
export const createReadBudget = ({ table }: { readonly table: Table }): Implementation =>
  implement(readBudget, async ({ account, parameters: { roundId } }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const [round, budget] = await Promise.all([readRound(table, roundId), readStoredBudget(table, roundId)]);
    if (round === null) return refuse('not-found');
    const none = { ...unusedBudget(round.policy.budgetInWon), openPurchases: 0 };
    return answer(200, presentBudget(roundId, budget ?? none));
  });
