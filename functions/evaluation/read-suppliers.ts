import type { Organisation } from '../organisations/rules.ts';
import { readOrganisations } from '../organisations/store.ts';
import type { Table } from '../platform/table.ts';
import { type Proposal, suppliersOf } from '../proposals/rules.ts';

const organisationsAtOnce = 100;

/** The organisations behind some proposals, leads and partners, by id. */
export const readSuppliers = async (
  table: Table,
  proposals: readonly Proposal[],
): Promise<ReadonlyMap<string, Organisation>> => {
  const wanted = [...new Set(proposals.flatMap(suppliersOf))];
  const found = new Map<string, Organisation>();
  for (let start = 0; start < wanted.length; start += organisationsAtOnce)
    for (const supplier of (
      await readOrganisations(table, wanted.slice(start, start + organisationsAtOnce))
    ).values())
      found.set(supplier.organisationId, supplier);
  return found;
};
