import { pinDocuments } from '../attachments/store/pinned.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { objectionMade } from './notices.ts';
import { presentObjection } from './present.ts';
import { checkObjecting, objectionOf, objectionPhases } from './rules.ts';
import { makeObjection } from './schema.ts';
import { objectionChange, oneMoreObjection } from './store.ts';

export type ObjectionDependencies = {
  readonly table: Table;
  /** Tells the round's machine to look again: there is a time to keep, or a purchase to begin. */
  readonly wakeRound: (roundId: string) => Promise<void>;
};

/** A supplier objects to what was decided on its proposal. From then on what it could change is held. */
export const createMakeObjection = ({ table, wakeRound }: ObjectionDependencies): Implementation =>
  implement(makeObjection, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const proposal = await readProposal(table, parameters.proposalId);
    if (proposal === null) return refuse('not-found');
    const actor = actAs(account, ['signatory'], proposal.supplierId);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, proposal.roundId);
    if (round === null || !isInTheRunning(proposal)) return refuse('not-found');
    const refusal = checkObjecting(proposal, round, at);
    if (refusal !== null) return refusal;
    const { proposalId, supplierId } = proposal;
    const owner = { kind: 'objection', id: proposalId } as const;
    const documents = await pinDocuments(table, owner, supplierId, body.attachmentIds);
    if (isRefusal(documents)) return documents;
    const objection = objectionOf(proposal, { text: body.text, documents }, round.policy, at);
    const { roundId } = round;
    const outcome = await commit(table, {
      at,
      actor,
      changes: [objectionChange(null, objection, 'object')],
      alongside: [oneMoreObjection(roundId), whileRoundIs(roundId, objectionPhases)],
      notices: [objectionMade(objection)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentObjection(objection, version), version),
    });
    if (!isRefusal(outcome)) await wakeRound(roundId);
    return outcome;
  });
