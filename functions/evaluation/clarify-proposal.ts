import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import {
  clarificationAnswered,
  clarificationAsked,
  clarificationDeclined,
  clarificationProposed,
} from './notices.ts';
import { readAsReader, readForSupplier } from './opened-proposal.ts';
import { presentClarification } from './present.ts';
import {
  answeredClarification,
  askedClarification,
  askedClarifications,
  checkClarificationAnswer,
  checkClarificationDeadline,
  checkClarifying,
  checkScoringOpen,
  clarificationTransitions,
  declinedClarification,
  raisedClarification,
} from './rules.ts';
import {
  answerClarification,
  askClarification,
  declineClarification,
  listClarifications,
  proposeClarification,
} from './schema.ts';
import { readScoringScene, whileScoring } from './scoring-scene.ts';
import { clarificationChange, listClarificationsOfProposal, readClarification } from './store.ts';

type Dependencies = { readonly table: Table };

/** A clear member of the panel proposes a question; staff are told, and put it to the supplier without the name. */
export const createProposeClarification = ({ table }: Dependencies): Implementation =>
  implement(proposeClarification, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const scene = await readScoringScene(table, account, parameters.proposalId, at);
    if (isRefusal(scene)) return scene;
    const { actor, evaluatorId, proposal, round, phases } = scene;
    const raised = await listClarificationsOfProposal(table, proposal.proposalId);
    const refusal = checkClarifying({ round, proposal, phases }, raised.length);
    if (refusal !== null) return refusal;
    const after = raisedClarification(
      { ...fieldsOf(proposal), clarificationId: newId() },
      body.question,
      evaluatorId,
      at,
    );
    return commit(table, {
      at,
      actor,
      changes: [clarificationChange(null, after, 'propose')],
      notices: [clarificationProposed(after)],
      alongside: [whileScoring(round.roundId, phases)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentClarification(after, version, false), version),
    });
  });

/** Staff decline what a member proposed, with a reason that the whole panel is told; the supplier learns of neither. */
export const createDeclineClarification = ({ table }: Dependencies): Implementation =>
  implement(declineClarification, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal, round, phases } = readable;
    const before = await readClarification(table, proposal.proposalId, parameters.clarificationId);
    if (before === null) return refuse('not-found');
    const row = findTransition(clarificationTransitions, 'decline', before.state);
    if (isRefusal(row)) return row;
    const closed = checkScoringOpen(round, proposal, phases);
    if (closed !== null) return closed;
    const after = declinedClarification(fieldsOf(before), body.reason, at);
    return commit(table, {
      at,
      actor,
      changes: [clarificationChange(before, after, row.action, body.reason)],
      notices: [clarificationDeclined(after)],
      alongside: [whileScoring(round.roundId, phases)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentClarification(after, version, true), version),
    });
  });

/** Staff put a question to the supplier for the panel, with a deadline of its own; the supplier is told. */
export const createAskClarification = ({ table }: Dependencies): Implementation =>
  implement(askClarification, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal, round, phases, freshUntil } = readable;
    const raised = await listClarificationsOfProposal(table, proposal.proposalId);
    const before = raised.find(({ clarificationId }) => clarificationId === body.clarificationId) ?? null;
    if (before === null && body.clarificationId !== undefined) return refuse('not-found');
    const row = findTransition(clarificationTransitions, 'ask', before?.state ?? null);
    if (isRefusal(row)) return row;
    // What was proposed is counted already.
    const others = raised.length - (before === null ? 0 : 1);
    const refusal =
      checkClarifying({ round, proposal, phases }, others) ??
      checkClarificationDeadline({ round, phases, freshUntil }, body.deadline, at);
    if (refusal !== null) return refusal;
    const place = { ...fieldsOf(proposal), clarificationId: newId() };
    const begun = before === null ? raisedClarification(place, body.question, null, at) : fieldsOf(before);
    const after = askedClarification(begun, body, at);
    return commit(table, {
      at,
      actor,
      changes: [clarificationChange(before, after, row.action)],
      notices: [clarificationAsked(after)],
      alongside: [whileScoring(round.roundId, phases)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentClarification(after, version, true), version),
    });
  });

/** The supplier answers in writing, once and before the deadline; the whole panel and staff are told. */
export const createAnswerClarification = ({ table }: Dependencies): Implementation =>
  implement(answerClarification, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const found = await readForSupplier(table, account, parameters.proposalId);
    if (isRefusal(found)) return found;
    const { actor, proposal, round, phases } = found;
    const before = await readClarification(table, proposal.proposalId, parameters.clarificationId);
    // What is only proposed does not exist for the supplier.
    if (before === null || askedClarifications([before]).length === 0) return refuse('not-found');
    const row = findTransition(clarificationTransitions, 'answer', before.state);
    if (isRefusal(row)) return row;
    const refusal = checkClarificationAnswer({ round, proposal, phases }, before, at);
    if (refusal !== null) return refusal;
    const after = answeredClarification(fieldsOf(before), body.text, at);
    return commit(table, {
      at,
      actor,
      changes: [clarificationChange(before, after, row.action)],
      notices: clarificationAnswered(after),
      alongside: [whileScoring(round.roundId, phases)],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(200, presentClarification(after, version, false), version),
    });
  });

/** The questions about a proposal: those put to it for its supplier, all for the agency and clear members of its panel. */
export const createListClarifications = ({ table }: Dependencies): Implementation =>
  implement(listClarifications, async ({ account, parameters }) => {
    const { proposalId } = parameters;
    const supplier = await readForSupplier(table, account, proposalId, ['author', 'signatory']);
    const readable = isRefusal(supplier) ? await readAsReader(table, account, proposalId) : null;
    if (isRefusal(readable)) return readable;
    const raised = await listClarificationsOfProposal(table, proposalId);
    const shown = readable === null ? askedClarifications(raised) : raised;
    return answer(200, {
      rows: shown.map((clarification) =>
        presentClarification(
          clarification,
          clarification.bookkeeping.version,
          readable?.right.as === 'agency',
        ),
      ),
    });
  });
