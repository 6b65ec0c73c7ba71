import { refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { presentPurchase } from './present.ts';
import { maySeePurchase } from './rules.ts';
import { listPurchases } from './schema.ts';
import { pagePurchasesOfRound } from './store.ts';

/** A round's purchases, those that the caller may see: a page may be short though another follows. */
export const createListPurchases = ({ table }: { readonly table: Table }): Implementation =>
  implement(listPurchases, async ({ account, parameters, query, receivedAt }) => {
    const undeclared = await refusalOfUndeclared(table, account, parameters.roundId);
    if (undeclared !== null) return undeclared;
    const page = await pagePurchasesOfRound(table, parameters.roundId, query.cursor ?? null);
    return answer(200, {
      rows: page.rows
        .filter((purchase) => maySeePurchase(account.memberships, purchase))
        .map((purchase) => presentPurchase(purchase, purchase.bookkeeping.version, receivedAt)),
      cursor: page.cursor,
    });
  });
