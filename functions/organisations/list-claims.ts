import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentOrganisation } from './present.ts';
import { listClaims } from './schema.ts';
import { listClaims as listStoredClaims } from './store.ts';

/** The claims that await a decision, for staff. */
export const createListClaims = ({ table }: { readonly table: Table }): Implementation =>
  implement(listClaims, async ({ account, query }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const page = await listStoredClaims(table, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((claim) => presentOrganisation(claim, claim.bookkeeping.version)),
      cursor: page.cursor,
    });
  });
