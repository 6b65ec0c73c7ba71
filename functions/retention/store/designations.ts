import * as v from 'valibot';
import { designationKey, pageOfDesignations } from '../../designations/store.ts';
import type { Instant } from '../../platform/instant.ts';
import { keyOf, writeAll } from '../../platform/many-writes.ts';
import type { Row, Table } from '../../platform/table.ts';
import { accountIdsOf, hasDesignationEndedBefore, pseudonymsFor } from '../rules.ts';
import { isEntry, kindOf, notRewritten, rewriting } from './writes.ts';

const entryRow = v.object({ leaf: v.object({ at: v.string() }) });

/**
 * Takes what names people from each designation that ended before `before`, and from the requests to buy under it: they
 * outlive their round, and their entries stand in the agency's log. Idempotent. Answers how many rows it wrote.
 */
export const forgetDesignations = async (table: Table, before: Instant): Promise<number> => {
  let written = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfDesignations>> = await pageOfDesignations(table, cursor);
    for (const designation of page.rows) {
      // Most stand still, and need not be read.
      if (!hasDesignationEndedBefore(designation, [], before)) continue;
      const rows = await table.all(designationKey(designation.proposalId).pk);
      const acts = rows.filter(isEntry).map((row) => v.parse(entryRow, row).leaf.at);
      if (hasDesignationEndedBefore(designation, acts, before)) written += await forget(table, rows);
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return written;
};

const forget = async (table: Table, rows: readonly Row[]): Promise<number> => {
  const things = rows.filter((row) => !isEntry(row));
  const pseudonyms = pseudonymsFor(things.flatMap(accountIdsOf));
  return await writeAll(
    table,
    things.flatMap((row) => rewriting(table, row, kindOf(keyOf(row).sk), pseudonyms)),
    notRewritten,
  );
};
