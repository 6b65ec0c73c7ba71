import type { DocumentOwner } from '../attachments/store/document-owner.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { whileRoundIs } from '../rounds/store.ts';
import { checkMayReadScreening, readForSupplier, readOpened } from './opened-proposal.ts';
import { awaitedSupplement, checkSupplementAnswer } from './rules.ts';
import { readScreening } from './store.ts';

/** The files of a supplement: the supplier attaches them while the supplement is awaited. */
export const createSupplementDocuments = (table: Table): DocumentOwner => ({
  async sideOf(account, proposalId, at) {
    const found = await readForSupplier(table, account, proposalId, ['author', 'signatory']);
    if (isRefusal(found)) return found;
    const { actor, proposal, round } = found;
    const { roundId, challengeId, supplierId, sealKeyArn } = proposal;
    const screening = await readScreening(table, proposalId);
    const owner = { kind: 'supplement', id: proposalId } as const;
    return {
      subject: { owner, roundId, challengeId, proposalId, organisationId: supplierId },
      actor,
      sealKeyArn,
      window: checkSupplementAnswer({ round, proposal, screening }, at) ?? {
        deadline: awaitedSupplement(screening, at)?.deadline ?? null,
        alongside: [whileRoundIs(roundId, ['SCREENING'])],
      },
    };
  },

  async pinnedFor(account, proposalId) {
    const opened = await readOpened(table, proposalId);
    if (isRefusal(opened)) return opened;
    const refusal = await checkMayReadScreening(table, account, opened);
    if (refusal !== null) return refusal;
    const screening = await readScreening(table, proposalId);
    return (screening?.supplements ?? []).flatMap(({ documents }) => documents);
  },
});
