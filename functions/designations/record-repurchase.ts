import { refuseFirstUse } from '../first-use/refusals.ts';
import { type Outcome, presentOutcome } from '../first-use/rules/outcomes.ts';
import { outcomeChange } from '../first-use/store/outcomes.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { agencyDay } from '../purchases/rules.ts';
import { isInCatalogue } from './rules.ts';
import { recordRepurchase } from './schema.ts';
import { readDesignation } from './store.ts';

/**
 * A public body records that it bought what is or was designated: a contract that was concluded in time may be recorded
 * after the designation's end. A solution needs no first use for it.
 */
export const createRecordRepurchase = ({ table }: { readonly table: Table }): Implementation =>
  implement(recordRepurchase, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['buyer'], body.organisationId);
    if (isRefusal(actor)) return actor;
    const designation = await readDesignation(table, parameters.proposalId);
    if (designation === null || !isInCatalogue(designation)) return refuse('not-found');
    if (body.day > agencyDay(at)) return refuseFirstUse('outcome-ahead', { day: body.day });
    const { proposalId, challengeId, roundId } = designation;
    const outcome: Outcome = {
      state: 'RECORDED',
      outcomeId: newId(),
      kind: 'repurchase',
      proposalId,
      challengeId,
      roundId,
      organisationId: actor.organisationId,
      amount: body.amount,
      day: body.day,
      recordedAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [outcomeChange(outcome, 'record-outcome')],
      idempotency,
      answer: () => answer(201, { proposalId, ...presentOutcome(outcome) }),
    });
  });
