import { fieldsOf, type Stored } from '../platform/change.ts';
import { type AlongsideWrite, commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import type { PersonActor } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { RequestOf } from '../platform/request.ts';
import { findTransition } from '../platform/transition.ts';
import { movingOnlyWhileRoundIs, readRound, whileCallStands } from '../rounds/store.ts';
import { withdrawalNotice } from './notices.ts';
import { actAsSignatory } from './act-as-signatory.ts';
import { presentOwnProposal, type Standing, standingInTime, standingOf } from './present.ts';
import { receiptOfCommitted } from './store/receipt.ts';
import {
  checkOpenToWithdrawal,
  type Proposal,
  type ProposalAction,
  proposalTransitions,
  withdrawal,
  withdrawalPhases,
} from './rules.ts';
import { withdrawProposal } from './schema.ts';
import { attemptInTime, inTime, proposalChange, readForSubmission } from './store.ts';
import { freeAnswer } from './store/answers.ts';
import { whilePartnersAre } from './store/partners.ts';
import type { ReceiptDependencies } from './submit-proposal.ts';
import { whileOvertaken } from './while-overtaken.ts';

type Withdrawal = {
  readonly before: Stored<Proposal>;
  readonly after: Proposal;
  readonly action: ProposalAction;
  readonly standing: Standing;
  readonly isBeforeDeadline: boolean;
  readonly alongside?: readonly AlongsideWrite[];
};

/** A supplier withdraws: before the deadline as if nothing had been, after the opening on record. */
export const createWithdrawProposal = (deps: ReceiptDependencies): Implementation =>
  implement(withdrawProposal, (request) => whileOvertaken(() => withdrawAsRead(deps, request)));

type WithdrawRequest = RequestOf<typeof withdrawProposal>;

const withdrawAsRead = async (
  deps: ReceiptDependencies,
  request: WithdrawRequest,
): Promise<Answer | Refusal> => {
  const { account, expectedVersion, parameters, receivedAt } = request;
  const whole = await readForSubmission(deps.table, parameters.proposalId);
  if (whole === null) return refuse('not-found');
  const { partners, proposal: found } = whole;
  const actor = await actAsSignatory(deps.table, account, found.supplierId);
  if (isRefusal(actor)) return actor;
  const { version } = found.bookkeeping;
  if (expectedVersion !== null && expectedVersion !== version)
    return refuse('version-not-matched', { version });

  const outcome = await attemptInTime(deps.table, found, receivedAt, async (before) => {
    const step = withdrawal(fieldsOf(before), receivedAt);
    return isRefusal(step)
      ? step
      : record(deps, request, actor, {
          ...step,
          before,
          standing: standingInTime(step.after),
          isBeforeDeadline: true,
          alongside: [
            whileCallStands(before.roundId, before.proposalId),
            ...freeAnswer(before, before.supplierId),
            // Whom the submission alone held is free; confirmed partners stay in the draft until they leave.
            ...whilePartnersAre(before, partners, []),
          ],
        });
  });
  const isLate = isRefusal(outcome) && ['deadline-passed', 'wrong-state'].includes(outcome.code);
  return isLate ? withdrawAfterOpening(deps, request, actor, found, outcome) : outcome;
};

const withdrawAfterOpening = async (
  deps: ReceiptDependencies,
  request: WithdrawRequest,
  actor: PersonActor,
  before: Stored<Proposal>,
  refusal: Refusal,
): Promise<Answer | Refusal> => {
  const row = findTransition(proposalTransitions, 'withdraw-after-opening', before.state);
  if (isRefusal(row)) return refusal;
  const round = await readRound(deps.table, before.roundId);
  if (round === null) return refuse('not-found');
  const tooLate = checkOpenToWithdrawal(before, round, request.receivedAt);
  if (tooLate !== null) return tooLate;
  const after: Proposal = { ...fieldsOf(before), state: row.to };
  return record(deps, request, actor, {
    before,
    after,
    action: row.action,
    standing: standingOf(after, round, request.receivedAt),
    isBeforeDeadline: false,
    // One proposal fewer: whoever gives notice at this moment must look again.
    alongside: [movingOnlyWhileRoundIs(round.roundId, withdrawalPhases)],
  });
};

const record = (
  { table, sign, keyId }: ReceiptDependencies,
  { body, idempotency, receivedAt }: WithdrawRequest,
  actor: PersonActor,
  { before, after, action, standing, isBeforeDeadline, alongside = [] }: Withdrawal,
): Promise<Answer | Refusal> => {
  const guard = isBeforeDeadline ? inTime(before.roundId, receivedAt) : undefined;
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [proposalChange(before, after, action, body?.reason ?? null, guard)],
    alongside,
    idempotency,
    signer: sign,
    notices: ({ entries: [entry] }) => (entry === undefined ? [] : [withdrawalNotice(after, entry.leaf)]),
    answer: ({ entries: [entry], versions: [written = 0] }) => {
      if (entry === undefined) throw new Error('A withdrawal leaves an entry');
      const proposal = presentOwnProposal(after, standing, written);
      return answer(200, { proposal, receipt: receiptOfCommitted(entry, after, keyId) }, written);
    },
  });
};
