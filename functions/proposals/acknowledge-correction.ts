import { readChallenge } from '../challenges/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import { whileCallStands } from '../rounds/store.ts';
import { actAsSignatory } from './act-as-signatory.ts';
import { presentOwnProposal, standingInTime } from './present.ts';
import { receiptOfCommitted } from './store/receipt.ts';
import { acknowledgement, checkWithinCeiling } from './rules.ts';
import { acknowledgeCorrection } from './schema.ts';
import { attemptInTime, inTime, proposalChange, readProposal, unsealProposal } from './store.ts';
import type { ReceiptDependencies } from './submit-proposal.ts';

/**
 * A supplier that submitted takes note of a correction without submitting again. Judged in time as a submission is,
 * by the gateway's instant in the write condition, and under seal as one. What could not be bought any more, since the
 * correction lowered the ceiling below its price, is submitted anew instead.
 */
export const createAcknowledgeCorrection = ({
  table,
  sign,
  keyId,
  sealer,
}: ReceiptDependencies & { readonly sealer: Sealer }): Implementation =>
  implement(acknowledgeCorrection, async (request) => {
    const { account, body, expectedVersion, idempotency, parameters, receivedAt } = request;
    const found = await readProposal(table, parameters.proposalId);
    if (found === null) return refuse('not-found');
    const actor = await actAsSignatory(table, account, found.supplierId);
    if (isRefusal(actor)) return actor;
    const { version } = found.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const challenge = await readChallenge(table, found.challengeId);
    if (challenge === null)
      throw new Error(`The proposal ${found.proposalId} names a challenge that is not there`);

    return attemptInTime(table, found, receivedAt, async (before) => {
      const { correctionNumber } = challenge;
      const step = acknowledgement(fieldsOf(before), body.correctionNumber, correctionNumber, receivedAt);
      if (isRefusal(step)) return step;
      const tooDear = checkWithinCeiling(await unsealProposal(sealer, before), challenge);
      if (tooDear !== null) return tooDear;
      const { action, after } = step;
      if (action === null) {
        const proposal = presentOwnProposal(after, standingInTime(after), before.bookkeeping.version);
        return keepAnswer(table, idempotency, answer(200, { proposal, receipt: null }, version), receivedAt);
      }
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [proposalChange(before, after, action, null, inTime(before.roundId, receivedAt))],
        alongside: [whileCallStands(before.roundId, before.proposalId)],
        idempotency,
        signer: sign,
        answer: ({ entries: [entry], versions: [written = 0] }) => {
          if (entry === undefined) throw new Error('An acknowledgement leaves an entry');
          const proposal = presentOwnProposal(after, standingInTime(after), written);
          return answer(200, { proposal, receipt: receiptOfCommitted(entry, after, keyId) }, written);
        },
      });
    });
  });
