import * as v from 'valibot';
import type { Table, TableKey } from './table.ts';

const entryRow = v.object({
  disclosure: v.optional(v.object({ actor: v.looseObject({ accountId: v.optional(v.string()) }) })),
});

/**
 * The accounts of all who changed a thing, by its own entries in the ledger: whoever had a hand in it before, too, be it
 * under a version that was replaced. Whom the retention of personal data has made forgotten is not among them.
 */
export const readHands = async (table: Table, { pk, sk }: TableKey): Promise<ReadonlySet<string>> => {
  const rows = await table.all(pk, { prefix: `ENTRY#${sk}#` });
  return new Set(rows.flatMap((row) => v.parse(entryRow, row).disclosure?.actor.accountId ?? []));
};
