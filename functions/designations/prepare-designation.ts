import { readDecision, readInvolvement } from '../decisions/store.ts';
import { hasUnsettledObjection } from '../objections/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readProposal } from '../proposals/store.ts';
import { presentFile } from './present.ts';
import { checkDesignable, type Designation, designationTransitions } from './rules.ts';
import { prepareDesignation } from './schema.ts';
import { designationChange, readDesignation } from './store.ts';

/** Staff prepare a designation with the inspection on site and the committee's resolution. */
export const createPrepareDesignation = ({ table }: { readonly table: Table }): Implementation =>
  implement(prepareDesignation, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const proposal = await readProposal(table, parameters.proposalId);
    const decision = proposal === null ? null : await readDecision(table, proposal.roundId);
    // Before the decision nobody learns by this that there is a proposal.
    if (proposal === null || decision === null) return refuse('not-found');
    const { proposalId, challengeId, roundId, supplierId } = proposal;
    const [before, involved, isUnsettled] = await Promise.all([
      readDesignation(table, proposalId),
      readInvolvement(table, account, roundId),
      hasUnsettledObjection(table, roundId),
    ]);
    const row = findTransition(designationTransitions, 'prepare-designation', before?.state ?? null);
    if (isRefusal(row)) return row;
    const refusal =
      involved ??
      checkDesignable({
        roundId,
        proposalState: proposal.state,
        decisionState: decision.state,
        hasUnsettledObjection: isUnsettled,
      });
    if (refusal !== null) return refusal;
    const after: Designation = {
      state: row.to,
      proposalId,
      challengeId,
      roundId,
      supplierId,
      ...body,
      prepared: { accountId: actor.accountId, at },
      designated: null,
      activeUntil: null,
      cancellation: null,
    };
    return commit(table, {
      at,
      actor,
      changes: [designationChange(before, after, row.action, body.resolution)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentFile(after, version, at), version),
    });
  });
