import { readOrganisations } from '../organisations/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import { readRound } from '../rounds/store.ts';
import { checkContentsKept, publicView } from './rules.ts';
import type { DraftDependencies } from './save-draft.ts';
import { readPublishedProposal } from './schema.ts';
import { readProposal, unsealProposal } from './store.ts';

/**
 * A proposal of the priority list for everybody, from the notice on (DOMAIN.md, invariant 15), without its trade
 * secrets. All others do not exist here.
 */
export const createReadPublishedProposal = ({ table, sealer }: DraftDependencies): Implementation =>
  implement(readPublishedProposal, async ({ parameters }) => {
    const proposal = await readProposal(table, parameters.proposalId);
    if (proposal?.state !== 'PRIORITISED') return refuse('not-found');
    const round = await readRound(table, proposal.roundId);
    if (typeof round?.noticeAt !== 'string') return refuse('not-found');
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const { challengeId, proposalId, roundId, supplierId } = proposal;
    const [content, organisations] = await Promise.all([
      unsealProposal(sealer, proposal),
      readOrganisations(table, [
        supplierId,
        ...proposal.partners.map(({ organisationId }) => organisationId),
      ]),
    ]);
    return answer(200, {
      proposalId,
      challengeId,
      roundId,
      supplierId,
      supplierName: organisations.get(supplierId)?.name ?? null,
      // Who shares public money is public; what each does of the work is not, as no part of a content that nobody decided.
      partners: proposal.partners.map(({ organisationId }) => ({
        organisationId,
        name: organisations.get(organisationId)?.name ?? null,
      })),
      ...publicView(content, proposal.attachments),
    });
  });
