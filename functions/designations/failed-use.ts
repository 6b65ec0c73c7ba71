import { failureOf } from '../first-use/rules.ts';
import { readFirstUses } from '../first-use/store.ts';
import type { Instant } from '../platform/instant.ts';
import type { Table } from '../platform/table.ts';
import { purchaseIdOf } from '../purchases/rules.ts';

/** When the failure of each solution's first use was published, by proposal id; none for the others. */
export const readFailures = async (
  table: Table,
  proposalIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> => {
  const firstUses = await readFirstUses(
    table,
    proposalIds.map((proposalId) => ({ purchaseId: purchaseIdOf(proposalId) })),
  );
  return new Map(
    firstUses.flatMap((firstUse) => {
      const failedAt = failureOf(firstUse);
      return failedAt === null ? [] : [[firstUse.proposalId, failedAt] as const];
    }),
  );
};

/** The same of one solution; null where nothing failed, or not in public yet. */
export const readFailure = async (table: Table, proposalId: string): Promise<Instant | null> =>
  (await readFailures(table, [proposalId])).get(proposalId) ?? null;
