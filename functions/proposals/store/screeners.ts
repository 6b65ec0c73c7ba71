import { proposalPartition } from '../../attachments/store.ts';
import { readHands } from '../../platform/hands.ts';
import type { ProposalAction } from '../rules.ts';
import type { Table } from '../../platform/table.ts';

const screening = [
  'find-eligible',
  'find-ineligible',
  'accept-reply',
] as const satisfies readonly ProposalAction[];

/** The accounts of all who screened a proposal. */
export const readScreeners = (table: Table, proposalId: string): Promise<ReadonlySet<string>> =>
  readHands(table, { pk: proposalPartition(proposalId), sk: 'PROPOSAL' }, screening);
