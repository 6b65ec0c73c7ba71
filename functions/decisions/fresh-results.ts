import type { FreshPanel } from '../evaluation/rules.ts';
import { listScorecardsOfProposal, readFreshPanel } from '../evaluation/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Stored } from '../platform/change.ts';
import type { Table } from '../platform/table.ts';
import { readProposals } from '../proposals/store.ts';
import type { RoundPolicy } from '../rounds/rules.ts';
import { type Decision, type FreshResult, revisedSheet } from './rules.ts';
import { readScoreSheet, type Records } from './store.ts';

/** A fresh result with the version of its panel. */
type StoredFreshResult = FreshResult & {
  readonly evaluation: { readonly panel: Stored<FreshPanel> } | null;
};

/** What the fresh panels of these reopened proposals gave, as it stands now. */
export const readFreshResults = async (
  table: Table,
  reopened: readonly string[],
): Promise<readonly StoredFreshResult[]> =>
  Promise.all(
    (await readProposals(table, reopened)).map(async (proposal): Promise<StoredFreshResult> => {
      const { proposalId, state } = proposal;
      if (state === 'WITHDRAWN_AFTER_OPENING') return { proposalId, evaluation: null };
      const [panel, scorecards] = await Promise.all([
        readFreshPanel(table, proposal),
        listScorecardsOfProposal(table, proposalId),
      ]);
      if (panel === null) throw new Error(`The reopened proposal ${proposalId} has no fresh panel`);
      return { proposalId, evaluation: { panel, scorecards } };
    }),
  );

/** The decision's sheet with fresh results in it, as it is kept and hashed. */
export const revisedSheetText = async (
  records: Records,
  decision: Decision,
  results: readonly FreshResult[],
  { scoring }: Pick<RoundPolicy, 'scoring'>,
): Promise<string> =>
  canonicalJson(revisedSheet(await readScoreSheet(records, decision), results, scoring.gates));
