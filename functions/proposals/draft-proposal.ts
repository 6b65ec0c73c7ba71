import { isPublished } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { readOrganisation } from '../organisations/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentOwnProposal, standingInTime } from './present.ts';
import { refuseProposal } from './refusals.ts';
import { checkCallForProposals, emptyContent, missingOf, type Proposal } from './rules.ts';
import { circumstancesOf } from './circumstances.ts';
import { draftProposal } from './schema.ts';
import { proposalChange, takeClaim } from './store.ts';

/** A supplier begins its one proposal to a published challenge. */
export const createDraftProposal = ({ table }: { readonly table: Table }): Implementation =>
  implement(draftProposal, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const actor = actAsSupplier(account, body?.supplierId);
    if (isRefusal(actor)) return actor;
    const challenge = await readChallenge(table, parameters.challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null || !isPublished(challenge, round)) return refuse('not-found');
    const call = checkCallForProposals(challenge, round, receivedAt);
    if (isRefusal(call)) return call;
    const supplier = await readOrganisation(table, actor.organisationId);
    if (supplier?.state !== 'CONFIRMED' || supplier.kind !== 'SUPPLIER')
      return refuseProposal('supplier-not-confirmed');

    const proposal: Proposal = {
      state: 'DRAFT',
      proposalId: newId(),
      challengeId: challenge.challengeId,
      roundId: round.roundId,
      supplierId: supplier.organisationId,
      ...call,
      content: null,
      draft: null,
      missing: missingOf(emptyContent, circumstancesOf(challenge, round, supplier)),
      saveNumber: 0,
      draftCorrection: challenge.correctionNumber,
      acknowledgedCorrection: 0,
      submissionNumber: 0,
      submittedAt: null,
      attachments: [],
      partners: [],
      eligibilityReason: null,
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [proposalChange(null, proposal, 'draft')],
      alongside: [takeClaim(proposal)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentOwnProposal(proposal, standingInTime(proposal), version), version),
    });
  });

/** The membership by which a person proposes: of the named supplier, else of the only one that gives the right. */
const actAsSupplier = (account: Account, supplierId: string | undefined): PersonActor | Refusal => {
  if (supplierId !== undefined) return actAs(account, ['author', 'signatory'], supplierId);
  const possible = Object.entries(account.memberships)
    .filter(([, { roles }]) => roles.includes('author') || roles.includes('signatory'))
    .map(([organisationId]) => organisationId);
  return possible.length > 1
    ? refuseProposal('organisation-ambiguous', { organisationIds: possible })
    : actAs(account, ['author', 'signatory'], possible[0]);
};
