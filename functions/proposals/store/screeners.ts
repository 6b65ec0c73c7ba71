import { proposalPartition } from '../../attachments/store.ts';
import { readHands } from '../../platform/hands.ts';
import type { Table } from '../../platform/table.ts';

/** The accounts of all who changed a proposal: its authors, and who of the agency screened it. */
export const readScreeners = (table: Table, proposalId: string): Promise<ReadonlySet<string>> =>
  readHands(table, { pk: proposalPartition(proposalId), sk: 'PROPOSAL' });
