import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { agencyDay } from '../purchases/rules.ts';
import { refuseFirstUse } from './refusals.ts';
import { type Outcome, presentOutcome, recordersOf } from './rules/outcomes.ts';
import { recordOutcome } from './schema.ts';
import { readFirstUse } from './store.ts';
import { outcomeChange } from './store/outcomes.ts';

/** A body records that it bought the product again, its supplier the sales, its first user the people it serves. */
export const createRecordOutcome = ({ table }: { readonly table: Table }): Implementation =>
  implement(recordOutcome, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const firstUse = await readFirstUse(table, parameters.purchaseId);
    const publication = firstUse?.publication ?? null;
    if (firstUse === null || publication === null) return refuse('not-found');
    const { roles, organisationId } = recordersOf(body.kind, firstUse);
    if (organisationId !== null && organisationId !== body.organisationId)
      return refuse('not-permitted', { roles });
    const actor = actAs(account, roles, body.organisationId);
    if (isRefusal(actor)) return actor;
    if (body.day > agencyDay(at)) return refuseFirstUse('outcome-ahead', { day: body.day });
    const outcome: Outcome = {
      state: 'RECORDED',
      outcomeId: newId(),
      proposalId: firstUse.proposalId,
      challengeId: firstUse.challengeId,
      roundId: firstUse.roundId,
      kind: body.kind,
      organisationId: actor.organisationId,
      amount: body.amount,
      day: body.day,
      recordedAt: at,
    };
    const shown = { purchaseId: firstUse.purchaseId, ...presentOutcome(outcome) };
    return commit(table, {
      at,
      actor,
      changes: [outcomeChange(outcome, 'record-outcome')],
      idempotency,
      answer: () => answer(201, shown),
    });
  });
