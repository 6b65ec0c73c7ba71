import type { Stored } from '../../platform/change.ts';
import type { Table } from '../../platform/table.ts';
import type { Round } from '../../rounds/rules.ts';
import { readRound } from '../../rounds/store.ts';
import type { Proposal } from '../rules.ts';

/**
 * Where to look for a proposal that is not there: nothing lies under these ids. Whoever asks for one before the opening
 * is answered after the same reads as for one that is, so that no time tells them apart (DOMAIN.md, invariant 2).
 */
export const nowhere = { proposalId: 'none', challengeId: 'none', roundId: 'none' } as const;

/** The round of a proposal; null, after the same read, where there is no proposal. */
export const readRoundOf = (table: Table, proposal: Proposal | null): Promise<Stored<Round> | null> =>
  readRound(table, (proposal ?? nowhere).roundId);
