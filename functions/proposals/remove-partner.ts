import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { actOnPartner, readPartnership } from './act-on-partner.ts';
import { endNotices } from './partner-notices.ts';
import { standsInSubmission } from './rules.ts';
import { removePartner } from './schema.ts';
import { whileInTimeAndAsSubmitted } from './store.ts';
import { freeAnswer } from './store/answers.ts';

/**
 * The lead takes an invitation or a partner back. As when a partner leaves, a submission that stands keeps whom it
 * pinned until the next one, and both sides are told.
 */
export const createRemovePartner = ({ table }: { readonly table: Table }): Implementation =>
  implement(removePartner, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { organisationId } = parameters;
    const found = await readPartnership(table, parameters);
    if (isRefusal(found)) return found;
    const actor = actAs(account, ['author', 'signatory'], found.proposal.supplierId);
    if (isRefusal(actor)) return actor;
    const heldAnswer = found.partner.state === 'CONFIRMED';
    return actOnPartner(table, found, {
      action: 'remove',
      reason: body?.reason ?? null,
      actor,
      receivedAt,
      idempotency,
      alongside: (proposal) => [
        whileInTimeAndAsSubmitted(proposal, receivedAt),
        ...(heldAnswer && !standsInSubmission(proposal, organisationId)
          ? freeAnswer(proposal, organisationId)
          : []),
      ],
      notices: (after, entry, proposal) =>
        endNotices(after, entry, standsInSubmission(proposal, organisationId)),
    });
  });
