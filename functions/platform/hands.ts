import * as v from 'valibot';
import type { Table, TableKey } from './table.ts';

const entryRow = v.object({
  leaf: v.object({ action: v.string() }),
  disclosure: v.optional(v.object({ actor: v.looseObject({ accountId: v.optional(v.string()) }) })),
});

/**
 * The accounts of all who took one of these `actions` on a thing, by its own entries in the ledger: whoever had a hand in
 * it before, too, be it under a version that was replaced. Whom the retention of personal data has made forgotten is not among them.
 */
export const readHands = async (
  table: Table,
  { pk, sk }: TableKey,
  actions: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await table.all(pk, { prefix: `ENTRY#${sk}#` });
  const entries = rows.map((row) => v.parse(entryRow, row));
  return new Set(
    entries.flatMap(({ leaf, disclosure }) =>
      actions.includes(leaf.action) ? (disclosure?.actor.accountId ?? []) : [],
    ),
  );
};
