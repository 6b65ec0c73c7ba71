import { type Implementation, implement } from '../platform/http.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { actAsSignatory } from './act-as-signatory.ts';
import { actOnPartner, readPartnership } from './act-on-partner.ts';
import { answerNotice, endNotices } from './partner-notices.ts';
import { standsInSubmission } from './rules.ts';
import { answerInvitation, leaveConsortium } from './schema.ts';
import { whileInTime, whileInTimeAndAsSubmitted } from './store.ts';
import { freeAnswer, takeAnswer } from './store/answers.ts';

type Dependencies = { readonly table: Table };

/**
 * The asked organisation confirms or declines by its signatory. By confirming it takes its one answer to the
 * challenge in the same transaction, so that of two consortia that it confirms at once one gets it.
 */
export const createAnswerInvitation = ({ table }: Dependencies): Implementation =>
  implement(answerInvitation, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const found = await readPartnership(table, parameters);
    if (isRefusal(found)) return found;
    const actor = await actAsSignatory(table, account, parameters.organisationId);
    if (isRefusal(actor)) return actor;
    return actOnPartner(table, found, {
      action: body.answer,
      reason: body.answer === 'decline' ? (body.reason ?? null) : null,
      actor,
      receivedAt,
      idempotency,
      alongside: (proposal) => [
        whileInTime(proposal, receivedAt),
        ...(body.answer === 'confirm' ? takeAnswer(proposal, parameters.organisationId) : []),
      ],
      notices: (after, entry) => [answerNotice(after, entry)],
    });
  });

/**
 * A partner takes its confirmation back before the deadline. What the lead has submitted stands as it was pinned, so
 * that nobody can undo another's submission in the last minute; the next submission goes without the leaver, and both
 * sides are told at once, the lead while it can still submit anew. Until the lead does, or withdraws, the leaver
 * stands in that submission and so in no other answer (DOMAIN.md, invariant 4).
 */
export const createLeaveConsortium = ({ table }: Dependencies): Implementation =>
  implement(leaveConsortium, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { organisationId } = parameters;
    const found = await readPartnership(table, parameters);
    if (isRefusal(found)) return found;
    const actor = await actAsSignatory(table, account, organisationId);
    if (isRefusal(actor)) return actor;
    return actOnPartner(table, found, {
      action: 'leave',
      reason: body?.reason ?? null,
      actor,
      receivedAt,
      idempotency,
      alongside: (proposal) => [
        whileInTimeAndAsSubmitted(proposal, receivedAt),
        ...(standsInSubmission(proposal, organisationId) ? [] : freeAnswer(proposal, organisationId)),
      ],
      notices: (after, entry, proposal) =>
        endNotices(after, entry, standsInSubmission(proposal, organisationId)),
    });
  });
