import type * as v from 'valibot';
import { readChallenge } from '../challenges/store.ts';
import { checkBusinessNumber, type Organisation } from '../organisations/rules.ts';
import { readOrganisation, readOrganisationOfNumber } from '../organisations/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { whileCallStands } from '../rounds/store.ts';
import { invitationNotice } from './partner-notices.ts';
import { presentPartner } from './present-partner.ts';
import { refuseProposal } from './refusals.ts';
import {
  checkEditable,
  checkInvitation,
  checkPercent,
  isStanding,
  type Partner,
  partnerTransitions,
} from './rules.ts';
import type { DraftDependencies } from './save-draft.ts';
import { invitePartner } from './schema.ts';
import { attemptInTime, readForSubmission, sealShare, unsealShare, whileInTime } from './store.ts';
import { partnerChange } from './store/partners.ts';

/**
 * The lead asks an organisation to take part in its proposal with a share of the work. Whether that one stands in
 * another answer is not looked at here: the lead would learn by it who else answers (DOMAIN.md, invariant 2).
 */
export const createInvitePartner = ({ table, sealer }: DraftDependencies): Implementation =>
  implement(invitePartner, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const found = await readForSubmission(table, parameters.proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.proposal.supplierId);
    if (isRefusal(actor)) return actor;
    return attemptInTime(table, found.proposal, receivedAt, async (proposal) => {
      const late = checkEditable(proposal, receivedAt);
      if (late !== null) return late;
      const [challenge, asked] = await Promise.all([
        readChallenge(table, proposal.challengeId),
        readAsked(table, body),
      ]);
      if (challenge === null) return refuse('not-found');
      if (isRefusal(asked)) return asked;
      const impossible = checkInvitation(proposal, challenge, asked, found.partners);
      if (impossible !== null) return impossible;
      if (asked === null) return refuseProposal('partner-not-possible');
      const others = found.partners.filter(
        (other) => isStanding(other) && other.organisationId !== asked.organisationId,
      );
      const tooMuch = checkPercent(
        body.percent,
        await Promise.all(others.map((other) => unsealShare(sealer, other))),
      );
      if (tooMuch !== null) return tooMuch;
      const before =
        found.partners.find((partner) => partner.organisationId === asked.organisationId) ?? null;
      const row = findTransition(partnerTransitions, 'invite', before?.state ?? null);
      if (isRefusal(row)) return row;
      const after: Partner = {
        state: row.to,
        partnershipId: before?.partnershipId ?? newId(),
        proposalId: proposal.proposalId,
        roundId: proposal.roundId,
        challengeId: proposal.challengeId,
        leadId: proposal.supplierId,
        organisationId: asked.organisationId,
        share: await sealShare(sealer, proposal, { work: body.work, percent: body.percent }),
        showsText: body.showsText,
        invitedAt: receivedAt,
        confirmedAt: null,
        undertaking: null,
      };
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [partnerChange(before, after, row.action)],
        alongside: [
          whileInTime(proposal, receivedAt),
          whileCallStands(proposal.roundId, proposal.proposalId),
        ],
        idempotency,
        notices: ({ entries: [entry] }) => (entry === undefined ? [] : [invitationNotice(after, entry.leaf)]),
        answer: ({ versions: [version = 0] }) =>
          answer(201, presentPartner(after, proposal, version), version),
      });
    });
  });

const readAsked = async (
  table: Table,
  body: v.InferOutput<(typeof invitePartner)['body']>,
): Promise<Organisation | null | Refusal> => {
  if ('organisationId' in body) return readOrganisation(table, body.organisationId);
  const businessNumber = checkBusinessNumber(body.businessNumber);
  return isRefusal(businessNumber) ? businessNumber : readOrganisationOfNumber(table, businessNumber);
};
