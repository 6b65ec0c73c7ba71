import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentPurchase } from './present.ts';
import { maySeePurchase } from './rules.ts';
import { readPurchase } from './schema.ts';
import { readPurchase as readStoredPurchase, refusalOfReader } from './store.ts';

/** A purchase for both of its sides and the agency; for others it does not exist. */
export const createReadPurchase = ({ table }: { readonly table: Table }): Implementation =>
  implement(readPurchase, async ({ account, parameters, receivedAt }) => {
    const purchase = await readStoredPurchase(table, parameters.purchaseId);
    if (purchase === null || !maySeePurchase(account.memberships, purchase)) return refuse('not-found');
    const undeclared = await refusalOfReader(table, account, purchase);
    if (undeclared !== null) return undeclared;
    const { version } = purchase.bookkeeping;
    return answer(200, presentPurchase(purchase, version, receivedAt), version);
  });
