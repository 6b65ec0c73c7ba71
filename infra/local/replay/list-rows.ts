import type * as v from 'valibot';
import type { priorityListSchema } from '../../../functions/decisions/schema.ts';
import type { Dataset } from '../dataset/types.ts';
import type { ListRow } from './report.ts';
import type { PlayedRound } from './round.ts';

/** The list with the names that people know things by. */
export const listRowsOf = (
  dataset: Dataset,
  { submissions }: PlayedRound,
  { list }: v.InferOutput<typeof priorityListSchema>,
  verdicts: readonly { readonly proposalId: string; readonly verdict: string }[],
): readonly ListRow[] => {
  const proposals = new Map(
    dataset.proposals.map((proposal) => [submissions.proposalIds.get(proposal.key) ?? '', proposal]),
  );
  const suppliers = new Map(dataset.suppliers.map(({ key, name }) => [key, name.en]));
  const verdictOf = new Map(verdicts.map(({ proposalId, verdict }) => [proposalId, verdict]));
  return list.map((row) => {
    const proposal = proposals.get(row.proposalId);
    return {
      rank: row.rank,
      title: proposal?.title.en ?? row.proposalId,
      supplier: suppliers.get(proposal?.supplierKey ?? '') ?? '',
      total: row.total,
      priceInWon: row.priceInWon,
      outcome: row.outcome,
      reason: row.reason,
      verdict: verdictOf.get(row.proposalId) ?? null,
    };
  });
};
