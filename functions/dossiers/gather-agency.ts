import { createRangeReader, dossierAgencyFormat, inclusionIn, lastCheckpoint } from '../ledger/store.ts';
import type { Table } from '../platform/table.ts';
import { jsonText } from './dossier-content.ts';
import { withoutUnnamed } from './gather-ledger.ts';
import { listDesignationEntries } from './store/agency-entries.ts';

/**
 * The entries of the agency's log about the designations of these proposals, with their proofs by that log's last
 * checkpoint and what opens them, except who acted as one of the `unnamed` accounts. Nothing where there are none; what was
 * written after that checkpoint is not among them.
 */
export const gatherAgencyEntries = async (
  table: Table,
  proposalIds: readonly string[],
  unnamed: ReadonlySet<string>,
): Promise<readonly (readonly [string, string])[]> => {
  const checkpoint = await lastCheckpoint(table, 'agency');
  if (checkpoint === null) return [];
  const found = await Promise.all(proposalIds.map((proposalId) => listDesignationEntries(table, proposalId)));
  const rootOfRange = createRangeReader(table, 'agency');
  const shown = await Promise.all(
    found.flat().map(async ({ index, leaf, disclosure }) => {
      const inclusion = await inclusionIn(checkpoint, index, rootOfRange);
      if (inclusion === null) return [];
      const { proof } = inclusion;
      return [
        { index: inclusion.index, entry: leaf, proof, disclosure: withoutUnnamed(disclosure, unnamed) },
      ];
    }),
  );
  const entries = shown.flat().sort((left, right) => left.index - right.index);
  return entries.length === 0
    ? []
    : jsonText('ledger/agency.json', {
        format: dossierAgencyFormat,
        log: 'agency',
        checkpoint: checkpoint.note,
        entries,
      });
};
