import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { type Proposal, proposalTransitions } from '../proposals/rules.ts';
import { proposalChange } from '../proposals/store.ts';
import { refuseRound } from '../rounds/refusals.ts';
import { movingOnlyWhileRoundIs, whileRoundIs } from '../rounds/store.ts';
import { readAsReader } from './opened-proposal.ts';
import { eligibilityAction, eligibilityPhases } from './rules.ts';
import { decideEligibility } from './schema.ts';

/** Staff decide whether a proposal is formally eligible, and say why; a convincing reply makes it so later. */
export const createDecideEligibility = ({ table }: { readonly table: Table }): Implementation =>
  implement(decideEligibility, async ({ account, body, idempotency, parameters, receivedAt, ...request }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal: before, round } = readable;
    const { version } = before.bookkeeping;
    if (request.expectedVersion !== null && request.expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const action = eligibilityAction(before.state, body.eligible);
    const row = findTransition(proposalTransitions, action, before.state);
    if (isRefusal(row)) return row;
    const allowed = eligibilityPhases(action);
    if (!allowed.some((phase) => phase === round.state))
      return refuseRound('round-phase', { phase: round.state, roundId: round.roundId });

    // One more proposal to score: whoever ends the phase at this moment must count again.
    const whileAllowed = action === 'accept-reply' ? movingOnlyWhileRoundIs : whileRoundIs;
    const after: Proposal = { ...fieldsOf(before), state: row.to, eligibilityReason: body.reason };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [proposalChange(before, after, action, body.reason)],
      alongside: [whileAllowed(round.roundId, allowed)],
      idempotency,
      answer: ({ versions: [written = 0] }) =>
        answer(
          200,
          {
            proposalId: after.proposalId,
            state: after.state,
            eligibilityReason: after.eligibilityReason,
            version: written,
          },
          written,
        ),
    });
  });
