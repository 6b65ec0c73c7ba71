import { readDecision, readInvolvement } from '../decisions/store.ts';
import { hasUnsettledObjection } from '../objections/store.ts';
import type { Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { checkContentsKept } from '../proposals/rules.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import { readRound } from '../rounds/store.ts';
import { presentFile } from './present.ts';
import { checkDesignable, checkGrounds, type Designation, designationTransitions } from './rules.ts';
import { prepareDesignation } from './schema.ts';
import { designationChange, readDesignation } from './store.ts';

/** Staff prepare a designation with the inspection on site and the committee's resolution. */
export const createPrepareDesignation = ({ table }: { readonly table: Table }): Implementation =>
  implement(prepareDesignation, async ({ account, body, idempotency, parameters, ...request }) => {
    const { expectedVersion, receivedAt: at } = request;
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const proposal = await readProposal(table, parameters.proposalId);
    // Before the decision nobody learns by this that there is a proposal, nor by how long it takes.
    const decision = await readDecision(table, (proposal ?? nowhere).roundId);
    if (proposal === null || decision === null) return refuse('not-found');
    const { proposalId, challengeId, roundId, supplierId } = proposal;
    const [before, round, involved, isUnsettled] = await Promise.all([
      readDesignation(table, proposalId),
      readRound(table, roundId),
      readInvolvement(table, account, roundId),
      hasUnsettledObjection(table, roundId),
    ]);
    if (round === null) throw new Error(`Proposal ${proposalId} belongs to no round`);
    const version = before?.bookkeeping.version ?? null;
    const row = arrowFrom(before, expectedVersion);
    if (isRefusal(row)) return row;
    const refusal =
      involved ??
      checkDesignable({
        roundId,
        proposalState: proposal.state,
        decisionState: decision.state,
        hasUnsettledObjection: isUnsettled,
      }) ??
      checkContentsKept(proposal) ??
      checkGrounds(body, round.policy.designationNeeds);
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
      extension: null,
      cancellation: null,
      reviews: [],
    };
    return commit(table, {
      at,
      actor,
      changes: [designationChange(before, after, row.action, body.resolution)],
      notices: [approvalAwaited('designation', `${proposalId}/${version ?? 0}`, roundId)],
      idempotency,
      answer: ({ versions: [written = 0] }) =>
        answer(201, presentFile({ designation: after, failedAt: null }, written, at), written),
    });
  });

/** The arrow from what was read; refuses what was changed since the person read it. */
const arrowFrom = (before: Stored<Designation> | null, expectedVersion: number | null) => {
  const version = before?.bookkeeping.version ?? null;
  return expectedVersion !== null && expectedVersion !== version
    ? refuse('version-not-matched', { version })
    : findTransition(designationTransitions, 'prepare-designation', before?.state ?? null);
};
