import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import type { Answer } from '../platform/idempotency.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request } from '../platform/request.ts';
import type { EntrySigner } from '../platform/signing.ts';
import type { Table } from '../platform/table.ts';
import { whileCallStands } from '../rounds/store.ts';
import { actAsSignatory } from './act-as-signatory.ts';
import { presentOwnProposal, standingInTime } from './present.ts';
import { receiptOfCommitted } from './store/receipt.ts';
import { submissionNotice } from './notices.ts';
import { submission } from './rules.ts';
import { submitProposal } from './schema.ts';
import { attemptInTime, inTime, proposalChange, readForSubmission } from './store.ts';
import { takeAnswer } from './store/answers.ts';
import { whilePartnersAre } from './store/partners.ts';
import { whileOvertaken } from './while-overtaken.ts';

export type ReceiptDependencies = {
  readonly table: Table;
  readonly sign: EntrySigner;
  /** Names the key that `sign` signs with. */
  readonly keyId: string;
};

/**
 * A supplier submits its proposal, anew as often as it likes before the deadline. One read of the proposal's own
 * partition and one transaction of the supplier's own rows, so that no two suppliers wait for each other. The partners
 * that it pins are in the write condition as they were read: whoever leaves at this moment is not pinned.
 */
export const createSubmitProposal = (deps: ReceiptDependencies): Implementation =>
  implement(submitProposal, (request) => whileOvertaken(() => submitAsRead(deps, request)));

const submitAsRead = async (
  { table, sign, keyId }: ReceiptDependencies,
  { account, expectedVersion, idempotency, parameters, receivedAt }: Request<{ readonly proposalId: string }>,
): Promise<Answer | Refusal> => {
  const found = await readForSubmission(table, parameters.proposalId);
  if (found === null) return refuse('not-found');
  const actor = await actAsSignatory(table, account, found.proposal.supplierId);
  if (isRefusal(actor)) return actor;
  const { version } = found.proposal.bookkeeping;
  if (expectedVersion !== null && expectedVersion !== version)
    return refuse('version-not-matched', { version });

  return attemptInTime(table, found.proposal, receivedAt, async (before) => {
    const step = submission(fieldsOf(before), found, receivedAt);
    if (isRefusal(step)) return step;
    const { action, after } = step;
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [proposalChange(before, after, action, null, inTime(before.roundId, receivedAt))],
      alongside: [
        whileCallStands(before.roundId, before.proposalId),
        ...takeAnswer(before, before.supplierId),
        ...whilePartnersAre(before, found.partners, after.partners),
      ],
      idempotency,
      signer: sign,
      notices: ({ entries: [entry] }) => (entry === undefined ? [] : [submissionNotice(after, entry.leaf)]),
      answer: ({ entries: [entry], versions: [written = 0] }) => {
        if (entry === undefined) throw new Error('A submission leaves an entry');
        const proposal = presentOwnProposal(after, standingInTime(after), written);
        return answer(200, { proposal, receipt: receiptOfCommitted(entry, after, keyId) }, written);
      },
    });
  });
};
