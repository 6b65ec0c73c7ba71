import { finderOf, readRows } from './read-rows.ts';
import { supplierRow } from './schema.ts';
import type { Supplier } from './types.ts';

/** The firms that answer challenges; one of them has grown out of being small or medium. */
export const suppliers: readonly Supplier[] = readRows('organisations/suppliers.json', supplierRow);

/** Throws for a key that no supplier has. */
export const supplierOf: (key: string) => Supplier = finderOf('supplier', suppliers);
