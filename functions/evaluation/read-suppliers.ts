import type { Organisation } from '../organisations/rules.ts';
import { readOrganisations } from '../organisations/store.ts';
import type { Table } from '../platform/table.ts';
import { type Proposal, suppliersOf } from '../proposals/rules.ts';

/** The organisations behind some proposals, leads and partners, by id. */
export const readSuppliers = (
  table: Table,
  proposals: readonly Proposal[],
): Promise<ReadonlyMap<string, Organisation>> => readOrganisations(table, proposals.flatMap(suppliersOf));
