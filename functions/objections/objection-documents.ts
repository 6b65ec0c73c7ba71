import type { DocumentOwner } from '../attachments/store/document-owner.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { readReadableObjection } from './readable-objection.ts';
import { refuseObjection } from './refusals.ts';
import { checkObjecting, objectionPhases } from './rules.ts';
import { readObjection } from './store.ts';

/** The files of an objection: its supplier attaches them before it objects, within the standstill. */
export const createObjectionDocuments = (table: Table): DocumentOwner => ({
  async sideOf(account, proposalId, at) {
    const proposal = await readProposal(table, proposalId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    const { roundId, challengeId, supplierId, sealKeyArn } = proposal;
    const [round, objection] = await Promise.all([readRound(table, roundId), readObjection(table, proposal)]);
    if (round === null || !isInTheRunning(proposal)) return refuse('not-found');
    const closed =
      objection === null
        ? checkObjecting(proposal, round, at)
        : refuseObjection('objected-already', { proposalId });
    const owner = { kind: 'objection', id: proposalId } as const;
    return {
      subject: { owner, roundId, challengeId, proposalId, organisationId: supplierId },
      actor,
      sealKeyArn,
      window: closed ?? {
        deadline: round.deadlines.standstill,
        alongside: [whileRoundIs(roundId, objectionPhases)],
      },
    };
  },

  async pinnedFor(account, proposalId) {
    const objection = await readReadableObjection(table, account, proposalId);
    return isRefusal(objection) ? objection : objection.documents;
  },
});
