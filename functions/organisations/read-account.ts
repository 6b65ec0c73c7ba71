import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { readAccount } from './schema.ts';
import { readOffers } from './store.ts';

/** Who the caller is and what the caller's memberships and offers are now. */
export const createReadAccount = ({ table }: { readonly table: Table }): Implementation =>
  implement(readAccount, async ({ account: { withheld, ...account } }) =>
    answer(200, {
      ...account,
      memberships: { ...account.memberships, ...withheld },
      offers: await readOffers(table, account.accountId),
    }),
  );
