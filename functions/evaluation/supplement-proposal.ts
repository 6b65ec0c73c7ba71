import { pinDocuments } from '../attachments/store/pinned.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { whileRoundIs } from '../rounds/store.ts';
import { exclusionReplied, supplementAnswered, supplementRequested } from './notices.ts';
import { checkMayReadScreening, readAsReader, readForSupplier, readOpened } from './opened-proposal.ts';
import { presentScreening } from './present.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  answeredSupplement,
  checkReply,
  checkSupplementAnswer,
  checkSupplementRequest,
  newScreening,
  type Screening,
  screeningTransitions,
} from './rules.ts';
import {
  answerSupplement,
  readScreening as readScreeningEndpoint,
  replyToExclusion,
  requestSupplement,
} from './schema.ts';
import { readScreening, screeningChange } from './store.ts';

type Dependencies = { readonly table: Table };

/** Staff ask a supplier for what is missing, by a deadline of its own; the supplier is told. */
export const createRequestSupplement = ({ table }: Dependencies): Implementation =>
  implement(requestSupplement, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal, round } = readable;
    const before = await readScreening(table, proposal.proposalId);
    const refusal = checkSupplementRequest(
      { round, proposal, screening: before },
      { deadline: body.deadline, at },
    );
    if (refusal !== null) return refusal;
    const row = findTransition(screeningTransitions, 'request-supplement', before?.state ?? null);
    if (isRefusal(row)) return row;
    const begun = before === null ? newScreening(proposal) : fieldsOf(before);
    const after: Screening = {
      ...begun,
      state: row.to,
      supplements: [
        ...begun.supplements,
        {
          request: body.text,
          requestedAt: at,
          deadline: body.deadline,
          answer: null,
          answeredAt: null,
          documents: [],
        },
      ],
    };
    return commit(table, {
      at,
      actor,
      changes: [screeningChange(before, after, row.action, body.text)],
      notices: [supplementRequested(after)],
      alongside: [whileRoundIs(round.roundId, ['SCREENING'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentScreening(after, version, at), version),
    });
  });

/** The supplier brings what was asked: a new certificate of an old fact, no new fact. */
export const createAnswerSupplement = ({ table }: Dependencies): Implementation =>
  implement(answerSupplement, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const found = await readForSupplier(table, account, parameters.proposalId);
    if (isRefusal(found)) return found;
    const { actor, proposal, round } = found;
    const before = await readScreening(table, proposal.proposalId);
    const refusal = checkSupplementAnswer({ round, proposal, screening: before }, at);
    if (refusal !== null) return refusal;
    const row = findTransition(screeningTransitions, 'answer-supplement', before?.state ?? null);
    if (isRefusal(row)) return row;
    if (before === null) return refuseEvaluation('no-supplement-requested', { roundId: round.roundId });
    const owner = { kind: 'supplement', id: proposal.proposalId } as const;
    const documents = await pinDocuments(table, owner, proposal.supplierId, body.attachmentIds);
    if (isRefusal(documents)) return documents;
    const after = answeredSupplement(fieldsOf(before), { answer: body.text, documents }, at);
    return commit(table, {
      at,
      actor,
      changes: [screeningChange(before, after, row.action)],
      notices: [supplementAnswered(after)],
      alongside: [whileRoundIs(round.roundId, ['SCREENING'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentScreening(after, version, at), version),
    });
  });

/** A supplier replies to its exclusion before scoring ends; staff are told. */
export const createReplyToExclusion = ({ table }: Dependencies): Implementation =>
  implement(replyToExclusion, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const found = await readForSupplier(table, account, parameters.proposalId);
    if (isRefusal(found)) return found;
    const { actor, proposal, round } = found;
    const before = await readScreening(table, proposal.proposalId);
    const refusal = checkReply(round, proposal, before, at);
    if (refusal !== null) return refusal;
    const row = findTransition(screeningTransitions, 'reply', before?.state ?? null);
    if (isRefusal(row)) return row;
    if (before === null) return refuseEvaluation('not-excluded', { state: proposal.state });
    const after: Screening = {
      ...fieldsOf(before),
      state: row.to,
      reply: { text: body.text, repliedAt: at },
    };
    return commit(table, {
      at,
      actor,
      changes: [screeningChange(before, after, row.action)],
      notices: [exclusionReplied(after)],
      alongside: [whileRoundIs(round.roundId, ['SCREENING', 'EVALUATION'])],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentScreening(after, version, at), version),
    });
  });

/** How a proposal was screened: for its supplier, staff, auditors, and clear members of its panel. */
export const createReadScreening = ({ table }: Dependencies): Implementation =>
  implement(readScreeningEndpoint, async ({ account, parameters, receivedAt }) => {
    const opened = await readOpened(table, parameters.proposalId);
    if (isRefusal(opened)) return opened;
    const refusal = await checkMayReadScreening(table, account, opened);
    if (refusal !== null) return refusal;
    const screening = await readScreening(table, parameters.proposalId);
    const version = screening?.bookkeeping.version ?? 0;
    const shown = screening ?? newScreening(opened.proposal);
    return answer(200, presentScreening(shown, version, receivedAt), version);
  });
