import * as v from 'valibot';
import { designationKey } from '../../designations/store.ts';
import { disclosureSchema, leafSchema } from '../../ledger/schema.ts';
import type { Table } from '../../platform/table.ts';

const entryRow = v.object({
  leaf: leafSchema,
  disclosure: v.optional(disclosureSchema),
  logIndex: v.optional(v.number()),
});

/** The entries of a proposal's designation and of the requests to buy under it, with their places in the agency's log. */
export const listDesignationEntries = async (table: Table, proposalId: string) =>
  (await table.all(designationKey(proposalId).pk, { prefix: 'ENTRY#' })).map((row) => {
    const { leaf, disclosure = null, logIndex = null } = v.parse(entryRow, row);
    return { index: logIndex, leaf, disclosure };
  });
