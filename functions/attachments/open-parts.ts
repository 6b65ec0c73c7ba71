import { attemptInTime, readProposal, whileInTime, withPresentDeadline } from '../proposals/store.ts';
import { checkEditable } from '../proposals/rules.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { whileCallStands } from '../rounds/store.ts';
import { linkParts, type PartsDependencies } from './link-parts.ts';
import { presentTerms } from './present.ts';
import { proposalOwner } from './rules.ts';
import { openParts } from './schema.ts';
import { readAttachment } from './store.ts';

/** The links of the parts of a draft's file that are missing, at first and after every break. */
export const createOpenParts = (deps: PartsDependencies): Implementation =>
  implement(openParts, async ({ account, idempotency, parameters, receivedAt }) => {
    const { table } = deps;
    const { proposalId, attachmentId } = parameters;
    const found = await readProposal(table, proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.supplierId);
    if (isRefusal(actor)) return actor;

    const present = await withPresentDeadline(table, found, receivedAt);
    return attemptInTime(table, present, receivedAt, async (proposal) => {
      const refusal = checkEditable(proposal, receivedAt);
      if (refusal !== null) return refusal;
      const attachment = await readAttachment(table, proposalOwner(proposalId), attachmentId);
      if (attachment === null) return refuse('not-found');
      const deadline = proposal.proposalDeadline;
      const opened = await linkParts(deps, attachment, {
        sealKeyArn: proposal.sealKeyArn,
        deadline,
        actor,
        receivedAt,
        alongside: [whileInTime(proposal, receivedAt), whileCallStands(proposal.roundId, proposalId)],
      });
      if (isRefusal(opened)) return opened;
      const shown = { ...opened, ...presentTerms(deadline, opened.linksEndAt) };
      return keepAnswer(table, idempotency, answer(200, shown), receivedAt);
    });
  });
