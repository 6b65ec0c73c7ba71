import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentOwnProposal, standingOf } from './present.ts';
import { listOwnProposals } from './schema.ts';
import { listProposalsOfSupplier } from './store.ts';

/** The proposals of every supplier that the caller is a member of; one for each challenge it answers. */
export const createListOwnProposals = ({ table }: { readonly table: Table }): Implementation =>
  implement(listOwnProposals, async ({ account, receivedAt }) => {
    const suppliers = Object.entries(account.memberships).flatMap(([organisationId, { kind }]) =>
      kind === 'SUPPLIER' ? [organisationId] : [],
    );
    const listed = await Promise.all(
      suppliers.map((supplierId) => listProposalsOfSupplier(table, supplierId)),
    );
    const proposals = listed.flat();
    const roundIds = [...new Set(proposals.map(({ roundId }) => roundId))];
    const rounds = new Map(
      await Promise.all(roundIds.map(async (roundId) => [roundId, await readRound(table, roundId)] as const)),
    );
    const rows = proposals.map((proposal) => {
      const round = rounds.get(proposal.roundId) ?? null;
      if (round === null)
        throw new Error(`The proposal ${proposal.proposalId} names a round that is not there`);
      return presentOwnProposal(
        proposal,
        standingOf(proposal, round, receivedAt),
        proposal.bookkeeping.version,
      );
    });
    return answer(200, { rows });
  });
