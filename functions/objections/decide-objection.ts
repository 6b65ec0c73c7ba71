import { checkNoStake, type Decision, decisionTransitions } from '../decisions/rules.ts';
import { decisionChange, readDecision, readDeciders } from '../decisions/store.ts';
import { listPanels, readEvaluator } from '../evaluation/store.ts';
import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { type Proposal, proposalTransitions } from '../proposals/rules.ts';
import { proposalChange, readProposal } from '../proposals/store.ts';
import { readScreeners } from '../proposals/store/screeners.ts';
import type { ObjectionDependencies } from './make-objection.ts';
import { objectionDecided } from './notices.ts';
import { presentObjection } from './present.ts';
import { actionOfOutcome, checkJudge, type Objection, objectionTransitions } from './rules.ts';
import { decideObjection } from './schema.ts';
import { objectionChange, readObjection } from './store.ts';

/**
 * An approver who took no part decides an objection, with reasons. One that is upheld opens the outcome of its
 * proposal again: it is eligible, and what its fresh result could change stays held until that is approved.
 */
export const createDecideObjection = ({ table, wakeRound }: ObjectionDependencies): Implementation =>
  implement(decideObjection, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['approver']);
    if (isRefusal(actor)) return actor;
    const proposal = await readProposal(table, parameters.proposalId);
    const before = proposal === null ? null : await readObjection(table, proposal);
    if (proposal === null || before === null) return refuse('not-found');
    const { roundId, proposalId } = before;
    const [evaluator, panels, deciders, screeners] = await Promise.all([
      readEvaluator(table, roundId, actor.accountId),
      listPanels(table, roundId),
      readDeciders(table, roundId),
      readScreeners(table, proposalId),
    ]);
    const refusal =
      checkJudge({ accountId: actor.accountId, isInPool: evaluator !== null, deciders, screeners }, before) ??
      checkNoStake(Object.keys(account.memberships), panels, roundId);
    if (refusal !== null) return refusal;
    const row = findTransition(objectionTransitions, actionOfOutcome[body.outcome], before.state);
    if (isRefusal(row)) return row;
    const after: Objection = {
      ...fieldsOf(before),
      state: row.to,
      decision: { reasons: body.reasons, at, accountId: actor.accountId },
    };
    const reopening = row.to === 'UPHELD' ? await reopen(table, proposal, body.reasons) : [];
    if (isRefusal(reopening)) return reopening;
    const outcome = await commit(table, {
      at,
      actor,
      changes: [objectionChange(before, after, row.action, body.reasons), ...reopening],
      notices: [objectionDecided(after)],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentObjection(after, version), version),
    });
    if (!isRefusal(outcome)) await wakeRound(roundId);
    return outcome;
  });

/** The proposal is eligible again, and the decision names it as open. */
const reopen = async (
  table: Table,
  proposal: Stored<Proposal>,
  reasons: string,
): Promise<readonly Change[] | Refusal> => {
  const decision = await readDecision(table, proposal.roundId);
  if (decision === null) return refuse('not-found');
  const proposalRow = findTransition(proposalTransitions, 'uphold-objection', proposal.state);
  const decisionRow = findTransition(decisionTransitions, 'reopen', decision.state);
  if (isRefusal(proposalRow)) return proposalRow;
  if (isRefusal(decisionRow)) return decisionRow;
  const open: Decision = {
    ...fieldsOf(decision),
    state: decisionRow.to,
    reopened: [...decision.reopened, proposal.proposalId],
  };
  return [
    proposalChange(proposal, { ...fieldsOf(proposal), state: proposalRow.to }, proposalRow.action, reasons),
    decisionChange(decision, open, decisionRow.action, reasons),
  ];
};
