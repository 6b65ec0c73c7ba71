import { pageOfRefusals } from '../ledger/store.ts';
import type { Table } from '../platform/table.ts';
import { purchaseIdOf } from '../purchases/rules.ts';
import { jsonText, type Part } from './dossier-content.ts';
import { isRefusalOf } from './rules.ts';

type Line = Awaited<ReturnType<typeof pageOfRefusals>>['rows'][number];

/**
 * What was refused for the sake of fairness about the challenge, its panel, its proposals and their purchases, oldest first.
 * Who was refused is null for an `unnamed` account, and once it is forgotten.
 */
export const gatherRefusals = async (
  table: Table,
  { challengeId, roundId }: { readonly challengeId: string; readonly roundId: string },
  proposalIds: readonly string[],
  unnamed: ReadonlySet<string>,
): Promise<Part> => {
  const ids = new Set([challengeId, ...proposalIds, ...proposalIds.map(purchaseIdOf)]);
  const lines: Line[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfRefusals>> = await pageOfRefusals(
      table,
      `round/${roundId}`,
      cursor,
    );
    lines.push(...page.rows.filter((line) => isRefusalOf(line, ids)));
    cursor = page.cursor;
  } while (cursor !== null);
  const told = lines
    .map((line) => ({ ...line, accountId: isUnnamed(line, unnamed) ? null : line.accountId }))
    .sort((left, right) => (left.at < right.at ? -1 : 1));
  return { texts: jsonText('refusals.json', told), entities: [] };
};

const isUnnamed = ({ accountId }: Line, unnamed: ReadonlySet<string>): boolean =>
  accountId !== null && unnamed.has(accountId);
