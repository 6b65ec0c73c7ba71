import { readOrganisation, readOrganisations } from '../organisations/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { readPartnership } from './act-on-partner.ts';
import { presentStoredPartner } from './present-partner.ts';
import { checkContentsKept, isStanding, undertaking } from './rules.ts';
import type { DraftDependencies } from './save-draft.ts';
import { listInvitations, listPartners, readInvitation } from './schema.ts';
import { readForSubmission, readProposals, unsealOwn, unsealShare } from './store.ts';
import { listPartnershipsOf } from './store/partners.ts';

/** The lead's partners with their shares. */
export const createListPartners = ({ table, sealer }: DraftDependencies): Implementation =>
  implement(listPartners, async ({ account, parameters }) => {
    const found = await readForSubmission(table, parameters.proposalId);
    if (found === null || account.memberships[found.proposal.supplierId] === undefined)
      return refuse('not-found');
    const { partners, proposal } = found;
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const organisations = await readOrganisations(
      table,
      partners.map(({ organisationId }) => organisationId),
    );
    const rows = await Promise.all(
      partners.map(async (partner) => ({
        ...presentStoredPartner(partner, proposal),
        name: organisations.get(partner.organisationId)?.name ?? null,
        share: await unsealShare(sealer, partner),
      })),
    );
    return answer(200, { rows });
  });

/** What a member of the asked organisation needs to decide: lead, title and own share. The rest is the lead's to show. */
export const createReadInvitation = ({ table, sealer }: DraftDependencies): Implementation =>
  implement(readInvitation, async ({ account, parameters }) => {
    if (account.memberships[parameters.organisationId] === undefined) return refuse('not-found');
    const found = await readPartnership(table, parameters);
    if (isRefusal(found)) return found;
    const { partner, proposal } = found;
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const isShown = isStanding(partner);
    const [lead, round, content, share] = await Promise.all([
      readOrganisation(table, partner.leadId),
      readRound(table, partner.roundId),
      isShown ? unsealOwn(sealer, proposal, proposal.draft === null ? 'content' : 'draft') : null,
      isShown ? unsealShare(sealer, partner) : null,
    ]);
    return answer(
      200,
      {
        ...presentStoredPartner(partner, proposal),
        leadName: lead?.name ?? null,
        proposalDeadline: round?.deadlines.proposals ?? proposal.proposalDeadline,
        title: content?.title ?? null,
        share,
        content: partner.showsText ? content : null,
        undertaking,
      },
      partner.bookkeeping.version,
    );
  });

/** What the caller's suppliers were asked, in all rounds; the newest invitation first. */
export const createListInvitations = ({ table }: { readonly table: Table }): Implementation =>
  implement(listInvitations, async ({ account }) => {
    const suppliers = Object.entries(account.memberships).flatMap(([organisationId, { kind }]) =>
      kind === 'SUPPLIER' ? [organisationId] : [],
    );
    const partnerships = (
      await Promise.all(suppliers.map((organisationId) => listPartnershipsOf(table, organisationId)))
    ).flat();
    const [found, leads] = await Promise.all([
      readProposals(
        table,
        partnerships.map(({ proposalId }) => proposalId),
      ),
      readOrganisations(
        table,
        partnerships.map(({ leadId }) => leadId),
      ),
    ]);
    const proposals = new Map(found.map((proposal) => [proposal.proposalId, proposal]));
    const rows = partnerships.flatMap((partner) => {
      const proposal = proposals.get(partner.proposalId);
      return proposal === undefined
        ? []
        : [{ ...presentStoredPartner(partner, proposal), leadName: leads.get(partner.leadId)?.name ?? null }];
    });
    return answer(200, {
      rows: rows.sort((left, right) => (left.invitedAt > right.invitedAt ? -1 : 1)),
    });
  });
