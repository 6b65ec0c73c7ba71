import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { maySeePurchase } from '../purchases/rules.ts';
import { refusalOfReader } from '../purchases/store.ts';
import { presentFirstUse } from './present.ts';
import { readFirstUse } from './schema.ts';
import { readFirstUse as readStoredFirstUse } from './store.ts';

/** A first use for both sides of its purchase and the agency; for others it does not exist. */
export const createReadFirstUse = ({ table }: { readonly table: Table }): Implementation =>
  implement(readFirstUse, async ({ account, parameters, receivedAt }) => {
    const firstUse = await readStoredFirstUse(table, parameters.purchaseId);
    if (firstUse === null || !maySeePurchase(account.memberships, firstUse)) return refuse('not-found');
    const undeclared = await refusalOfReader(table, account, firstUse);
    if (undeclared !== null) return undeclared;
    const { version } = firstUse.bookkeeping;
    return answer(200, presentFirstUse(firstUse, version, receivedAt), version);
  });
